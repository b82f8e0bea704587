package org.itr.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

  private static String written(Object... row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CsvFile csv = new CsvFile(bytes, List.of("a", "b"));
    csv.row(Arrays.asList(row));
    csv.finish();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void values_are_quoted_where_they_have_to_be() throws IOException {
    assertThat(written("one, \"two\"\nthree", "é"))
        .isEqualTo("\uFEFFa,b\r\n\"one, \"\"two\"\"\nthree\",é\r\n");
  }

  @Test
  void numbers_moments_and_nothing_are_what_they_are() throws IOException {
    assertThat(written(-5, null)).endsWith("-5,\r\n");
    assertThat(written(Instant.parse("2026-01-31T12:00:00Z"), true))
        .endsWith("2026-01-31T12:00:00+00:00,true\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void no_text_is_a_formula(String text) throws IOException {
    assertThat(written(text, "").substring("\uFEFFa,b\r\n".length())).matches("(?s)\"?'.*");
  }

  @Test
  void no_text_is_a_formula_where_cells_end_at_semicolons() throws IOException {
    assertThat(written("x;=HYPERLINK(\"u\");y; -1", ""))
        .contains("x;'=HYPERLINK(")
        .doesNotContain(";=");
    assertThat(written("a; b", "")).endsWith("a; b,\r\n");
  }
}
