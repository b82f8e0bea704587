package org.itr.file;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;

/**
 * The names of files and of their types, as callers send them. What is left of a name are letters,
 * digits and dots in lower case, so that nothing in it can lead anywhere.
 */
final class FileNames {

  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9]{1," + StoredFiles.LONGEST_TYPE + "}");
  private static final String EVERY_TYPE = "all";

  private FileNames() {}

  /**
   * The name that a file is stored under.
   *
   * @throws InvalidInput when no letter or digit is left, or too many are
   */
  static String clean(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    boolean says = false;
    String lower = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i += Character.charCount(lower.codePointAt(i))) {
      int character = lower.codePointAt(i);
      boolean isLetterOrDigit = Character.isLetterOrDigit(character);
      if (isLetterOrDigit || character == '.') {
        kept.appendCodePoint(character);
        says |= isLetterOrDigit;
      }
    }
    if (!says) {
      throw new InvalidInput("Name must have a letter or a digit");
    }
    // Letters that came together now, where something else was between them, are one where they can
    // be.
    String clean = Normalizer.normalize(kept, Normalizer.Form.NFC);
    if (clean.codePointCount(0, clean.length()) > StoredFiles.LONGEST_NAME) {
      throw new InvalidInput(
          "Name is too long: at most " + StoredFiles.LONGEST_NAME + " characters");
    }
    return clean;
  }

  /**
   * The name of a type of files, in lower case.
   *
   * @throws InvalidInput when it is none
   */
  static String type(String text) {
    String type = text.toLowerCase(Locale.ROOT);
    if (!TYPE.matcher(type).matches()) {
      throw new InvalidInput(
          "FileType must be 1 to " + StoredFiles.LONGEST_TYPE + " letters or digits");
    }
    return type;
  }

  /**
   * The name of a type that a file can have: any but the one that stands for all.
   *
   * @throws InvalidInput when it is none
   * @throws Refusal when it stands for all
   */
  static String oneType(String text) {
    String type = type(text);
    if (isEveryType(type)) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "There are no files of type " + type);
    }
    return type;
  }

  /** Whether a type stands for all. */
  static boolean isEveryType(String type) {
    return EVERY_TYPE.equals(type);
  }
}
