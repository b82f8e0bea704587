package org.itr.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.mail.Outcome.Failure;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The mails in the table work.outbox, each encrypted for the person that it is about. Whoever sends
 * one claims it for a while first, so that nobody else takes it meanwhile and somebody does
 * afterwards if the claimer is no more.
 */
@Component
class OutboxTable implements PendingMails {

  /** How long sending is tried again. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private static final String DUE =
      " next_attempt <= now() and (claimed_until is null or claimed_until <= now())";
  private static final String NOT_OVER =
      " and now() < give_up_at and (expires_at is null or now() < expires_at)";

  /** The pause doubles with every failure, from five seconds to an hour. */
  private static final String DOUBLING_PAUSE =
      "make_interval(secs => least(3600, 5 * power(2, least(%s, 12))) * (0.9 + 0.2 * random()))";

  private static final String NEXT_ATTEMPT =
      "next_attempt = least(now() + coalesce(make_interval(secs => :pause), "
          + DOUBLING_PAUSE
          + "), give_up_at, coalesce(expires_at, 'infinity'))";

  private final JdbcClient database;
  private final LetterSeal letters;

  OutboxTable(JdbcTemplate jdbc, LetterSeal letters) {
    this.database = JdbcClient.create(jdbc);
    this.letters = letters;
  }

  /**
   * A mail that was claimed.
   *
   * @param mail the mail
   * @param purpose what it is for
   * @param subject whom it is about
   * @param session the session that it is sent for
   * @param correlation the id of the call that caused it
   * @param attended whether somebody waited for its answer, and waits no more
   * @param attempts how often sending began, this time included
   * @param isLast whether a failure is the last one
   * @param isExpired whether it is of no use any more
   * @param lastFailure the sentence of the failure before; null where there was none
   * @param until how long it is claimed, which tells this claim from others
   * @param letter what is to be sent; empty when the person was erased
   */
  record Claim(
      ObjectKey mail,
      String purpose,
      UUID subject,
      @Nullable UUID session,
      @Nullable String correlation,
      boolean attended,
      int attempts,
      boolean isLast,
      boolean isExpired,
      @Nullable String lastFailure,
      OffsetDateTime until,
      Optional<Letter> letter) {}

  @Override
  public void keep(QueueMail mail, @Nullable String correlation) {
    Duration patience = mail.goodFor() == null ? PATIENCE : mail.goodFor();
    int kept =
        database
            .sql(
                """
            insert into work.outbox
              (id, cause, purpose, space, subject, session_id, correlation, message, give_up_at, expires_at)
            values
              (:id, :cause, :purpose, :space, :subject, :session, :correlation, :message,
               now() + make_interval(secs => :patience), now() + make_interval(secs => :goodFor))
            on conflict (id) do nothing
            """)
            .param("id", mail.target().uuid())
            .param("cause", mail.cause())
            .param("purpose", mail.purpose())
            .param("space", mail.target().space().id())
            .param("subject", mail.subject())
            .param("session", mail.sessionId(), java.sql.Types.OTHER)
            .param("correlation", correlation, java.sql.Types.VARCHAR)
            .param("message", letters.sealed(mail.target(), mail.subject(), mail.letter()))
            .param("patience", patience.toSeconds())
            .param("goodFor", seconds(mail.goodFor()), java.sql.Types.DOUBLE)
            .update();
    if (kept == 0) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "The same mail is still queued for other recipients");
    }
  }

  /**
   * Notes that a mail is being sent whose sender waits for the answer, and claims it. Only what the
   * trail would tell of it is kept.
   */
  Claim keepAttended(
      ObjectKey mail,
      UUID subject,
      @Nullable UUID session,
      @Nullable String correlation,
      Letter letter,
      Duration claimedFor) {
    Letter told = Letter.of(letter.recipients(), letter.subject(), "");
    return database
        .sql(
            """
            insert into work.outbox
              (id, cause, purpose, space, subject, session_id, correlation, message, attended, attempts,
               give_up_at, claimed_until)
            values
              (:id, :id, 'sendmail', :space, :subject, :session, :correlation, :message, true, 1,
               now(), now() + make_interval(secs => :claimedFor))
            returning *, true as is_last, false as is_expired
            """)
        .param("id", mail.uuid())
        .param("space", mail.space().id())
        .param("subject", subject)
        .param("session", session, java.sql.Types.OTHER)
        .param("correlation", correlation, java.sql.Types.VARCHAR)
        .param("message", letters.sealed(mail, subject, told))
        .param("claimedFor", claimedFor.toSeconds())
        .query(this::claim)
        .single();
  }

  /** The companies that have mails to send now. */
  List<Space> due() {
    return database
        .sql("select distinct space from work.outbox where" + DUE)
        .query(UUID.class)
        .list()
        .stream()
        .map(Space::of)
        .toList();
  }

  /** Claims the mail of a company that has waited longest; empty when none is due. */
  Optional<Claim> claim(Space space, Duration claimedFor) {
    return database
        .sql(
            "update work.outbox set attempts = attempts + 1,"
                + " claimed_until = now() + make_interval(secs => :claimedFor) where id = ("
                + "select id from work.outbox where space = :space and"
                + DUE
                + " order by next_attempt, id limit 1 for update skip locked)"
                + " returning *, give_up_at <= now() as is_last,"
                + " coalesce(expires_at <= now(), false) as is_expired")
        .param("space", space.id())
        .param("claimedFor", claimedFor.toSeconds())
        .query(this::claim)
        .optional();
  }

  /** Takes a claimed mail out; false when it is not this claim's any more. */
  boolean remove(Claim claim) {
    return ofClaim("delete from work.outbox", claim).update() > 0;
  }

  /**
   * Puts a claimed mail back, to be sent to those who have not got it; false when it is not this
   * claim's any more.
   */
  boolean postpone(Claim claim, Letter letter, Failure failure) {
    return ofClaim(
                "update work.outbox set claimed_until = null, message = :message,"
                    + " last_failure = :failure, "
                    + NEXT_ATTEMPT.formatted("attempts - 1"),
                claim)
            .param("message", letters.sealed(claim.mail, claim.subject, letter))
            .param("failure", failure.sentence())
            .param("pause", seconds(failure.pause()), java.sql.Types.DOUBLE)
            .update()
        > 0;
  }

  /** Lets all mails of a company that are due wait, for its mail server cannot be used. */
  void postponeAll(Space space, Failure failure) {
    database
        .sql(
            "update work.outbox set attempts = attempts + 1, last_failure = :failure, "
                + NEXT_ATTEMPT.formatted("attempts")
                + " where space = :space and not attended and"
                + DUE
                + NOT_OVER)
        .param("space", space.id())
        .param("failure", failure.sentence())
        .param("pause", seconds(failure.pause()), java.sql.Types.DOUBLE)
        .update();
  }

  /** Lets mails that wait be sent at once: of a company, or of all for the master space. */
  void hurry(Space space) {
    database
        .sql(
            """
            update work.outbox set next_attempt = now(), attempts = 0
            where claimed_until is null and (space = :space or :all)
            """)
        .param("space", space.id())
        .param("all", space.isMaster())
        .update();
  }

  /** Takes out the mails about a person, or those of one purpose, and answers which they were. */
  List<Dropped> dropAbout(Space space, UUID subject, @Nullable String purpose) {
    return database
        .sql(
            """
            delete from work.outbox
            where space = :space and subject = :subject and (:purpose::text is null or purpose = :purpose)
            returning id, session_id
            """)
        .param("space", space.id())
        .param("subject", subject)
        .param("purpose", purpose, java.sql.Types.VARCHAR)
        .query((row, number) -> dropped(space, row))
        .list();
  }

  /** Takes out all mails of a company, and answers which they were. */
  List<Dropped> dropAll(Space space) {
    return database
        .sql("delete from work.outbox where space = :space returning id, session_id")
        .param("space", space.id())
        .query((row, number) -> dropped(space, row))
        .list();
  }

  /**
   * A mail that was taken out unsent.
   *
   * @param mail the mail
   * @param session the session that it was to be sent for
   */
  record Dropped(ObjectKey mail, @Nullable UUID session) {}

  private static Dropped dropped(Space space, ResultSet row) throws SQLException {
    return new Dropped(
        ObjectKey.of(Mails.TYPE, space, row.getObject("id", UUID.class)),
        row.getObject("session_id", UUID.class));
  }

  /** Those among the mails that are not there any more. */
  List<UUID> gone(Collection<UUID> mails) {
    return mails.isEmpty()
        ? List.of()
        : database
            .sql(
                """
                select asked.id from unnest(:mails::uuid[]) as asked(id)
                where not exists (select from work.outbox o where o.id = asked.id)
                """)
            .param("mails", mails.stream().map(UUID::toString).toArray(String[]::new))
            .query(UUID.class)
            .list();
  }

  /** How many mails wait that are about somebody. */
  long sizeAbout(Space space, UUID subject) {
    return database
        .sql("select count(*) from work.outbox where space = :space and subject = :subject")
        .param("space", space.id())
        .param("subject", subject)
        .query(Long.class)
        .single();
  }

  /** How many mails wait. */
  long size() {
    return database
        .sql("select count(*) from work.outbox where not attended")
        .query(Long.class)
        .single();
  }

  /** How many seconds the mail that was put in first has waited; 0 when none waits. */
  double secondsOfOldest() {
    return database
        .sql(
            """
            select coalesce(extract(epoch from now() - min(created_at)), 0)
            from work.outbox where not attended
            """)
        .query(Double.class)
        .single();
  }

  private StatementSpec ofClaim(String sql, Claim claim) {
    return database
        .sql(sql + " where id = :id and claimed_until = :until")
        .param("id", claim.mail.uuid())
        .param("until", claim.until);
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : (double) duration.toSeconds();
  }

  private Claim claim(ResultSet row, int number) throws SQLException {
    ObjectKey mail =
        ObjectKey.of(
            Mails.TYPE,
            Space.of(row.getObject("space", UUID.class)),
            row.getObject("id", UUID.class));
    UUID subject = row.getObject("subject", UUID.class);
    return new Claim(
        mail,
        row.getString("purpose"),
        subject,
        row.getObject("session_id", UUID.class),
        row.getString("correlation"),
        row.getBoolean("attended"),
        row.getInt("attempts"),
        row.getBoolean("is_last"),
        row.getBoolean("is_expired"),
        row.getString("last_failure"),
        row.getObject("claimed_until", OffsetDateTime.class),
        letters.opened(mail, subject, row.getBytes("message")));
  }
}
