package org.itr.translation;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Commands for translations. */
public sealed interface TranslationCommand {

  /**
   * Adds texts to a language, which is created with its first text.
   *
   * @param texts the texts by key
   * @param replace whether existing keys get the new text; otherwise they keep theirs
   */
  record SaveTexts(
      @TargetAggregateIdentifier ObjectKey target, Map<String, NewText> texts, boolean replace)
      implements TranslationCommand {}

  /**
   * A text to be saved.
   *
   * @param value what the website shows
   * @param original the source text; null when that is not known
   */
  record NewText(String value, @Nullable String original) {}

  /** Removes a language with all its texts. */
  record RemoveTranslation(@TargetAggregateIdentifier ObjectKey target)
      implements TranslationCommand {}
}
