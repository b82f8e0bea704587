package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ErrorPageTest {

  @ParameterizedTest
  @CsvSource({
    "404, There is no such address",
    "405, This address does not support that method",
    "400, Bad Request",
    ", There is no such address",
  })
  void what_the_container_refuses_is_told_in_a_sentence(Integer status, String sentence)
      throws IOException {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
    MockHttpServletResponse response = new MockHttpServletResponse();

    new ErrorPage().error(request, response).send(response);

    assertThat(response.getStatus()).isEqualTo(status == null ? 404 : status);
    assertThat(response.getContentAsString()).isEqualTo(sentence);
    assertThat(response.getContentType()).startsWith("text/plain");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
  }
}
