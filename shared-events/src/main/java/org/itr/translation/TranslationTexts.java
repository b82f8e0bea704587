package org.itr.translation;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** The texts of the website in all languages, as they are now. */
public interface TranslationTexts {

  /**
   * A text and who changed it last.
   *
   * @param key the website's key of it
   * @param text the text
   * @param changedAt when it changed last
   * @param changedBy the id of the user who changed it, or {@code system}
   */
  record Entry(String key, TranslatedText text, Instant changedAt, String changedBy) {}

  /** Streams the texts of a language in the order of their keys. */
  void forEach(String language, Consumer<Entry> texts);

  /** Those of the keys that the language has a text for. */
  Set<String> known(String language, Collection<String> keys);
}
