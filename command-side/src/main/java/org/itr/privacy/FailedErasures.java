package org.itr.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Space;
import org.itr.person.Persons;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The persons in the table work.failed_erasure, whom a retention rule could not erase. */
@Component
public class FailedErasures {

  private final JdbcClient database;

  FailedErasures(JdbcTemplate jdbc) {
    this.database = JdbcClient.create(jdbc);
  }

  /**
   * An erasure that failed.
   *
   * @param id under which it is known
   * @param person who was to be erased
   * @param rule the rule by which the person is due
   * @param attempts how often it failed
   * @param firstFailedAt when it failed first
   * @param lastFailedAt when it failed last
   * @param reason why it failed last; it names nobody
   */
  public record Failed(
      UUID id,
      ObjectKey person,
      ObjectKey rule,
      int attempts,
      Instant firstFailedAt,
      Instant lastFailedAt,
      String reason) {}

  /** All of them, the last one first. */
  public List<Failed> all() {
    return database
        .sql("select * from work.failed_erasure order by last_failed_at desc, id")
        .query(FailedErasures::failed)
        .list();
  }

  /** The one known under an id. */
  public Optional<Failed> find(UUID id) {
    return database
        .sql("select * from work.failed_erasure where id = :id")
        .param("id", id)
        .query(FailedErasures::failed)
        .optional();
  }

  private static Failed failed(ResultSet row, int number) throws SQLException {
    return new Failed(
        row.getObject("id", UUID.class),
        key(row, Persons.TYPE, "person"),
        key(row, RetentionRules.TYPE, "rule"),
        row.getInt("attempts"),
        row.getObject("first_failed_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_failed_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }

  private static ObjectKey key(ResultSet row, ObjectType type, String column) throws SQLException {
    return ObjectKey.of(
        type, Space.of(row.getObject("space", UUID.class)), row.getObject(column, UUID.class));
  }

  /** Notes that a person could not be erased, and why. */
  void note(ObjectKey person, ObjectKey rule, String reason) {
    database
        .sql(
            """
            insert into work.failed_erasure as known (id, space, person, rule, reason)
            values (:id, :space, :person, :rule, :reason)
            on conflict (space, person) do update
            set rule = excluded.rule, attempts = known.attempts + 1, last_failed_at = now(), reason = excluded.reason
            """)
        .param("id", UUID.randomUUID())
        .param("space", person.space().id())
        .param("person", person.uuid())
        .param("rule", rule.uuid())
        .param("reason", reason)
        .update();
  }

  /** Drops a person who is erased, or no longer due. */
  void drop(ObjectKey person) {
    database
        .sql("delete from work.failed_erasure where space = :space and person = :person")
        .param("space", person.space().id())
        .param("person", person.uuid())
        .update();
  }

  /** Drops all persons of a company. */
  void dropAll(Space space) {
    database
        .sql("delete from work.failed_erasure where space = :space")
        .param("space", space.id())
        .update();
  }
}
