package org.itr.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestDatabase;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Another writer who is faster. Within a server writes of an object take turns, so the database
 * stands in for the other one here: it refuses the object's events as it does when a number among
 * them is taken (23505), and when transactions stand in each other's way (40001, 40P01, 55P03).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictFlowIT {

  private static final String TOKENS = "tokens/%";

  private final String education = UUID.randomUUID().toString();
  private TestDatabase database;
  private Application application;
  private JdbcTemplate owner;
  private Website user;

  @BeforeAll
  void start() {
    database = TestDatabase.create();
    application = Application.on(database);
    owner = new JdbcTemplate(database.owner());
    user = loggedIn();
  }

  @AfterAll
  void close() {
    application.close();
    database.close();
  }

  @BeforeEach
  void addEducation() {
    assertThat(rename("first").status()).isEqualTo(200);
  }

  @AfterEach
  void nobodyElseWrites() {
    owner.execute("drop function another_writer_is_faster cascade");
    owner.execute("drop sequence attempts");
  }

  private Answer rename(String name) {
    return user.post("educations/" + education, Map.of("Name", name));
  }

  private String name() {
    return user.get("educations/" + education).json().get("Name").asText();
  }

  private String education() {
    return "educations/%/" + education;
  }

  private long events() {
    return events(education());
  }

  private long events(String objects) {
    return owner.queryForObject(
        "select count(*) from events.event where aggregate_id like ?", Long.class, objects);
  }

  /** A sequence counts the attempts: it does not go back with a transaction. */
  private void anotherWriterIsFaster(String objects, String state, int times) {
    owner.execute("create sequence attempts");
    owner.execute("grant usage on sequence attempts to itr_app");
    owner.execute(
        """
        create function another_writer_is_faster() returns trigger language plpgsql as $$
        begin
          if nextval('views.attempts') <= %d then
            raise exception 'Somebody was faster' using errcode = '%s';
          end if;
          return new;
        end $$
        """
            .formatted(times, state));
    owner.execute(
        """
        create trigger faster before insert on events.event for each row
        when (new.aggregate_id like '%s') execute function another_writer_is_faster()
        """
            .formatted(objects));
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01", "55P03"})
  void a_caller_does_not_notice_that_others_were_faster_some_times(String state) {
    long before = events();
    anotherWriterIsFaster(education(), state, 3);
    assertThat(rename("at last " + state).status()).isEqualTo(200);
    assertThat(name()).isEqualTo("at last " + state);
    assertThat(events()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01", "55P03"})
  void a_caller_is_told_when_others_keep_being_faster(String state) {
    long before = events();
    anotherWriterIsFaster(education(), state, Integer.MAX_VALUE);
    Answer refused = rename("never " + state);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).isEqualTo("Others are changing the same object; please try again");
    assertThat(owner.queryForObject("select last_value from attempts", Long.class))
        .as("attempts")
        .isEqualTo(12);
    assertThat(name()).isEqualTo("first");
    assertThat(events()).isEqualTo(before);
  }

  @Test
  void a_secret_and_the_event_about_it_are_changed_together_however_often_others_are_faster() {
    Website leaving = loggedIn();
    long before = events(TOKENS);
    anotherWriterIsFaster(TOKENS, "40P01", 3);
    assertThat(leaving.post("logout", "").status()).isEqualTo(200);
    assertThat(leaving.get("logins/currentuser").status()).isEqualTo(404);
    assertThat(events(TOKENS)).isEqualTo(before + 1);
  }

  @Test
  void a_token_that_cannot_be_moved_leaves_no_account_behind() {
    String company = UUID.randomUUID().toString();
    assertThat(user.post("companies/" + company, Map.of("Name", "Elsewhere")).status())
        .isEqualTo(200);
    Website moving = loggedIn();
    String move = "tokens/" + moving.token() + "/" + company;
    long before = events("logins/%");
    anotherWriterIsFaster(TOKENS, "40P01", 15);
    assertThat(moving.post(move, "").status()).isEqualTo(409);
    assertThat(events("logins/%")).isEqualTo(before);
    assertThat(moving.post(move, "").status()).isEqualTo(200);
    assertThat(events("logins/%")).isEqualTo(before + 1);
    assertThat(
            new Website(application.url()).tryLogin("Admin", ServerProcess.ADMIN_PASSWORD).status())
        .isEqualTo(200);
  }

  private Website loggedIn() {
    Website website = new Website(application.url());
    website.login("Admin", ServerProcess.ADMIN_PASSWORD);
    return website;
  }
}
