package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class HeaderTextTest {

  @Test
  void bytes_that_are_utf_8_are_read_as_such() {
    String asContainerReadsIt =
        new String("Zoë €".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(HeaderText.decode(asContainerReadsIt)).isEqualTo("Zoë €");
  }

  @Test
  void other_bytes_are_latin_1() {
    assertThat(HeaderText.decode("caf\u00e9")).isEqualTo("café");
    assertThat(HeaderText.decode("plain")).isEqualTo("plain");
    assertThat(HeaderText.decode(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Y, false, true",
    "N, true, false",
    "'', true, true",
    "'', false, false",
    "true, false, false",
    "true, true, true",
    "B, true, true",
    "function () {}, false, false"
  })
  void a_switch_that_is_neither_y_nor_n_has_its_default(
      String value, boolean byDefault, boolean expected) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("IncludeMaster", value);
    assertThat(HeaderText.isYes(request, "includemaster", byDefault)).isEqualTo(expected);
  }
}
