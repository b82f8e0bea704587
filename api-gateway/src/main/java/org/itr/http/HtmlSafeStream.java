package org.itr.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Passes JSON on, and what HTML begins with as an escape, which is the same to JSON: outside of its
 * texts JSON has none of these characters.
 */
final class HtmlSafeStream extends FilterOutputStream {

  private static final byte[] LESS = "\\u003c".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GREATER = "\\u003e".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AMPERSAND = "\\u0026".getBytes(StandardCharsets.US_ASCII);

  HtmlSafeStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    byte[] escape = escape(b);
    if (escape == null) {
      out.write(b);
    } else {
      out.write(escape);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int plain = offset;
    for (int i = offset; i < offset + length; i++) {
      byte[] escape = escape(bytes[i]);
      if (escape != null) {
        out.write(bytes, plain, i - plain);
        out.write(escape);
        plain = i + 1;
      }
    }
    out.write(bytes, plain, offset + length - plain);
  }

  private static byte @Nullable [] escape(int b) {
    return switch (b) {
      case '<' -> LESS;
      case '>' -> GREATER;
      case '&' -> AMPERSAND;
      default -> null;
    };
  }
}
