package org.itr.privacy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.company.CompanyEvent.CompanyRemoved;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent.PersonErased;
import org.springframework.stereotype.Component;

/** Whenever somebody is erased, by whatever call, nothing says any more that it failed before. */
@Component
@ProcessingGroup("policies")
class FailedErasuresPolicy {

  private final FailedErasures failed;

  FailedErasuresPolicy(FailedErasures failed) {
    this.failed = failed;
  }

  @EventHandler
  void react(PersonErased event) {
    failed.drop(event.target());
  }

  @EventHandler
  void react(CompanyRemoved event) {
    failed.dropAll(Space.of(event.target().uuid()));
  }
}
