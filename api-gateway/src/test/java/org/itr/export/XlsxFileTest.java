package org.itr.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class XlsxFileTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Map<String, String> parts() throws IOException {
    Map<String, String> parts = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  void numbers_are_numbers_moments_are_moments_and_nothing_is_a_formula() throws IOException {
    XlsxFile file = new XlsxFile(out, "Usage", List.of("Text", "Number", "Moment"));
    file.row(
        Arrays.asList(
            "=HYPERLINK(\"http://evil.example\")", 42.5, Instant.parse("2026-01-01T12:00:00Z")));
    file.row(Arrays.asList("<&> 学校", 7L, null));
    file.finish();

    String sheet = parts().get("xl/worksheets/sheet1.xml");
    assertThat(sheet)
        .contains("t=\"inlineStr\"", "=HYPERLINK", "&lt;&amp;&gt; 学校", "<v>42.5</v>", "<v>7</v>")
        .contains("<v>46023.5</v>")
        .doesNotContain("<f>");
    assertThat(parts().get("xl/styles.xml")).contains("yyyy-mm-dd hh:mm:ss");
  }

  @Test
  void what_breaks_off_is_no_workbook() throws IOException {
    XlsxFile file = new XlsxFile(out, "Usage", List.of("Number"));
    for (int i = 0; i < 2_000; i++) {
      file.row(List.of(i));
    }
    assertThat(parts()).doesNotContainKey("xl/workbook.xml");
  }
}
