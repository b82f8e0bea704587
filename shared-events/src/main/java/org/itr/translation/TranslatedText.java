package org.itr.translation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text in one language.
 *
 * @param value what the website shows
 * @param original the source text
 * @param first the initial text, before anybody changed it
 */
public record TranslatedText(String value, String original, String first) {

  private static final String VALUE = "value";
  private static final String ORIGINAL = "originalValue";
  private static final String FIRST = "valueAsOriginal";

  /** A new text. */
  public static TranslatedText added(String value, @Nullable String original) {
    return new TranslatedText(value, original == null ? value : original, value);
  }

  /** This text with another value. */
  public TranslatedText changed(String newValue, @Nullable String newOriginal) {
    return new TranslatedText(newValue, newOriginal == null ? original : newOriginal, first);
  }

  /** The text as stored in events. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(VALUE, value);
    map.put(ORIGINAL, original);
    map.put(FIRST, first);
    return map;
  }

  /** The text stored in an event. */
  public static TranslatedText fromMap(@Nullable Object map) {
    Map<?, ?> told = (Map<?, ?>) map;
    return new TranslatedText(
        (String) told.get(VALUE), (String) told.get(ORIGINAL), (String) told.get(FIRST));
  }
}
