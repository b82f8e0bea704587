package org.itr.translation;

import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;
import org.itr.objecttype.Space;

/**
 * The texts of the website in one language, one server-wide object per language. The keys are those
 * of the website.
 */
public final class Translations {

  /** The field of events that contains the texts by key. */
  public static final String TEXTS = "Texts";

  /** The object type; its texts are rows of their own, see {@link TranslationTexts}. */
  public static final ObjectType TYPE =
      ObjectType.named("translations")
          .auditNumber(30)
          .serverWide()
          .key("Language")
          .fields(string("Language", 25), text(TEXTS).json())
          .listed("Language")
          .searched("Language")
          .sortedBy("Language")
          .masterReadableBy(MasterReaders.EVERYONE)
          .build();

  private Translations() {}

  /** The translation into a language, by its code in lower case. */
  public static ObjectKey keyOf(String language) {
    return ObjectKey.of(TYPE, Space.MASTER, language);
  }
}
