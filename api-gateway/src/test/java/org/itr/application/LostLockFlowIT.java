package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.itr.event.Actors;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.record.Educations;
import org.itr.record.RecordEvent.RecordChanged;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestDatabase;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A server whose database another server took over while its own connection was away. */
class LostLockFlowIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final UUID education = UUID.randomUUID();
  private TestDatabase database;
  private Application application;
  private JdbcTemplate owner;
  private Website user;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    application = Application.on(database);
    owner = new JdbcTemplate(database.owner());
    user = new Website(application.url());
    user.login("Admin", ServerProcess.ADMIN_PASSWORD);
  }

  @AfterEach
  void close() {
    application.close();
    database.close();
  }

  private int rename(String name) {
    return user.post("educations/" + education, Map.of("Name", name)).status();
  }

  private String name() {
    return user.get("educations/" + education).json().get("Name").asText();
  }

  private int health() throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(application.url() + "/actuator/health")).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void it_writes_nothing_until_it_has_the_database_again_and_then_believes_nothing_that_it_kept()
      throws Exception {
    assertThat(rename("ours")).isEqualTo(200);
    try (Connection other = database.owner().getConnection()) {
      takeOver(other);
      Awaitility.await().atMost(SOON).until(() -> health() == 503);
      assertThat(rename("ours, too")).isEqualTo(503);
      assertThat(new Website(application.url()).tryLogin("Admin", ServerProcess.ADMIN_PASSWORD))
          .extracting(Website.Answer::status)
          .isEqualTo(503);
      assertThat(name()).as("what can be read meanwhile").isEqualTo("ours");
      theOtherServerRenames("ours", "theirs");
      assertThat(rename("ours")).isEqualTo(503);
    }
    Awaitility.await().atMost(SOON).until(() -> health() == 200);
    assertThat(name()).isEqualTo("theirs");
    // It would change nothing by what the server had in memory.
    assertThat(rename("ours")).isEqualTo(200);
    assertThat(name()).isEqualTo("ours");
  }

  /** Stands in the queue for the lock, so that it has it as soon as the server's session ends. */
  private void takeOver(Connection other) throws SQLException {
    Map<String, Object> lock =
        owner.queryForMap(
            """
            select l.pid, (l.classid::bigint << 32) | l.objid::bigint as key
            from pg_locks l join pg_database d on d.oid = l.database
            where l.locktype = 'advisory' and d.datname = current_database()
            """);
    CompletableFuture<Void> taken =
        CompletableFuture.runAsync(
            () -> {
              try (Statement statement = other.createStatement()) {
                statement.execute("select pg_advisory_lock(" + lock.get("key") + ")");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                owner.queryForObject(
                    """
                    select exists (select from pg_locks l join pg_database d on d.oid = l.database
                      where l.locktype = 'advisory' and not l.granted and d.datname = current_database())
                    """,
                    Boolean.class));
    owner.queryForList("select pg_terminate_backend(?)", lock.get("pid"));
    taken.join();
  }

  private void theOtherServerRenames(String before, String after) {
    Space company = Space.of(UUID.fromString(user.company()));
    ObjectKey target = ObjectKey.of(Educations.TYPE, company, education);
    EventMessage<?> event =
        new GenericDomainEventMessage<>(
            "Record",
            target.toString(),
            1,
            new RecordChanged(target, null, Delta.replaced("Name", before, after)),
            MetaData.from(Actors.system(company)));
    new TransactionTemplate(application.part(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> application.part(EventStorageEngine.class).appendEvents(List.of(event)));
  }
}
