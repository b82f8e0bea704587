package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.itr.event.MetaDataKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class OriginTest {

  @ParameterizedTest
  @CsvSource({"nl, nl", "pt-br, pt-br", "'', en", "'nl\r\nBcc: x', en", "../../etc, en"})
  void a_language_is_a_code_or_english(String header, String expected) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("ITRLang", header);
    assertThat(Origin.of(request).language()).isEqualTo(expected);
  }

  @Test
  void an_odd_browser_id_or_a_long_one_is_none() {
    assertThat(browserOf("<script>")).isEmpty();
    assertThat(browserOf("b".repeat(101))).isEmpty();
    assertThat(browserOf("b".repeat(100))).hasSize(100);
  }

  private static String browserOf(String header) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("BrowserID", header);
    return Origin.of(request).browser();
  }

  @Test
  void commands_carry_who_from_where_and_never_the_token() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("SessionID", "Wsecret");
    request.addHeader("BrowserID", "b-1");
    request.setRemoteAddr("192.0.2.7");
    assertThat(Origin.of(request).metaData())
        .containsEntry(MetaDataKeys.ADDRESS, "192.0.2.7")
        .containsEntry(MetaDataKeys.BROWSER, "b-1")
        .containsEntry(MetaDataKeys.USER, "anonymous")
        .doesNotContainValue("Wsecret");
    assertThat(SomeCaller.with().metaData())
        .containsEntry(MetaDataKeys.COMPANY, SomeCaller.COMPANY.id().toString())
        .containsEntry(MetaDataKeys.USER, SomeCaller.USER.toString())
        .containsKey(MetaDataKeys.TOKEN_SESSION);
  }
}
