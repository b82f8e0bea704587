package org.itr.translation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.Documents;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.translation.TranslationCommand.NewText;
import org.itr.translation.TranslationCommand.RemoveTranslation;
import org.itr.translation.TranslationCommand.SaveTexts;
import org.itr.translation.TranslationEvent.TranslationAdded;
import org.itr.translation.TranslationEvent.TranslationChanged;
import org.itr.translation.TranslationEvent.TranslationRemoved;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one language. A write costs what it changes: an event has the texts that changed and
 * no others, however many the language has.
 */
@AggregateRoot(type = "Translation")
public class Translation {

  /** Many times what a website has; more is a mistake or worse. */
  static final int MOST_TEXTS = 50_000;

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final Map<String, TranslatedText> texts = new HashMap<>();
  private boolean exists;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveTexts command) {
    Map<String, Change.Value> parts = new LinkedHashMap<>();
    int added = 0;
    for (Map.Entry<String, NewText> entry : command.texts().entrySet()) {
      NewText wanted = entry.getValue();
      TranslatedText before = texts.get(entry.getKey());
      String pointer = Documents.pointerTo(entry.getKey());
      if (before == null) {
        TranslatedText text = TranslatedText.added(wanted.value(), wanted.original());
        parts.put(pointer, Change.Value.added(text.toMap()));
        added++;
      } else if (command.replace()) {
        TranslatedText after = before.changed(wanted.value(), wanted.original());
        if (!after.equals(before)) {
          parts.put(pointer, Change.Value.replaced(before.toMap(), after.toMap()));
        }
      }
    }
    if (texts.size() + added > MOST_TEXTS) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "A language can have at most " + MOST_TEXTS + " texts");
    }
    if (!parts.isEmpty()) {
      Delta delta = Delta.of(Map.of(Translations.TEXTS, new Change.Parts(parts, null)));
      apply(
          exists
              ? new TranslationChanged(command.target(), delta)
              : new TranslationAdded(command.target(), delta));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveTranslation command) {
    if (!exists) {
      throw Refusal.notFound(command.target());
    }
    apply(new TranslationRemoved(command.target()));
  }

  @EventSourcingHandler
  void evolve(TranslationEvent event) {
    key = event.target();
    exists = !(event instanceof TranslationRemoved);
    if (!exists) {
      texts.clear();
    }
    if (event.delta().changes().get(Translations.TEXTS) instanceof Change.Parts parts) {
      parts
          .byPointer()
          .forEach(
              (pointer, change) ->
                  texts.put(Documents.keyAt(pointer), TranslatedText.fromMap(change.after())));
    }
  }
}
