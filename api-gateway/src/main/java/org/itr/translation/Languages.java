package org.itr.translation;

import java.util.Locale;
import java.util.regex.Pattern;
import org.itr.objecttype.InvalidInput;

/** Codes of languages, as browsers name them. */
public final class Languages {

  /** What the texts of the website are written in. */
  static final String SOURCE = "en";

  private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}");

  private Languages() {}

  /**
   * The code in its one form, lower case with dashes: {@code pt-br}.
   *
   * @param name what to call it when it is malformed
   * @throws InvalidInput when it is no code
   */
  public static String code(String name, String text) {
    if (!CODE.matcher(text).matches()) {
      throw new InvalidInput(name + " must be the code of a language, such as nl or pt-br");
    }
    return text.replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
