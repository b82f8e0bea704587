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
    user = new Website(application.url());
    user.login("Admin", ServerProcess.ADMIN_PASSWORD);
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

  private long events() {
    return owner.queryForObject(
        "select count(*) from events.event where aggregate_id like 'educations/%/' || ?",
        Long.class, education);
  }

  /** A sequence counts the attempts: it does not go back with a transaction. */
  private void anotherWriterIsFaster(String state, int times) {
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
        when (new.aggregate_id like 'educations/%%/%s') execute function another_writer_is_faster()
        """
            .formatted(education));
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01", "55P03"})
  void a_caller_does_not_notice_that_others_were_faster_some_times(String state) {
    long before = events();
    anotherWriterIsFaster(state, 3);
    assertThat(rename("at last " + state).status()).isEqualTo(200);
    assertThat(name()).isEqualTo("at last " + state);
    assertThat(events()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01", "55P03"})
  void a_caller_is_told_when_others_keep_being_faster(String state) {
    long before = events();
    anotherWriterIsFaster(state, Integer.MAX_VALUE);
    Answer refused = rename("never " + state);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).isEqualTo("Others are changing the same object; please try again");
    assertThat(owner.queryForObject("select last_value from attempts", Long.class))
        .as("attempts")
        .isEqualTo(12);
    assertThat(name()).isEqualTo("first");
    assertThat(events()).isEqualTo(before);
  }
}
