package org.itr.translation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.itr.objecttype.InvalidInput;
import org.itr.translation.TranslationCommand.NewText;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts as they are sent and as files have them: an object by key, each with a {@code value},
 * or the value alone.
 */
final class SentTexts {

  private static final int LONGEST_KEY = 500;
  private static final int LONGEST_VALUE = 20_000;

  /** What the website adds to its objects for its own use. */
  private static final Set<String> NO_TEXTS = Set.of("_objectType", "persistentProperties");

  private SentTexts() {}

  /**
   * The texts of an object.
   *
   * @throws InvalidInput when a key or a text cannot be stored
   */
  static Map<String, NewText> of(Map<String, Object> sent) {
    Map<String, NewText> texts = new LinkedHashMap<>();
    sent.forEach(
        (key, text) -> {
          if (!NO_TEXTS.contains(key)) {
            texts.put(checkedKey(key), text(text));
          }
        });
    return texts;
  }

  private static String checkedKey(String key) {
    if (key.isBlank()) {
      throw new InvalidInput("The key of a text must not be empty");
    }
    if (key.codePointCount(0, key.length()) > LONGEST_KEY) {
      throw new InvalidInput(
          "The key of a text is too long: at most " + LONGEST_KEY + " characters");
    }
    return key;
  }

  private static NewText text(@Nullable Object sent) {
    if (sent instanceof Map<?, ?> object) {
      Object original = object.get("originalValue");
      return new NewText(
          value("value", object.get("value")),
          original == null ? null : value("originalValue", original));
    }
    return new NewText(value("value", sent), null);
  }

  private static String value(String name, @Nullable Object value) {
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw new InvalidInput(name + " of a text must be a text");
    }
    String text = value.toString();
    if (text.codePointCount(0, text.length()) > LONGEST_VALUE) {
      throw new InvalidInput(
          name + " of a text is too long: at most " + LONGEST_VALUE + " characters");
    }
    return text;
  }
}
