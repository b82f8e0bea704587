package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ApiFilterTest {

  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void slashes_are_collapsed() throws Exception {
    HttpServletRequest passed =
        passed("N", new MockHttpServletRequest("POST", "/api//persons///deleteunused"));
    assertThat(passed.getRequestURI()).isEqualTo("/api/persons/deleteunused");
  }

  @Test
  void a_call_is_one_however_its_path_is_spelled() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/%61pi;x=1/version");
    request.setServletPath("/api/version");
    assertThat(passed("N", request).getContentType()).isEqualTo("application/octet-stream");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void a_body_called_a_form_is_left_alone() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/sessions/1");
    request.setContentType("application/x-www-form-urlencoded; charset=UTF-8");
    request.addParameter("{\"a\":1}", "");
    request.setContent("{\"a\":\"b+c%20d&e=f\"}".getBytes(StandardCharsets.UTF_8));
    HttpServletRequest passed = passed("N", request);
    assertThat(passed.getParameterMap()).isEmpty();
    assertThat(passed.getParameter("{\"a\":1}")).isNull();
    assertThat(passed.getContentType()).isEqualTo("application/octet-stream");
    assertThat(passed.getHeader("content-type")).isEqualTo("application/octet-stream");
    assertThat(Body.read(passed, 100).object()).isEqualTo(Map.of("a", "b+c%20d&e=f"));
  }

  @Test
  void a_body_over_the_limit_is_refused_whether_its_length_is_told_or_not() {
    MockHttpServletRequest told = new MockHttpServletRequest("POST", "/api/x");
    told.setContent(new byte[11]);
    assertThatThrownBy(() -> Body.read(told, 10)).isInstanceOf(TooLarge.class);
    MockHttpServletRequest untold =
        new MockHttpServletRequest("POST", "/api/x") {
          @Override
          public long getContentLengthLong() {
            return -1;
          }
        };
    untold.setContent(new byte[11]);
    assertThatThrownBy(() -> Body.read(untold, 10)).isInstanceOf(TooLarge.class);
  }

  @Test
  void every_answer_of_the_api_is_fresh_and_what_it_says_it_is() throws Exception {
    passed("N", new MockHttpServletRequest("GET", "/api/version"));
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.getHeader("X-Correlation-ID")).isNotBlank();
    assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void other_origins_are_let_in_only_where_that_is_set() throws Exception {
    for (String yes : List.of("Y", "y", "yes", "1", "on", "true")) {
      response.reset();
      passed(yes, new MockHttpServletRequest("GET", "/api/version"));
      assertThat(response.getHeader("Access-Control-Allow-Origin")).as(yes).isEqualTo("*");
    }
    for (String no : List.of("N", "n", "no", "0", "off", "False", "")) {
      response.reset();
      passed(no, new MockHttpServletRequest("GET", "/api/version"));
      assertThat(response.getHeader("Access-Control-Allow-Origin")).as(no).isNull();
    }
    assertThatThrownBy(() -> passed("maybe", new MockHttpServletRequest("GET", "/api/version")))
        .hasMessage("ENABLE_CORS must be Y or N, not maybe");
  }

  @Test
  void a_preflight_is_answered_only_where_other_origins_are_let_in() throws Exception {
    new ApiFilter("Y", new Turns(), new Downloads(Clock.systemUTC()))
        .doFilter(
            new MockHttpServletRequest("OPTIONS", "/api/version"), response, new MockFilterChain());
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getHeader("Access-Control-Allow-Headers")).contains("SessionID", "MASTER");
    assertThat(response.getHeader("Access-Control-Max-Age")).isEqualTo("600");

    MockHttpServletResponse refused = new MockHttpServletResponse();
    new ApiFilter("N", new Turns(), new Downloads(Clock.systemUTC()))
        .doFilter(
            new MockHttpServletRequest("OPTIONS", "/api/version"), refused, new MockFilterChain());
    assertThat(refused.getStatus()).isEqualTo(405);
    assertThat(refused.getHeader("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void what_is_not_the_api_passes_untouched() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/default.htm");
    assertThat(passed("Y", request)).isSameAs(request);
    assertThat(response.getHeader("Cache-Control")).isNull();
  }

  private HttpServletRequest passed(String cors, MockHttpServletRequest request) throws Exception {
    MockFilterChain chain = new MockFilterChain();
    new ApiFilter(cors, new Turns(), new Downloads(Clock.systemUTC()))
        .doFilter(request, response, chain);
    return (HttpServletRequest) chain.getRequest();
  }
}
