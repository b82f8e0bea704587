package org.itr.record;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.objecttype.ObjectKey;
import org.itr.privacy.DataSubject;
import org.itr.privacy.SubjectKeys;
import org.itr.record.RecordEvent.RecordRemoved;
import org.springframework.stereotype.Component;

/**
 * Whenever a record is removed whose personal fields were about nobody that the server knows, then
 * the key to them goes as well.
 */
@Component
@ProcessingGroup("policies")
class RecordKeyPolicy {

  private final SubjectKeys keys;

  RecordKeyPolicy(SubjectKeys keys) {
    this.keys = keys;
  }

  @EventHandler
  void react(RecordRemoved event) {
    ObjectKey record = event.target();
    if (record.objectType().hasPersonalFields()) {
      keys.destroy(new DataSubject(record.space(), OwnSubject.of(record)));
    }
  }
}
