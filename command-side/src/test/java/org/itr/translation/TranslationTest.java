package org.itr.translation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.translation.TranslationCommand.NewText;
import org.itr.translation.TranslationCommand.RemoveTranslation;
import org.itr.translation.TranslationCommand.SaveTexts;
import org.itr.translation.TranslationEvent.TranslationAdded;
import org.itr.translation.TranslationEvent.TranslationChanged;
import org.itr.translation.TranslationEvent.TranslationRemoved;
import org.junit.jupiter.api.Test;

class TranslationTest {

  private static final ObjectKey DUTCH = Translations.keyOf("nl");

  private final AggregateTestFixture<Translation> fixture =
      new AggregateTestFixture<>(Translation.class);

  private static Map<String, Object> text(String value, String original, String first) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("value", value);
    text.put("originalValue", original);
    text.put("valueAsOriginal", first);
    return text;
  }

  private static Delta delta(String pointer, Change.Value change) {
    return Delta.of(Map.of("Texts", new Change.Parts(Map.of(pointer, change), null)));
  }

  private static TranslationAdded saveIsAdded() {
    return new TranslationAdded(
        DUTCH, delta("/Menu.Save", Change.Value.added(text("Bewaar", "Save", "Bewaar"))));
  }

  private static SaveTexts save(String key, String value, boolean replace) {
    return new SaveTexts(DUTCH, Map.of(key, new NewText(value, null)), replace);
  }

  @Test
  void a_language_comes_into_being_with_its_first_text() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveTexts(DUTCH, Map.of("Menu.Save", new NewText("Bewaar", "Save")), false))
        .expectEvents(saveIsAdded());
  }

  @Test
  void a_text_of_which_only_the_value_is_known_is_its_own_original() {
    fixture
        .givenNoPriorActivity()
        .when(save("a/b~c", "Save", false))
        .expectEvents(
            new TranslationAdded(
                DUTCH, delta("/a~1b~0c", Change.Value.added(text("Save", "Save", "Save")))));
  }

  @Test
  void a_text_that_is_there_keeps_its_value_and_new_ones_are_told_alone() {
    Map<String, NewText> texts = new LinkedHashMap<>();
    texts.put("Menu.Save", new NewText("Opslaan", null));
    texts.put("Menu.Open", new NewText("Open", null));
    fixture
        .given(saveIsAdded())
        .when(new SaveTexts(DUTCH, texts, false))
        .expectEvents(
            new TranslationChanged(
                DUTCH, delta("/Menu.Open", Change.Value.added(text("Open", "Open", "Open")))));
  }

  @Test
  void whoever_insists_changes_a_text_and_what_it_was_at_first_is_remembered() {
    fixture
        .given(saveIsAdded())
        .when(save("Menu.Save", "Opslaan", true))
        .expectEvents(
            new TranslationChanged(
                DUTCH,
                delta(
                    "/Menu.Save",
                    Change.Value.replaced(
                        text("Bewaar", "Save", "Bewaar"), text("Opslaan", "Save", "Bewaar")))));
  }

  @Test
  void what_is_there_already_leaves_no_trace() {
    fixture.given(saveIsAdded()).when(save("Menu.Save", "Bewaar", true)).expectNoEvents();
    fixture.given(saveIsAdded()).when(save("Menu.Save", "Other", false)).expectNoEvents();
  }

  @Test
  void a_language_is_removed_once_and_may_come_again() {
    fixture
        .given(saveIsAdded())
        .when(new RemoveTranslation(DUTCH))
        .expectEvents(new TranslationRemoved(DUTCH));
    fixture
        .given(saveIsAdded(), new TranslationRemoved(DUTCH))
        .when(new RemoveTranslation(DUTCH))
        .expectException(Refusal.class)
        .expectNoEvents();
    fixture
        .given(saveIsAdded(), new TranslationRemoved(DUTCH))
        .when(new SaveTexts(DUTCH, Map.of("Menu.Save", new NewText("Bewaar", "Save")), false))
        .expectEvents(saveIsAdded());
  }

  @Test
  void a_language_without_end_is_refused() {
    Map<String, NewText> texts = new LinkedHashMap<>();
    for (int i = 0; i <= Translation.MOST_TEXTS; i++) {
      texts.put("key" + i, new NewText("", null));
    }
    fixture
        .givenNoPriorActivity()
        .when(new SaveTexts(DUTCH, texts, false))
        .expectException(Refusal.class)
        .expectNoEvents();
  }
}
