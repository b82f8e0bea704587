package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HtmlSafeStreamTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void json_stays_the_same_json_and_is_no_html() throws IOException {
    byte[] json = "{\"a\":\"<b>T&C é 漢 😀</b>\",\"<\":[1]}".getBytes(StandardCharsets.UTF_8);
    try (OutputStream safe = new HtmlSafeStream(out)) {
      safe.write(json);
    }
    String written = out.toString(StandardCharsets.UTF_8);
    assertThat(written).doesNotContain("<").doesNotContain(">").doesNotContain("&");
    assertThat(WireReader.TREES.readTree(written)).isEqualTo(WireReader.TREES.readTree(json));
  }

  @Test
  void it_does_not_matter_how_the_bytes_come() throws IOException {
    try (OutputStream safe = new HtmlSafeStream(out)) {
      safe.write("xx<a>yy".getBytes(StandardCharsets.US_ASCII), 2, 3);
      safe.write('&');
      safe.write(new byte[0]);
      safe.write('z');
    }
    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("\\u003ca\\u003e\\u0026z");
  }
}
