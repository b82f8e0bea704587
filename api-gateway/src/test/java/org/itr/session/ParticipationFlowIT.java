package org.itr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.itr.event.MetaDataKeys;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.session.SessionCommand.TakePart;
import org.itr.store.CommandSender;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.token.TokenService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** A participant's session of a public one lives as long as the participant's token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParticipationFlowIT {

  private static final String CODE = "PLEASE";

  private final String open = UUID.randomUUID().toString();
  private Application application;
  private Website master;

  @BeforeAll
  void planAPublicSession() {
    application = Application.start();
    master = new Website(application.url());
    master.login("Admin", ServerProcess.ADMIN_PASSWORD);
    master.liftCallLimit();
    String person = UUID.randomUUID().toString();
    ok(
        master.post(
            "sessions/" + open,
            Map.of(
                "SessionType",
                200,
                "PersonID",
                person,
                "ShortLoginCode",
                CODE,
                "Description",
                "Come in",
                "Status",
                10)));
    ok(
        master.post(
            "sessiontests/" + open + "/" + UUID.randomUUID(),
            Map.of("TestID", UUID.randomUUID().toString(), "Status", 10)));
    ok(master.post("persons/" + person, Map.of("EMail", open, "LastName", "Everybody")));
  }

  @AfterAll
  void stop() {
    application.close();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private Website participant() {
    return participant(CODE);
  }

  private Website participant(String code) {
    Website website = new Website(application.url());
    Answer answer =
        ok(
            website.call(
                "GET",
                "login",
                null,
                "Poll",
                code,
                "CompanyID",
                "",
                "BrowserID",
                UUID.randomUUID().toString()));
    website.continueWith(
        answer.json().get("SessionID").asText(), answer.json().get("CompanyID").asText());
    return website;
  }

  private String sessionOf(Website participant) {
    return ok(participant.get("sessions/" + open)).json().get("ID").asText();
  }

  private int statusOf(String session) {
    return master.get("sessions/" + session).status();
  }

  private void letTimePass(String... tokenSessions) {
    for (String session : tokenSessions) {
      application
          .part(JdbcTemplate.class)
          .update(
              "update secrets.token set last_used = last_used - interval '11 minutes' where token_session = ?",
              UUID.fromString(session));
    }
    application.part(TokenService.class).endExpired();
  }

  @Test
  void who_knows_the_id_of_one_that_is_done_reads_it_after_another_login_with_its_code() {
    Website first = participant();
    String done = sessionOf(first);
    String test = ok(first.get("sessionteststaking/" + done)).json().get(0).get("ID").asText();
    String path = "sessionteststaking/" + done + "/" + test;
    ok(first.post(path, Map.of("Status", 30, "Results", Map.of("page", "my answer"))));
    String code = ok(first.get("sessions/" + done)).json().get("ShortLoginCode").asText();
    Website other = participant();
    String going = sessionOf(other);

    Website again = participant(code);
    assertThat(again.get("sessions/" + done).status()).as("not done yet").isEqualTo(404);
    assertThat(again.get(path).status()).isEqualTo(404);
    ok(first.post("sessions/" + done, Map.of("Status", 30)));
    ok(first.call("POST", "logout", null));

    assertThat(ok(again.get("sessions/" + done)).json().get("Status").asInt()).isEqualTo(31);
    assertThat(ok(again.get("sessionteststaking/" + done)).json()).hasSize(1);
    assertThat(ok(again.get(path)).body()).contains("my answer");
    assertThat(again.post(path, Map.of("Status", 20)).status()).isEqualTo(404);
    assertThat(again.post("sessions/" + done, Map.of("Status", 20)).status()).isEqualTo(404);
    assertThat(again.get("sessions/" + going).status()).isEqualTo(404);
    assertThat(ok(again.get("sessions", "StartPage", "-1")).body()).doesNotContain(done);
    assertThat(participant().get("sessions/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void it_goes_when_the_time_of_the_token_is_over_unless_it_is_done() {
    Website idle = participant();
    Website quick = participant();
    Website present = participant();
    String ofIdle = sessionOf(idle);
    String ofQuick = sessionOf(quick);
    String ofPresent = sessionOf(present);
    ok(quick.post("sessions/" + ofQuick, Map.of("Status", 30)));

    letTimePass(ofIdle, ofQuick);

    assertThat(statusOf(ofIdle)).isEqualTo(404);
    assertThat(master.get("sessiontests/" + ofIdle).json()).isEmpty();
    assertThat(statusOf(ofQuick)).isEqualTo(200);
    assertThat(statusOf(ofPresent)).isEqualTo(200);
    assertThat(idle.get("sessions").status()).isEqualTo(404);
    assertThat(doneByTheServerTo(ofIdle))
        .as("in the name of the company whose token it was")
        .containsExactly(
            "TokenEnded for " + master.company(), "SessionRemoved for " + master.company());
  }

  /** A participant's session and token have the same ID. */
  private List<String> doneByTheServerTo(String id) {
    return application
        .part(JdbcTemplate.class)
        .queryForList(
            """
            select event_type || ' for ' || (metadata ->> 'company') from events.event
            where metadata ->> 'user' = 'system' and payload ->> 'target' like '%/' || ?
            order by global_index
            """,
            String.class, id);
  }

  /** The website: session, test, then the person, with the title of the course as EMail. */
  private String course(String title, String code) {
    String course = UUID.randomUUID().toString();
    String person = UUID.randomUUID().toString();
    ok(
        master.post(
            "sessions/" + course,
            Map.of(
                "SessionType",
                1200,
                "PersonID",
                person,
                "ShortLoginCode",
                code,
                "Description",
                title,
                "Status",
                10)));
    ok(
        master.post(
            "sessiontests/" + course + "/" + UUID.randomUUID(),
            Map.of("TestID", UUID.randomUUID().toString(), "Status", 10)));
    ok(master.post("persons/" + person, Map.of("EMail", title, "LastName", title)));
    return course;
  }

  @Test
  void two_courses_of_one_title_are_both_taken_part_in() {
    String title = "Lesson " + UUID.randomUUID();
    for (String code : List.of("FIRST1", "SECOND")) {
      String course = course(title, code);
      JsonNode own = ok(participant(code).get("sessions/" + course)).json();
      assertThat(own.get("SessionType").asInt()).isEqualTo(1);
      assertThat(own.get("GroupSessionID").asText()).isEqualTo(course);
    }
    assertThat(
            master
                .post("persons/" + UUID.randomUUID(), Map.of("EMail", title, "LastName", "Other"))
                .status())
        .as("a person of no course")
        .isEqualTo(409);
  }

  @Test
  void it_is_made_once_however_many_calls_ask_for_it_at_the_same_moment() throws Exception {
    Website participant = participant();
    ExecutorService callers = Executors.newFixedThreadPool(12);
    try {
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(() -> sessionOf(participant));
      }
      for (Future<String> session : callers.invokeAll(all)) {
        assertThat(session.get()).isEqualTo(sessionOf(participant));
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(participant.get("sessionteststaking/" + sessionOf(participant)).json()).hasSize(1);
  }

  @Test
  void it_is_not_made_for_a_token_that_has_just_ended() {
    Website participant = participant();
    String session = sessionOf(participant);
    ok(participant.post("logout", ""));
    ObjectKey publicSession =
        ObjectKey.of(
            Sessions.TYPE, Space.of(UUID.fromString(master.company())), UUID.fromString(open));

    assertThatThrownBy(
            () ->
                application
                    .part(CommandSender.class)
                    .send(
                        new TakePart(publicSession, UUID.fromString(session)),
                        Map.of(
                            MetaDataKeys.USER, "system", MetaDataKeys.COMPANY, master.company())))
        .isInstanceOf(Refusal.class);
    assertThat(statusOf(session)).isEqualTo(404);
  }

  @Test
  void it_goes_with_everybody_elses_when_the_public_session_is_archived() {
    Website participant = participant();
    String session = sessionOf(participant);

    ok(master.post("sessions/group/" + open + "/archive", ""));

    assertThat(participant.get("sessions").status()).isEqualTo(404);
    assertThat(statusOf(session)).isEqualTo(404);
    ok(master.post("sessions/group/" + open + "/unarchive", ""));
    assertThat(sessionOf(participant())).isNotEqualTo(session);
  }
}
