package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.itr.http.HostileRequests.Operation;
import org.itr.http.HostileRequests.Request;
import org.itr.support.Belongings;
import org.itr.support.RawHttp;
import org.itr.support.RawHttp.Response;
import org.itr.support.ServerProcess;
import org.itr.support.StoredEvents;
import org.itr.support.StoredEvents.StoredEvent;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of odd requests at every call of the description. Each must be answered with a status
 * that the description has, with nothing of the inside, and a refused one must leave no event.
 *
 * <p>Other requests come with {@code -Ditr.hostile.seed=…}, more with {@code
 * -Ditr.hostile.requests=…}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

  private static final long SEED = Long.getLong("itr.hostile.seed", 20_261_125L);
  private static final int REQUESTS = Integer.getInteger("itr.hostile.requests", 10_000);
  private static final int BATCH = 200;

  /**
   * Each failed login slows the next ones from the same address down, and each logout needs a login
   * before it, so a few must do.
   */
  private static final Pattern BEGINS_OR_ENDS_A_LOGIN = Pattern.compile("/api/log(in(/.*)?|out)");

  private static final int FEW = 12;

  private static final Pattern INSIDE =
      Pattern.compile(
          "exception|\\bat [a-z]+\\.[a-z]+\\.|org\\.(itr|spring|postgres|hibernate|apache|axon)"
              + "|com\\.fasterxml|java\\.(lang|util|io|sql)|jdbc|sqlstate|\\bselect\\b|insert into"
              + "|violates|constraint|relation \"|hikari|tomcat/",
          Pattern.CASE_INSENSITIVE);

  /**
   * What a refused call leaves behind by contract: every attempt to log in and every refused call
   * of a user is told.
   */
  private static final List<String> TOLD_OF_REFUSED = List.of("LoginRefused", "CallRefused");

  /** One of its own: what is in its log comes from the requests. */
  private ServerProcess server;

  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, String> refused = new HashMap<>();
  private int written;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = ServerProcess.start(folder);
    server.master().liftCallLimit();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void whatever_is_sent_is_answered_in_order_and_refused_without_a_trace() throws IOException {
    TestCompany company = TestCompany.on(server);
    Belongings there = Belongings.of(company);
    Website master = company.user("IsMasterUser", "IsResearcher", "IsPasswordManager");
    List<String> tokens =
        List.of(
            master.token(),
            master.token(),
            master.token(),
            company.user("IsOfficeUser").token(),
            company.user("IsTestTakingUser").token(),
            "");
    JsonNode api = master.get("openapi").json();
    HostileRequests requests = new HostileRequests(SEED, api, there, tokens);
    List<Operation> operations = requests.operations();
    long logBefore = server.logSize();
    int sent = 0;
    try (RawHttp http = new RawHttp(server.url());
        StoredEvents store = server.events()) {
      long last = store.last();
      for (int round = 0; sent < REQUESTS; round++) {
        for (Operation operation : operations) {
          boolean isOver =
              round >= FEW && BEGINS_OR_ENDS_A_LOGIN.matcher(operation.pattern()).matches();
          if (!isOver) {
            Request request =
                operation.pattern().equals("/api/logout")
                    // It ends the token that it comes with, and so has one of its own.
                    ? new HostileRequests(
                            SEED + sent, api, there, List.of(company.user("IsOfficeUser").token()))
                        .next(operation)
                    : requests.next(operation);
            sent++;
            check(
                sent,
                operation,
                request,
                http.send(request.bytes(), request.method().equals("HEAD")));
            if (sent % BATCH == 0) {
              last = checkStore(store, last);
            }
          }
        }
      }
      checkStore(store, last);
    }
    assertThat(mistakes).as("with the seed " + SEED).isEmpty();
    assertThat(written).as("events of calls that were not refused").isGreaterThan(REQUESTS / 30);
    assertThat(master.get("companies/currentcompany").status())
        .as("the server goes on, and so does the token")
        .isEqualTo(200);
    checkLog(server.logAfter(logBefore), tokens);
  }

  @Test
  void what_is_no_address_is_refused_in_a_sentence() throws IOException {
    try (RawHttp http = new RawHttp(server.url())) {
      for (String address : List.of("/api/%zz", "/api/persons/{a}", "/api/persons%2fa", "/%")) {
        Response answer =
            http.send(
                ("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII),
                false);
        assertThat(answer.status()).as(address).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("The address or a header of the call is malformed");
        assertThat(answer.header("Cache-Control")).contains("no-store");
      }
    }
  }

  private void check(int number, Operation operation, Request request, Response response) {
    List<String> wrong = new ArrayList<>();
    int status = response.status();
    boolean isDescribed = operation.operation().get("responses").has(Integer.toString(status));
    boolean isCall = !response.header("X-Correlation-ID").isEmpty();
    if (status == 0 || status >= 500 && !(isDescribed && status != 503)) {
      wrong.add("a failure");
    }
    if (isCall && request.isAtItsAddress() && !isDescribed) {
      wrong.add("a status that is not described");
    }
    if (status >= 400) {
      String text = response.text();
      if (INSIDE.matcher(text).find()) {
        wrong.add("the inside of the server");
      }
      if (text.contains("<script") || text.length() > 1_000) {
        wrong.add("the request itself");
      }
      if (isCall && !response.header("Content-Type").startsWith("text/plain")) {
        wrong.add("an error that is no plain text");
      }
      if (isCall) {
        refused.put(response.header("X-Correlation-ID"), describe(number, request, response));
      }
    }
    if (isCall && !response.header("Cache-Control").equals("no-store")) {
      wrong.add("an answer that may be kept");
    }
    if (!response.header("X-Injected").isEmpty()) {
      wrong.add("a header of the request's making");
    }
    if (!wrong.isEmpty()) {
      mistakes.add(wrong + " " + operation + "\n" + describe(number, request, response));
    }
  }

  private static String describe(int number, Request request, Response response) {
    String text = response.text();
    return "#%d %d %s%n%s%n"
        .formatted(
            number,
            response.status(),
            text.substring(0, Math.min(300, text.length())),
            request.brief());
  }

  /** No event may come from a call that was refused. */
  private long checkStore(StoredEvents store, long last) {
    long newest = last;
    for (StoredEvent event : store.after(last)) {
      newest = Math.max(newest, event.index());
      String cause = refused.get(event.correlation());
      written += cause == null ? 1 : 0;
      if (cause != null && !TOLD_OF_REFUSED.contains(event.type())) {
        mistakes.add("refused, and yet " + event.type() + " is written\n" + cause);
      }
    }
    refused.clear();
    return newest;
  }

  private static void checkLog(String log, List<String> tokens) {
    assertThat(log.lines().filter(line -> !line.startsWith("ITR 2"))).isEmpty();
    assertThat(log.lines().filter(line -> !line.contains(" INFO "))).isEmpty();
    assertThat(log.toLowerCase(Locale.ROOT)).doesNotContain("x-injected", "<script", "drop table");
    tokens.stream()
        .filter(token -> !token.isEmpty())
        .forEach(token -> assertThat(log).doesNotContain(token));
  }
}
