package org.itr.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rules say whom they would erase, and once a day they do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionFlowIT {

  private static final int MOST = 3;

  /** A clock that a test sets. */
  private static final class SetClock extends Clock {
    private volatile Instant now = Instant.now();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final SetClock clock = new SetClock();
  private Application application;
  private Website user;

  @BeforeAll
  void start() {
    application =
        Application.at(clock, "--ITR_RETENTION_HOUR=5", "--ITR_RETENTION_MOST_A_DAY=" + MOST);
  }

  @AfterAll
  void close() {
    application.close();
  }

  /** Each test begins today, without rules and persons. */
  @BeforeEach
  void beginToday() {
    clock.now = Instant.now();
    logIn();
    user.liftCallLimit();
    for (JsonNode rule : list("privacy/retention")) {
      ok(user.delete("privacy/retention/" + rule.get("ID").asText()));
    }
    for (JsonNode person : list("persons")) {
      ok(user.delete("persons/" + person.get("ID").asText()));
    }
  }

  private void logIn() {
    user = new Website(application.url());
    user.login("Admin", ServerProcess.ADMIN_PASSWORD);
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private JsonNode list(String path) {
    return ok(user.get(path, "StartPage", "-1")).json();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private String person(Map<String, Object> more) {
    String id = id();
    Map<String, Object> fields = new HashMap<>(Map.of("LastName", "Somebody", "Active", true));
    fields.putAll(more);
    ok(user.post("persons/" + id, fields));
    return id;
  }

  private void session(String person, Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(Map.of("PersonID", person, "Active", true));
    fields.putAll(more);
    ok(user.post("sessions/" + id(), fields));
  }

  private String rule(int months, Map<String, Object> more) {
    String id = id();
    Map<String, Object> fields = new HashMap<>(Map.of("Months", months, "Active", true));
    fields.putAll(more);
    ok(user.post("privacy/retention/" + id, fields));
    return id;
  }

  /** Lets time go by; whoever was logged in is not any more. */
  private void later(int months) {
    clock.now =
        Instant.now()
            .atOffset(ZoneOffset.UTC)
            .plusMonths(months)
            .plusDays(1)
            .truncatedTo(ChronoUnit.DAYS)
            .plusHours(6)
            .toInstant();
    logIn();
  }

  private List<String> due(String path) {
    List<String> persons = new ArrayList<>();
    JsonNode answer = ok(user.get(path)).json();
    answer.get("Persons").forEach(person -> persons.add(person.get("ID").asText()));
    assertThat(answer.get("Total").asInt()).isEqualTo(persons.size());
    return persons;
  }

  private void aNewDay() {
    application.part(RetentionHousekeeping.class).eraseOnceADay();
  }

  private List<String> persons() {
    List<String> ids = new ArrayList<>();
    list("persons").forEach(person -> ids.add(person.get("ID").asText()));
    return ids;
  }

  private static String at(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Test
  void nobody_is_due_before_the_time_and_nothing_happens_without_a_rule_that_is_switched_on() {
    String person = person(Map.of());
    String rule = rule(12, Map.of("Active", false));
    later(11);
    assertThat(due("privacy/retention/" + rule + "/preview")).isEmpty();
    later(12);
    assertThat(due("privacy/retention/" + rule + "/preview")).containsExactly(person);
    assertThat(due("privacy/retention/preview")).isEmpty();
    aNewDay();
    assertThat(persons()).containsExactly(person);
  }

  @Test
  void the_time_counts_from_the_last_activity() {
    Instant halfAYearOn = Instant.now().plus(Duration.ofDays(183));
    String idle = person(Map.of());
    String tested = person(Map.of("DateOfLastTest", at(halfAYearOn)));
    String taking = person(Map.of());
    session(taking, Map.of("Status", 30, "EndedAt", at(halfAYearOn)));
    rule(12, Map.of());
    later(12);
    assertThat(due("privacy/retention/preview")).containsExactly(idle);
    later(19);
    assertThat(due("privacy/retention/preview")).containsExactlyInAnyOrder(idle, tested, taking);
  }

  @Test
  void who_has_open_work_is_never_due() {
    String running = person(Map.of());
    session(running, Map.of("Status", 20, "AllowedEndDateTime", "2020-01-01T00:00:00Z"));
    String planned = person(Map.of());
    session(planned, Map.of("Status", 10, "AllowedEndDateTime", "2100-01-01T00:00:00Z"));
    String missed = person(Map.of());
    session(missed, Map.of("Status", 10, "AllowedEndDateTime", "2020-01-01T00:00:00Z"));
    String archived = person(Map.of());
    session(archived, Map.of("Status", 20, "Active", false));
    rule(12, Map.of());
    later(13);
    assertThat(due("privacy/retention/preview")).containsExactlyInAnyOrder(missed, archived);
    aNewDay();
    assertThat(persons()).containsExactlyInAnyOrder(running, planned);
  }

  @Test
  void a_rule_may_be_for_archived_persons_or_for_an_organisation_alone() {
    String organisation = id();
    String active = person(Map.of());
    session(active, Map.of("Status", 20, "AllowedEndDateTime", "2100-01-01T00:00:00Z"));
    String ours = person(Map.of("OrganisationID", organisation));
    String inactive = person(Map.of("Active", false));
    String archivedOnly = rule(12, Map.of("ArchivedOnly", true));
    String oursOnly = rule(6, Map.of("OrganisationID", organisation));
    later(13);
    assertThat(due("privacy/retention/" + archivedOnly + "/preview")).containsExactly(inactive);
    assertThat(due("privacy/retention/" + oursOnly + "/preview")).containsExactly(ours);
    assertThat(due("privacy/retention/preview")).containsExactlyInAnyOrder(ours, inactive);
  }

  @Test
  void so_many_a_day_are_erased_at_the_hour_once_each_with_a_receipt() {
    int receiptsBefore = list("privacy/receipts").size();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < MOST + 2; i++) {
      all.add(person(Map.of()));
    }
    String rule = rule(24, Map.of());
    later(24);
    clock.now = clock.now.minus(Duration.ofHours(2));
    aNewDay();
    assertThat(persons()).as("before the hour").hasSize(MOST + 2);
    clock.now = clock.now.plus(Duration.ofHours(2));
    aNewDay();
    assertThat(persons()).hasSize(2);
    // As if the server had been started again on that day.
    new RetentionHousekeeping(application.part(Retention.class), clock, 5, MOST).eraseOnceADay();
    assertThat(persons()).as("what was erased on the same day counts").hasSize(2);
    clock.now = clock.now.plus(Duration.ofDays(1));
    logIn();
    aNewDay();
    assertThat(persons()).isEmpty();
    JsonNode receipts = list("privacy/receipts");
    assertThat(receipts).hasSize(receiptsBefore + MOST + 2);
    assertThat(receipts)
        .filteredOn(receipt -> receipt.get("Cause").asText().equals("RETENTION"))
        .filteredOn(receipt -> receipt.get("Document").asText().contains(rule))
        .hasSize(MOST + 2)
        .allMatch(receipt -> receipt.get("SignatureIsValid").asBoolean());
    assertThat(all).noneMatch(person -> receipts.toString().contains(person));
    assertThat(application.part(ProjectionComparison.class).compareAll(progress -> {}))
        .containsKeys("erasurereceipts", "retentionrules")
        .allSatisfy((table, difference) -> assertThat(difference.isNone()).as(table).isTrue());
  }

  @Test
  void whoever_came_back_to_life_meanwhile_stays() {
    String person = person(Map.of());
    String rule = rule(36, Map.of());
    later(36);
    assertThat(due("privacy/retention/preview")).containsExactly(person);
    session(person, Map.of("Status", 10, "AllowedEndDateTime", "2100-01-01T00:00:00Z"));
    aNewDay();
    assertThat(persons()).containsExactly(person);
    assertThat(ok(user.get("privacy/retention/" + rule)).json().get("Months").asInt())
        .isEqualTo(36);
  }

  @Test
  void who_is_due_is_told_to_the_own_company_alone() {
    String company = user.company();
    String person = person(Map.of());
    String rule = rule(12, Map.of());
    String other = id();
    String email = id() + "@users.example";
    ok(
        user.post(
            "companies/" + other,
            Map.of(
                "CompanyName", "Other BV",
                "LicenseStartDate", "2020-01-01T00:00:00Z",
                "LicenseEndDate", "2100-01-01T00:00:00Z",
                "Active", true)));
    ok(
        user.post(
            "logins/" + id(),
            Map.of(
                "CompanyID",
                other,
                "Email",
                email,
                "Password",
                "Everybody2026!!",
                "PasswordExpirationDate",
                "2100-01-01T00:00:00Z",
                "StartDateLicense",
                "2020-01-01T00:00:00Z",
                "EndDateLicense",
                "2100-01-01T00:00:00Z",
                "IsOrganisationSupervisor",
                true,
                "Active",
                true)));
    later(12);
    assertThat(due("privacy/retention/preview")).containsExactly(person);
    Website intruder = new Website(application.url());
    intruder.login(email, "Everybody2026!!");
    for (String[] disguise :
        List.of(
            new String[] {},
            new String[] {"CompanyID", company},
            new String[] {"CompanyID", company, "IncludeMaster", "Y"},
            new String[] {"CompanyID", company, "MASTER", "Y"})) {
      assertThat(
              ok(intruder.get("privacy/retention/preview", disguise)).json().get("Total").asInt())
          .isZero();
      assertThat(intruder.get("privacy/retention/" + rule + "/preview", disguise).status())
          .isEqualTo(404);
    }
  }

  @Test
  void pages_of_the_preview_hold_everybody_once() {
    for (int i = 0; i < 5; i++) {
      person(Map.of());
    }
    rule(12, Map.of());
    later(12);
    List<String> seen = new ArrayList<>();
    for (int page = 0; page < 3; page++) {
      JsonNode answer =
          ok(user.get("privacy/retention/preview", "StartPage", "" + page, "PageSize", "2")).json();
      assertThat(answer.get("Total").asInt()).isEqualTo(5);
      answer.get("Persons").forEach(person -> seen.add(person.get("ID").asText()));
    }
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void terms_are_previewed_before_they_are_saved() {
    String person = person(Map.of());
    rule(24, Map.of());
    later(12);
    assertThat(due("privacy/retention/preview")).isEmpty();
    for (int months : new int[] {12, 13}) {
      JsonNode answer =
          ok(user.post("privacy/retention/preview", Map.of("Months", months, "Active", true)))
              .json();
      assertThat(answer.get("Total").asInt()).isEqualTo(months == 12 ? 1 : 0);
      assertThat(answer.toString().contains(person)).isEqualTo(months == 12);
    }
    assertThat(
            ok(user.post("privacy/retention/preview", Map.of("Months", 12, "ArchivedOnly", true)))
                .json()
                .get("Total")
                .asInt())
        .isZero();
    assertThat(user.post("privacy/retention/preview", Map.of()).status()).isEqualTo(400);
    assertThat(list("privacy/retention")).hasSize(1);
  }

  /** Lets the database refuse to remove a person, with a message that has the name. */
  private void lockUp(String person) {
    asOwner(
        """
        create function views.refuse() returns trigger language plpgsql as
          $$ begin raise exception 'This is %%', old.last_name; end $$;
        create trigger refuse before delete on views.persons for each row
          when (old.id = '%s') execute function views.refuse()"""
            .formatted(person));
  }

  private void release() {
    asOwner("drop trigger refuse on views.persons; drop function views.refuse()");
  }

  private void asOwner(String statements) {
    application
        .part(JdbcTemplate.class)
        .execute("reset role; " + statements + "; set role itr_app");
  }

  private JsonNode parked() {
    return list("projections/parked");
  }

  @Test
  void who_could_not_be_erased_is_listed_with_the_reason_until_erased() {
    String held = person(Map.of("LastName", "Unspeakable"));
    String other = person(Map.of());
    rule(12, Map.of());
    // After all erasures of other tests, which would count as those of the day.
    later(37);
    lockUp(held);
    try {
      aNewDay();
      assertThat(persons()).containsExactly(held);
      assertThat(parked()).hasSize(1);
      JsonNode failed = parked().get(0);
      assertThat(failed.get("Kind").asText()).isEqualTo("ERASURE");
      assertThat(failed.get("ObjectID").asText()).isEqualTo(held).isNotEqualTo(other);
      assertThat(failed.get("CompanyID").asText()).isEqualTo(user.company());
      assertThat(failed.get("Attempts").asInt()).isEqualTo(1);
      assertThat(failed.get("Reason").asText())
          .isEqualTo("rejected by the database (SQLSTATE P0001)");
      assertThat(parked().toString()).doesNotContain("Unspeakable");

      clock.now = clock.now.plus(Duration.ofDays(1));
      logIn();
      aNewDay();
      assertThat(parked().get(0).get("Attempts").asInt()).isEqualTo(2);
      Answer refused = user.post("projections/parked/" + failed.get("ID").asText() + "/retry", "");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body()).contains("could not be erased: rejected by the database");
      assertThat(parked().get(0).get("Attempts").asInt()).isEqualTo(3);
      assertThat(parked().get(0).get("ID")).isEqualTo(failed.get("ID"));
    } finally {
      release();
    }
    ok(user.post("projections/parked/" + parked().get(0).get("ID").asText() + "/retry", ""));
    assertThat(persons()).isEmpty();
    assertThat(parked()).isEmpty();
  }

  @Test
  void who_is_erased_otherwise_or_no_longer_due_is_not_listed_any_more() {
    String erased = person(Map.of());
    rule(12, Map.of());
    // A day on which no other test has erased anybody, nor tried.
    later(14);
    lockUp(erased);
    try {
      aNewDay();
      assertThat(parked()).hasSize(1);
    } finally {
      release();
    }
    ok(user.delete("persons/" + erased));
    assertThat(parked()).isEmpty();

    String back = person(Map.of());
    later(25);
    lockUp(back);
    try {
      aNewDay();
      assertThat(parked()).hasSize(1);
    } finally {
      release();
    }
    session(back, Map.of("Status", 10, "AllowedEndDateTime", "2100-01-01T00:00:00Z"));
    clock.now = clock.now.plus(Duration.ofDays(1));
    logIn();
    aNewDay();
    assertThat(persons()).containsExactly(back);
    assertThat(parked()).isEmpty();
  }

  @Test
  void months_must_make_sense() {
    for (Object months : new Object[] {0, -1, 1201}) {
      Answer refused = user.post("privacy/retention/" + id(), Map.of("Months", months));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("Months");
    }
    assertThat(user.post("privacy/retention/" + id(), Map.of("Active", true)).status())
        .isEqualTo(400);
    assertThat(list("privacy/retention")).isEmpty();
  }
}
