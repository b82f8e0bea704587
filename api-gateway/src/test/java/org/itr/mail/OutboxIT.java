package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.mail.OutboxTable.Claim;
import org.itr.mail.Outcome.Failure;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.privacy.DataSubject;
import org.itr.privacy.MasterKey;
import org.itr.privacy.SubjectKeys;
import org.itr.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who gets which mail of the outbox when. */
class OutboxIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Failure AWAY = Failure.ofServer("The mail server is away");
  private static final Letter LETTER =
      Letter.of(Recipients.to(List.of("ann@people.example")), "Hello Ann", "<p>open sesame</p>");

  @TempDir Path folder;
  private final Space company = Space.of(UUID.randomUUID());
  private final UUID person = UUID.randomUUID();
  private TestDatabase database;
  private JdbcTemplate jdbc;
  private SubjectKeys keys;
  private OutboxTable outbox;

  @BeforeEach
  void connect() {
    database = TestDatabase.create();
    jdbc = new JdbcTemplate(database.application());
    keys = new SubjectKeys(jdbc, MasterKey.readOrCreate(folder.resolve("master.key")));
    outbox = new OutboxTable(jdbc, new LetterSeal(keys));
  }

  @AfterEach
  void disconnect() {
    database.close();
  }

  private ObjectKey keep(Space space, String purpose, @Nullable Duration goodFor) {
    ObjectKey mail = ObjectKey.of(Mails.TYPE, space, UUID.randomUUID());
    outbox.keep(
        new QueueMail(mail, person, null, UUID.randomUUID(), purpose, LETTER, goodFor), "call");
    return mail;
  }

  private ObjectKey keep() {
    return keep(company, Purposes.SESSION_READY, null);
  }

  private Claim claim() {
    return outbox.claim(company, MINUTE).orElseThrow();
  }

  private void timePasses(Duration duration) {
    String back = "%1$s = %1$s - make_interval(secs => " + duration.toSeconds() + ")";
    jdbc.update(
        "update work.outbox set "
            + back.formatted("created_at")
            + ", "
            + back.formatted("next_attempt")
            + ", "
            + back.formatted("give_up_at")
            + ", "
            + back.formatted("expires_at")
            + ", "
            + back.formatted("claimed_until"));
  }

  @Test
  void a_mail_comes_out_as_it_was_put_in_and_cannot_be_read_meanwhile() {
    ObjectKey mail = keep();
    String row =
        jdbc.queryForObject(
            "select (to_jsonb(o) - 'message')::text || encode(message, 'escape')"
                + " from work.outbox o",
            String.class);
    assertThat(row).doesNotContain("ann@").doesNotContain("Hello").doesNotContain("sesame");
    Claim claim = claim();
    assertThat(claim.mail()).isEqualTo(mail);
    assertThat(claim.letter()).contains(LETTER);
    assertThat(claim.correlation()).isEqualTo("call");
    assertThat(claim.attempts()).isEqualTo(1);
    assertThat(claim.isLast() || claim.isExpired() || claim.attended()).isFalse();
    assertThat(outbox.remove(claim)).isTrue();
    assertThat(outbox.size()).isZero();
  }

  /** The sample is not edited: mails that wait during an upgrade look like it. */
  @Test
  void a_mail_that_an_older_server_kept_is_read_by_this_one() throws Exception {
    String sample = Files.readString(Path.of("src", "test", "resources", "letter-sample.json"));
    Letter letter =
        new Letter(
            new Recipients(
                List.of("Ann <ann@people.example>"),
                List.of("carl@people.example"),
                List.of("bea@people.example")),
            "sender@office.example",
            "answers@office.example",
            "Hello Ann",
            "<p>open sesame</p>",
            List.of(new Letter.Attachment("results.csv", "text/csv", "a;b")));
    assertThat(kept(sample)).contains(letter);
    assertThat(kept(sample.replaceFirst("\\{", "{\"forgotten\": {\"since\": 1},")))
        .contains(letter);
    assertThat(kept("{\"recipients\": {\"to\": [\"ann@people.example\"]}, \"subject\": \"Hello\"}"))
        .contains(Letter.of(Recipients.to(List.of("ann@people.example")), "Hello", ""));
    assertThatThrownBy(() -> kept("{\"recipients\": \"ann@people.example\"}"))
        .hasMessageContaining("cannot be read")
        .hasNoCause();
  }

  /** The letter of a mail whose message in the outbox is this JSON. */
  private Optional<Letter> kept(String json) {
    ObjectKey mail = keep();
    jdbc.update(
        "update work.outbox set message = ? where id = ?",
        keys.seal(
            new DataSubject(company, person),
            json.getBytes(StandardCharsets.UTF_8),
            mail.toString()),
        mail.uuid());
    Claim claim = claim();
    outbox.remove(claim);
    return claim.letter();
  }

  @Test
  void a_mail_that_still_waits_for_some_recipients_is_not_put_in_again_for_others() {
    ObjectKey mail = keep();
    Letter others =
        Letter.of(Recipients.to(List.of("bob@people.example")), "Hello Bob", "<p>hello</p>");
    QueueMail again =
        new QueueMail(mail, person, null, UUID.randomUUID(), Purposes.SESSION_READY, others, null);
    assertThatThrownBy(() -> outbox.keep(again, "call"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT))
        .hasMessage("The same mail is still queued for other recipients");
    assertThat(claim().letter()).contains(LETTER);
  }

  @Test
  void many_senders_never_get_the_same_mail() throws Exception {
    for (int i = 0; i < 60; i++) {
      keep();
    }
    ExecutorService senders = Executors.newFixedThreadPool(8);
    List<Future<List<String>>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      results.add(
          senders.submit(
              () -> {
                List<String> claimed = new ArrayList<>();
                for (Optional<Claim> one = outbox.claim(company, MINUTE);
                    one.isPresent();
                    one = outbox.claim(company, MINUTE)) {
                  claimed.add(one.get().mail().id());
                }
                return claimed;
              }));
    }
    List<String> all = new ArrayList<>();
    for (Future<List<String>> result : results) {
      all.addAll(result.get());
    }
    senders.shutdown();
    assertThat(all).doesNotHaveDuplicates();
    // A sender that sees nothing but mails in the hands of others goes away; the next round is
    // for those.
    int rest = 0;
    while (outbox.claim(company, MINUTE).isPresent()) {
      rest++;
    }
    assertThat(all.size() + rest).isEqualTo(60);
  }

  @Test
  void what_a_sender_does_not_finish_comes_up_again_and_is_no_longer_that_senders() {
    keep();
    Claim first = claim();
    assertThat(outbox.due()).isEmpty();
    assertThat(outbox.claim(company, MINUTE)).isEmpty();
    timePasses(MINUTE);
    assertThat(outbox.due()).containsExactly(company);
    Claim second = claim();
    assertThat(second.mail()).isEqualTo(first.mail());
    assertThat(second.attempts()).isEqualTo(2);
    assertThat(outbox.remove(first)).isFalse();
    assertThat(outbox.postpone(first, LETTER, AWAY)).isFalse();
    assertThat(outbox.remove(second)).isTrue();
  }

  @Test
  void after_each_failure_a_mail_waits_longer_and_at_most_an_hour() {
    keep();
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      assertThat(outbox.postpone(claim(), LETTER, AWAY)).isTrue();
      long pause =
          jdbc.queryForObject(
              "select extract(epoch from next_attempt - now()) from work.outbox", Long.class);
      pauses.add(pause);
      assertThat(outbox.due()).isEmpty();
      timePasses(Duration.ofSeconds(pause + 1));
    }
    assertThat(pauses.get(0)).isBetween(3L, 6L);
    assertThat(pauses.get(3)).isBetween(34L, 45L);
    assertThat(pauses.get(13)).isBetween(3_200L, 3_970L);
    assertThat(claim().lastFailure()).isEqualTo("The mail server is away");
  }

  @Test
  void when_the_server_of_a_company_cannot_be_used_all_its_mails_wait_and_nobody_elses() {
    Space other = Space.of(UUID.randomUUID());
    keep();
    keep();
    keep(other, Purposes.SESSION_READY, null);
    Claim failed = claim();
    outbox.postponeAll(company, AWAY);
    outbox.postpone(failed, LETTER, AWAY);
    assertThat(outbox.due()).containsExactly(other);
    outbox.hurry(other);
    assertThat(outbox.due()).containsExactly(other);
    outbox.hurry(company);
    assertThat(outbox.due()).containsExactlyInAnyOrder(company, other);
  }

  @Test
  void a_new_server_of_the_master_space_hurries_all_but_what_is_being_sent() {
    keep();
    keep();
    Claim sending = claim();
    outbox.postponeAll(company, AWAY);
    assertThat(outbox.due()).isEmpty();
    outbox.hurry(Space.MASTER);
    assertThat(claim().mail()).isNotEqualTo(sending.mail());
    assertThat(outbox.claim(company, MINUTE)).isEmpty();
    assertThat(outbox.remove(sending)).isTrue();
  }

  @Test
  void after_three_days_one_more_failure_is_the_last_one() {
    keep();
    timePasses(OutboxTable.PATIENCE.minus(MINUTE));
    Claim early = claim();
    assertThat(early.isLast()).isFalse();
    outbox.postpone(early, LETTER, AWAY);
    timePasses(MINUTE);
    outbox.postponeAll(company, AWAY);
    Claim last = claim();
    assertThat(last.isLast()).isTrue();
    assertThat(last.isExpired()).isFalse();
  }

  @Test
  void a_mail_that_is_of_no_use_any_more_is_told_apart() {
    keep(company, Purposes.PASSWORD_RESET, Duration.ofMinutes(4));
    Claim inTime = claim();
    assertThat(inTime.isExpired()).isFalse();
    for (int i = 0; i < 8; i++) {
      outbox.postpone(inTime, LETTER, AWAY);
      jdbc.update("update work.outbox set next_attempt = now()");
      inTime = claim();
    }
    outbox.postpone(inTime, LETTER, AWAY);
    assertThat(
            jdbc.queryForObject("select next_attempt = expires_at from work.outbox", Boolean.class))
        .as("it comes up for the last time when it is over")
        .isTrue();
    timePasses(Duration.ofMinutes(4));
    assertThat(claim().isExpired()).isTrue();
  }

  @Test
  void a_mail_put_back_for_some_goes_to_them_alone() {
    keep();
    Letter rest = LETTER.to(Recipients.to(List.of("bob@people.example")));
    outbox.postpone(claim(), rest, AWAY);
    timePasses(MINUTE);
    assertThat(claim().letter()).contains(rest);
  }

  @Test
  void of_a_mail_whose_sender_waits_only_what_the_trail_tells_is_kept_and_nobody_else_takes_it() {
    ObjectKey mail = ObjectKey.of(Mails.TYPE, company, UUID.randomUUID());
    Claim claim = outbox.keepAttended(mail, person, null, "call", LETTER, MINUTE);
    assertThat(claim.letter().orElseThrow().body()).isEmpty();
    assertThat(claim.letter().orElseThrow().told()).isEqualTo(LETTER.told());
    assertThat(outbox.size()).isZero();
    assertThat(outbox.claim(company, MINUTE)).isEmpty();
    outbox.hurry(company);
    outbox.postponeAll(company, AWAY);
    timePasses(MINUTE);
    Claim leftOver = claim();
    assertThat(leftOver.mail()).isEqualTo(mail);
    assertThat(leftOver.attended()).isTrue();
    assertThat(outbox.remove(claim)).isFalse();
    assertThat(outbox.remove(leftOver)).isTrue();
  }

  @Test
  void mails_about_somebody_who_is_erased_go_and_could_not_be_read_if_they_stayed() {
    keep();
    keep(company, Purposes.PASSWORD_RESET, null);
    keys.destroy(new DataSubject(company, person));
    assertThat(
            new OutboxTable(jdbc, new LetterSeal(freshKeys()))
                .claim(company, MINUTE)
                .orElseThrow()
                .letter())
        .isEmpty();
    assertThat(outbox.dropAbout(company, UUID.randomUUID(), null)).isEmpty();
    assertThat(outbox.dropAbout(Space.of(UUID.randomUUID()), person, null)).isEmpty();
    assertThat(outbox.dropAbout(company, person, Purposes.PASSWORD_RESET)).hasSize(1);
    assertThat(outbox.dropAbout(company, person, null)).hasSize(1);
    assertThat(outbox.size()).isZero();
  }

  private SubjectKeys freshKeys() {
    return new SubjectKeys(jdbc, MasterKey.readOrCreate(folder.resolve("master.key")));
  }

  @Test
  void mails_of_a_company_that_is_removed_go_and_no_others() {
    ObjectKey own = keep();
    keep(Space.of(UUID.randomUUID()), Purposes.CREDITS_LOW, null);
    assertThat(outbox.dropAll(company)).extracting(OutboxTable.Dropped::mail).containsExactly(own);
    assertThat(outbox.size()).isEqualTo(1);
  }

  @Test
  void administrators_see_how_many_mails_wait_and_for_how_long() {
    assertThat(outbox.secondsOfOldest()).isZero();
    keep();
    keep();
    timePasses(MINUTE);
    assertThat(outbox.size()).isEqualTo(2);
    assertThat(outbox.secondsOfOldest()).isBetween(60.0, 120.0);
  }
}
