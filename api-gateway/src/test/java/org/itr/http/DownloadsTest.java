package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DownloadsTest {

  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final Downloads downloads = new Downloads(() -> now);
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private HttpServletRequest opened(String method, String ticket) {
    return downloads.opened(
        new MockHttpServletRequest(method, "/api/downloads/" + ticket), response);
  }

  @Test
  void a_ticket_opens_its_call_with_its_headers_alone_and_as_a_file() {
    String ticket =
        downloads.issue("/api/history/export/csv", Map.of("SessionID", "W1", "Filter", "Ä=1"));
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/downloads/" + ticket);
    request.addHeader("CompanyID", "another");

    HttpServletRequest opened = downloads.opened(request, response);

    assertThat(opened.getRequestURI()).isEqualTo("/api/history/export/csv");
    assertThat(opened.getServletPath()).isEqualTo("/api/history/export/csv");
    assertThat(HeaderText.of(opened, "sessionid")).isEqualTo("W1");
    assertThat(HeaderText.of(opened, "Filter")).isEqualTo("Ä=1");
    assertThat(HeaderText.of(opened, "CompanyID")).isEmpty();
    assertThat(response.getHeader("Content-Disposition")).isEqualTo("attachment");
  }

  @Test
  void a_ticket_is_good_once_for_a_minute_and_to_read() {
    String used = downloads.issue("/api/history/export/csv", Map.of());
    assertThat(opened("POST", used).getRequestURI()).contains(used);
    assertThat(opened("GET", used).getRequestURI()).doesNotContain(used);
    assertThat(opened("GET", used).getRequestURI()).contains(used);

    String late = downloads.issue("/api/history/export/csv", Map.of());
    now = now.plusSeconds(61);
    assertThat(opened("GET", late).getRequestURI()).contains(late);
    assertThat(opened("GET", "none").getRequestURI()).contains("none");
  }
}
