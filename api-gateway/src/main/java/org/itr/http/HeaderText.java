package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Headers as text. An empty value is the same as no header. */
public final class HeaderText {

  private HeaderText() {}

  /** The trimmed value of a header; empty when there is none. */
  public static String of(HttpServletRequest request, String name) {
    return decode(request.getHeader(name)).trim();
  }

  /** Whether the header says Y; anything but Y and N is its default. */
  public static boolean isYes(HttpServletRequest request, String name, boolean byDefault) {
    return switch (of(request, name)) {
      case "Y" -> true;
      case "N" -> false;
      default -> byDefault;
    };
  }

  /**
   * The text of a header that the container read as Latin-1: its bytes are UTF-8 when they are
   * valid as such, because programs send that, and Latin-1 otherwise, because browsers do.
   */
  static String decode(@Nullable String latin1) {
    if (latin1 == null || isAscii(latin1)) {
      return latin1 == null ? "" : latin1;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if (latin1.charAt(i) > 0xFF) {
        return latin1;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return latin1;
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }
}
