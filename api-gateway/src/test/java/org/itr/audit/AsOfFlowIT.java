package org.itr.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.http.AsOf;
import org.itr.http.Call;
import org.itr.http.Controllers;
import org.itr.http.Rights;
import org.itr.http.Shape;
import org.itr.support.Belongings;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Objects as they were: the header AsOf on every call that reads one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsOfFlowIT {

  private static final String AS_OF = "AsOf";

  private final ServerProcess server = ServerProcess.shared();
  private TestCompany company;
  private Website supervisor;
  private Website office;

  @BeforeAll
  void settle() {
    company = TestCompany.on(server);
    supervisor = company.user("IsOfficeUser", "IsOrganisationSupervisor");
    office = company.user("IsOfficeUser");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  /** The moment of the newest version of an object. */
  private String changed(String object) {
    var versions = ok(supervisor.get("history/" + object, "StartPage", "-1")).json();
    return versions.get(versions.size() - 1).get("Moment").asText();
  }

  private static String name(Answer answer) {
    return ok(answer).json().get("LastName").asText();
  }

  @Test
  void an_object_is_read_as_it_was_before_it_changed_and_after_it_was_gone() {
    String person = id();
    String path = "persons/" + person;
    ok(office.post(path, Map.of("LastName", "Baker", "EMail", person + "@p.example")));
    String asBaker = changed(path);
    ok(office.post(path, Map.of("LastName", "Cook")));
    String asCook = changed(path);

    assertThat(name(office.get(path))).isEqualTo("Cook");
    assertThat(name(office.get(path, AS_OF, asCook))).isEqualTo("Cook");
    assertThat(name(office.get(path, AS_OF, asBaker))).isEqualTo("Baker");
    assertThat(office.get(path, AS_OF, "2020-01-01T00:00:00Z").status()).isEqualTo(404);

    String group = id();
    ok(office.post("groups/" + group, Map.of("Description", "Once")));
    String there = changed("groups/" + group);
    ok(office.delete("groups/" + group));
    assertThat(office.get("groups/" + group, AS_OF, there).status())
        .as("not to be read now, so not as it was")
        .isEqualTo(404);
    assertThat(ok(supervisor.get("groups/" + group, AS_OF, there)).body()).contains("Once");
    assertThat(supervisor.get("groups/" + group, AS_OF, changed("groups/" + group)).status())
        .isEqualTo(404);
  }

  @Test
  void a_moment_that_is_none_or_still_to_come_is_refused_by_its_name() {
    String path = "companies/currentcompany";
    for (String odd :
        List.of("yesterday", "2026-13-01", Instant.now().plus(1, ChronoUnit.HOURS).toString())) {
      Answer answer = office.get(path, AS_OF, odd);
      assertThat(answer.status()).as(odd).isEqualTo(400);
      assertThat(answer.body()).contains(AS_OF);
    }
  }

  @Test
  void a_call_that_knows_nothing_but_now_refuses_a_moment_and_does_nothing() {
    Belongings all = Belongings.of(TestCompany.on(server));
    Map<String, Method> handlers = Controllers.handlers();
    String moment = Instant.now().toString();
    List<String> mistakes = new ArrayList<>();
    int tried = 0;
    for (Call call : Rights.table()) {
      if (!takesMoment(handlers.get(call.toString()))) {
        String path = all.path(call.pattern());
        // Some calls are counted by browser, and may be made once a second.
        Answer answer =
            switch (call.method()) {
              case "GET" -> all.master().get(path, AS_OF, moment, "BrowserID", id());
              case "DELETE" -> all.master().delete(path, AS_OF, moment, "BrowserID", id());
              default -> all.master().post(path, Map.of(), AS_OF, moment, "BrowserID", id());
            };
        if (answer.status() != 400 || !answer.body().contains(AS_OF)) {
          mistakes.add(call + " answers " + answer);
        }
        tried++;
      }
    }
    assertThat(mistakes).isEmpty();
    assertThat(tried).isGreaterThan(100);
    assertThat(all.master().get("persons", AS_OF, "").status()).as("no moment").isEqualTo(200);
  }

  private static boolean takesMoment(Method handler) {
    return Arrays.asList(handler.getParameterTypes()).contains(AsOf.class);
  }

  @Test
  void the_past_is_not_for_candidates_nor_for_others() {
    String person = id();
    ok(office.post("persons/" + person, Map.of("LastName", "P", "EMail", person + "@p.example")));
    String moment = changed("persons/" + person);
    Website candidate = company.user("IsTestTakingUser");
    assertThat(candidate.get("logins/currentuser", AS_OF, moment).status()).isEqualTo(403);
    Website outsider = TestCompany.on(server).user("IsOfficeUser", "IsOrganisationSupervisor");
    assertThat(outsider.get("persons/" + person, AS_OF, moment).status()).isEqualTo(404);
    assertThat(outsider.get("companies/" + company.id(), AS_OF, moment).status()).isEqualTo(404);
    Website limited = company.user("IsOfficeUser", "MayWorkWithOwnObjectsOnly");
    assertThat(limited.get("persons/" + person, AS_OF, moment).status()).isEqualTo(404);
  }

  @Test
  void combined_views_show_what_belongs_together_as_it_was_then() {
    String person = id();
    String session = id();
    String test = id();
    ok(
        office.post(
            "persons/" + person, Map.of("LastName", "Baker", "EMail", person + "@p.example")));
    ok(
        office.post(
            "sessions/" + session,
            Map.of("Description", "Seen", "PersonID", person, "Status", 10)));
    ok(office.post("sessiontests/" + session + "/" + test, Map.of("PersID", person, "Status", 10)));
    String before = changed("sessiontests/" + test);
    ok(office.post("persons/" + person, Map.of("LastName", "Cook")));
    ok(office.post("sessions/" + session, Map.of("Description", "Renamed")));
    String after = changed("sessions/" + session);

    for (String view : List.of("sessionsview/" + session, "sessiontestsview/" + test)) {
      Answer now = ok(office.get(view));
      assertThat(now.json().get("LastName").asText()).isEqualTo("Cook");
      assertThat(office.get(view, AS_OF, after).json()).isEqualTo(now.json());
      Answer then = ok(office.get(view, AS_OF, before));
      assertThat(then.json().get("LastName").asText()).isEqualTo("Baker");
      assertThat(then.json().get("Description").asText()).isEqualTo("Seen");
      assertThat(office.get(view, AS_OF, "2020-01-01").status()).isEqualTo(404);
    }
  }

  @Test
  void a_group_shows_how_far_its_members_of_then_were() {
    String group = id();
    String moved = id();
    String removed = id();
    String path = "groupsessionsview/" + group;
    plan(group, Map.of("SessionType", 100, "Description", "Once", "Status", 10));
    String empty = changed("sessions/" + group);
    plan(moved, Map.of("GroupSessionID", group, "Status", 10));
    plan(removed, Map.of("GroupSessionID", group, "Status", 20));
    String both = changed("sessions/" + removed);
    plan(moved, Map.of("Status", 30));
    plan(group, Map.of("Description", "Renamed"));
    String done = changed("sessions/" + group);
    plan(moved, Map.of("GroupSessionID", id()));
    ok(supervisor.delete("sessions/" + removed));

    assertThat(counts(office.get(path))).isEqualTo("Renamed 0 0 0");
    assertThat(counts(office.get(path, AS_OF, done))).isEqualTo("Renamed 0 1 1");
    assertThat(counts(office.get(path, AS_OF, both))).isEqualTo("Once 1 1 0");
    assertThat(counts(office.get(path, AS_OF, empty))).isEqualTo("Once 0 0 0");
    assertThat(office.get(path, AS_OF, "2020-01-01").status()).isEqualTo(404);
    assertThat(supervisor.get("groupsessionsview/" + removed, AS_OF, done).status())
        .as("no group")
        .isEqualTo(404);
    Website outsider = TestCompany.on(server).user("IsOfficeUser", "IsOrganisationSupervisor");
    assertThat(outsider.get(path, AS_OF, done).status()).isEqualTo(404);
  }

  private void plan(String session, Map<String, Object> fields) {
    ok(office.post("sessions/" + session, fields));
  }

  private static String counts(Answer answer) {
    var group = ok(answer).json();
    return "%s %s %s %s"
        .formatted(
            group.get("Description").asText(),
            group.get("readycount"),
            group.get("inprogresscount"),
            group.get("donecount"));
  }

  /** The fold of an object's events is what the view says, whatever the object. */
  @Test
  void as_of_now_every_object_is_as_it_is_and_as_of_long_ago_none_was_there() {
    Belongings all = Belongings.of(TestCompany.on(server));
    Map<String, Method> handlers = Controllers.handlers();
    Website master = all.master();
    List<String> mistakes = new ArrayList<>();
    int tried = 0;
    for (Call call : Rights.table()) {
      boolean hasAsOf = takesMoment(handlers.get(call.toString()));
      boolean isObject =
          call.isRead()
              && call.answer()
                  .filter(shape -> shape instanceof Shape.Whole || shape instanceof Shape.Either)
                  .isPresent();
      if (isObject && !hasAsOf) {
        mistakes.add(call + " does not read AsOf");
      }
      if (hasAsOf) {
        String path = all.path(call.pattern());
        // Some calls are counted by browser, and may be made once a second.
        Answer now = master.get(path, "BrowserID", id());
        Answer asOfNow = master.get(path, AS_OF, Instant.now().toString(), "BrowserID", id());
        if (now.status() != 200 || !withoutLastUse(asOfNow).equals(withoutLastUse(now))) {
          mistakes.add(call + " is\n" + now + "\nand was\n" + asOfNow);
        }
        Answer longAgo = master.get(path, AS_OF, "2001-01-01T00:00:00Z", "BrowserID", id());
        if (longAgo.status() != 404) {
          mistakes.add(call + " was there long ago: " + longAgo);
        }
        tried++;
      }
    }
    assertThat(mistakes).isEmpty();
    assertThat(tried).isGreaterThan(20);
  }

  /** That a token is used is no event, so history does not know when it was last. */
  private static Answer withoutLastUse(Answer answer) {
    return new Answer(
        answer.status(),
        answer.type(),
        answer.body().replaceFirst("\"TokenValidated\":\"[^\"]+\"", ""));
  }

  @Test
  void the_level_of_credits_is_what_it_was() {
    String path = "companies/" + company.id();
    String before = changed(path);
    ok(
        server
            .master()
            .post("creditgrants/" + id(), Map.of("CompanyID", company.id(), "CreditsGranted", 40)));
    assertThat(ok(supervisor.get(path)).json().get("CurrentCreditLevel").asInt()).isEqualTo(40);
    assertThat(ok(supervisor.get(path, AS_OF, before)).json().get("CurrentCreditLevel").asInt())
        .isZero();
  }
}
