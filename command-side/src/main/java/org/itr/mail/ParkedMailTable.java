package org.itr.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.mail.OutboxTable.Claim;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The mails in the table work.parked_mail, encrypted as those in the outbox. A mail that is of no
 * use any more, or whose sender waited for the answer, is not parked.
 */
@Component
public class ParkedMailTable implements ParkedMails {

  private static final int DAYS_KEPT = 30;

  private final JdbcClient database;
  private final LetterSeal letters;

  ParkedMailTable(JdbcTemplate jdbc, LetterSeal letters) {
    this.database = JdbcClient.create(jdbc);
    this.letters = letters;
  }

  /**
   * A mail that was given up.
   *
   * @param id under which it is parked
   * @param mail the mail
   * @param purpose what it is for
   * @param session the session that it was to be sent for
   * @param attempts how often it was tried
   * @param createdAt when it was put into the outbox
   * @param parkedAt when it was given up
   * @param reason why; it names nobody
   */
  public record Parked(
      UUID id,
      ObjectKey mail,
      String purpose,
      @Nullable UUID session,
      int attempts,
      Instant createdAt,
      Instant parkedAt,
      String reason) {}

  /** All that are parked, the last one first. */
  public List<Parked> all() {
    return database
        .sql("select * from work.parked_mail order by parked_at desc, id")
        .query(ParkedMailTable::parked)
        .list();
  }

  /** The one parked under an id. */
  public Optional<Parked> find(UUID id) {
    return database
        .sql("select * from work.parked_mail where id = :id")
        .param("id", id)
        .query(ParkedMailTable::parked)
        .optional();
  }

  private static Parked parked(ResultSet row, int number) throws SQLException {
    return new Parked(
        row.getObject("id", UUID.class),
        mail(row),
        row.getString("purpose"),
        row.getObject("session_id", UUID.class),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("parked_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }

  private static ObjectKey mail(ResultSet row) throws SQLException {
    return ObjectKey.of(
        Mails.TYPE,
        Space.of(row.getObject("space", UUID.class)),
        row.getObject("mail", UUID.class));
  }

  /**
   * Parks a claimed mail, before it is taken out of the outbox or put back for others.
   *
   * @param letter what was not sent, to those who have not got it
   */
  void park(Claim claim, Letter letter, String reason) {
    database
        .sql(
            """
            insert into work.parked_mail
              (id, mail, cause, purpose, space, subject, session_id, message, attempts, created_at, reason)
            select :parked, id, cause, purpose, space, subject, session_id, :message, attempts, created_at, :reason
            from work.outbox
            where id = :id and claimed_until = :until and expires_at is null and not attended
            """)
        .param("parked", UUID.randomUUID())
        .param("message", letters.sealed(claim.mail(), claim.subject(), letter))
        .param("reason", reason)
        .param("id", claim.mail().uuid())
        .param("until", claim.until())
        .update();
  }

  @Override
  public QueueMail take(ObjectKey mail, UUID parked) {
    return database
        .sql("delete from work.parked_mail where id = :id and mail = :mail returning *")
        .param("id", parked)
        .param("mail", mail.uuid())
        .query((row, number) -> letterOf(row).map(letter -> queued(row, letter)))
        .optional()
        .flatMap(found -> found)
        .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "This mail is no longer parked"));
  }

  private Optional<Letter> letterOf(ResultSet row) throws SQLException {
    return letters.opened(mail(row), row.getObject("subject", UUID.class), row.getBytes("message"));
  }

  private static QueueMail queued(ResultSet row, Letter letter) {
    try {
      return new QueueMail(
          mail(row),
          row.getObject("subject", UUID.class),
          row.getObject("session_id", UUID.class),
          row.getObject("cause", UUID.class),
          row.getString("purpose"),
          letter,
          null);
    } catch (SQLException e) {
      throw new IllegalStateException("A parked mail cannot be read", e);
    }
  }

  /** Drops the mails about a person. */
  void dropAbout(Space space, UUID subject) {
    database
        .sql("delete from work.parked_mail where space = :space and subject = :subject")
        .param("space", space.id())
        .param("subject", subject)
        .update();
  }

  /** Drops all mails of a company. */
  void dropAll(Space space) {
    database
        .sql("delete from work.parked_mail where space = :space")
        .param("space", space.id())
        .update();
  }

  /** Drops what was parked for so long that it is of no use any more; the trail told of it. */
  public void dropOld() {
    database
        .sql("delete from work.parked_mail where parked_at < now() - make_interval(days => :days)")
        .param("days", DAYS_KEPT)
        .update();
  }
}
