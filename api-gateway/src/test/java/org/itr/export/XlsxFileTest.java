package org.itr.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class XlsxFileTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path folder;

  /** Read by the directory at the end of the file, as spreadsheet programs do. */
  private Map<String, String> parts() throws IOException {
    Path file = Files.write(folder.resolve("file.xlsx"), out.toByteArray());
    Map<String, String> parts = new HashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        parts.put(
            entry.getName(),
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  private static String textOf(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement()
        .getTextContent();
  }

  @Test
  void numbers_are_numbers_moments_are_moments_and_nothing_is_a_formula() throws Exception {
    XlsxFile file = new XlsxFile(out, "Usage", List.of("Text", "Number", "Moment"));
    file.row(
        Arrays.asList(
            "=HYPERLINK(\"http://evil.example\")", 42.5, Instant.parse("2026-01-01T12:00:00Z")));
    file.row(Arrays.asList("<&> 学校", 7L, null));
    file.finish();

    String sheet = parts().get("xl/worksheets/sheet1.xml");
    assertThat(sheet)
        .contains("t=\"inlineStr\"", "=HYPERLINK", "<v>42.5</v>", "<v>7</v>")
        .contains("<v>46023.5</v>")
        .doesNotContain("<f>");
    assertThat(textOf(sheet)).contains("<&> 学校");
    assertThat(parts().get("xl/styles.xml")).contains("yyyy-mm-dd hh:mm:ss");
  }

  @Test
  void what_breaks_off_is_no_workbook() throws IOException {
    XlsxFile file = new XlsxFile(out, "Usage", List.of("Number"));
    for (int i = 0; i < 2_000; i++) {
      file.row(List.of(i));
    }
    assertThatThrownBy(this::parts).isInstanceOf(ZipException.class);
  }
}
