package org.itr.translation;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.event.MetaDataKeys;
import org.itr.objecttype.Change;
import org.itr.objecttype.Documents;
import org.itr.translation.TranslationEvent.TranslationRemoved;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps a row a text, so that a change of one among thousands writes one. */
@Component
@Order(ProjectionOrder.AFTER_OBJECTS)
class TranslationTextsProjection implements Projection {

  private static final String PUT =
      """
      insert into translationtexts
        (language, text_key, value, original_value, value_as_original, change_date_time, changed_by)
      select ?, ?, ?, ?, ?, ?, ?
      on conflict (language, text_key) do update
      set value = excluded.value, original_value = excluded.original_value,
          change_date_time = excluded.change_date_time, changed_by = excluded.changed_by
      """;

  private static final String REMOVE_ALL = "delete from translationtexts where language = ?";

  @Override
  public List<String> tables() {
    return List.of("translationtexts");
  }

  @Override
  public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {
    if (!(event instanceof TranslationEvent translation)) {
      return;
    }
    String language = translation.target().id();
    if (translation instanceof TranslationRemoved) {
      // Statements of one text run together, so what was put before must be written before.
      rows.flush();
      rows.afterwards(REMOVE_ALL, language);
      rows.flush();
    } else if (translation.delta().changes().get(Translations.TEXTS)
        instanceof Change.Parts parts) {
      Object user = message.getMetaData().getOrDefault(MetaDataKeys.USER, "");
      parts
          .byPointer()
          .forEach(
              (pointer, change) -> {
                TranslatedText text = TranslatedText.fromMap(change.after());
                rows.afterwards(
                    PUT,
                    language,
                    Documents.keyAt(pointer),
                    text.value(),
                    text.original(),
                    text.first(),
                    message.getTimestamp(),
                    user.toString());
              });
    }
  }
}
