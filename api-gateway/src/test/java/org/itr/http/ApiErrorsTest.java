package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;

class ApiErrorsTest {

  private static final Map<Exception, Integer> STATUSES =
      Map.ofEntries(
          Map.entry(new InvalidInput("Status must be a number"), 400),
          Map.entry(new Refusal(Refusal.Reason.FORBIDDEN, "no"), 403),
          Map.entry(new Refusal(Refusal.Reason.NOT_FOUND, "no"), 404),
          Map.entry(new Refusal(Refusal.Reason.CONFLICT, "no"), 409),
          Map.entry(new Refusal(Refusal.Reason.OVER_LIMIT, "no"), 429),
          Map.entry(new TooLarge(5), 413),
          Map.entry(new TooManyCalls(), 429),
          Map.entry(new HttpRequestMethodNotSupportedException("PUT", List.of("GET")), 405),
          Map.entry(new CannotGetJdbcConnectionException("away"), 503),
          Map.entry(new CannotCreateTransactionException("away"), 503),
          Map.entry(new IllegalStateException(new SQLException("gone", "08006")), 503),
          Map.entry(new IllegalStateException(new SQLException("stopping", "57P01")), 503),
          Map.entry(new IllegalStateException("our mistake"), 500),
          Map.entry(new IllegalStateException(new SQLException("our mistake", "42601")), 500));

  @Test
  void every_failure_has_its_status_and_a_text() throws Exception {
    for (Map.Entry<Exception, Integer> entry : STATUSES.entrySet()) {
      MockHttpServletResponse response = answer(entry.getKey());
      assertThat(response.getStatus()).as(entry.getKey().toString()).isEqualTo(entry.getValue());
      assertThat(response.getContentType()).isEqualTo("text/plain;charset=utf-8");
      assertThat(response.getContentAsString()).isNotBlank();
    }
  }

  @Test
  void a_refusal_is_found_inside_what_the_framework_wraps_around_it() throws Exception {
    Exception wrapped =
        new CommandExecutionException(
            "handler failed", new IllegalStateException(new InvalidInput("Status is too long")));
    MockHttpServletResponse response = answer(wrapped);
    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(response.getContentAsString()).isEqualTo("Status is too long");
  }

  @Test
  void our_own_mistakes_tell_the_caller_nothing_but_where_to_look() throws Exception {
    MockHttpServletResponse response =
        answer(new IllegalStateException("select * from secrets.token"));
    assertThat(response.getContentAsString()).doesNotContain("secrets").contains("the-call");
  }

  @Test
  void a_database_that_is_away_may_be_asked_again_soon() throws Exception {
    assertThat(answer(new CannotCreateTransactionException("away")).getHeader("Retry-After"))
        .isNotNull();
  }

  @Test
  void a_wrong_method_names_the_right_ones() throws Exception {
    Exception failure = new HttpRequestMethodNotSupportedException("PUT", List.of("GET", "POST"));
    assertThat(answer(failure).getHeader("Allow")).contains("GET").contains("POST");
  }

  @Test
  void what_was_written_before_the_failure_is_taken_back() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.getOutputStream().print("[{\"half\":");
    new ApiErrors((caller, call, object, reason) -> {})
        .answer(new InvalidInput("no"), request(), response);
    assertThat(response.getContentAsString()).isEqualTo("no");
  }

  @Test
  void an_answer_that_is_already_out_is_broken_off() throws IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.getOutputStream().print("[");
    response.flushBuffer();
    IllegalStateException failure = new IllegalStateException("the database went away");
    assertThatThrownBy(
            () ->
                new ApiErrors((caller, call, object, reason) -> {})
                    .answer(failure, request(), response))
        .isSameAs(failure);
  }

  private static MockHttpServletResponse answer(Exception failure) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    new ApiErrors((caller, call, object, reason) -> {}).answer(failure, request(), response);
    return response;
  }

  private static MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setAttribute(Origin.CORRELATION, "the-call");
    return request;
  }
}
