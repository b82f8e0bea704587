package org.itr.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.itr.privacy.MasterKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords slow and then stops it for a while. An attempt counts before its
 * password is looked at, so that many at once get no further than one after another; one that
 * succeeds is taken back.
 *
 * <p>Five failures of an account slow it down for everybody, five from one address at one account
 * slow and ten lock that address out of that account for five minutes. So a stranger cannot lock
 * anybody out from elsewhere. An address is slowed down a little after fifty failures at whatever
 * accounts: a school full of candidates, who all log in within a minute, may have one address. For
 * the same reason only what has failed counts for an address.
 */
@Component
class LoginThrottle {

  static final Duration MEMORY = Duration.ofMinutes(5);

  private final JdbcClient database;
  private final MasterKey masterKey;
  private final Clock clock;

  LoginThrottle(JdbcTemplate jdbc, MasterKey masterKey, Clock clock) {
    this.database = JdbcClient.create(jdbc);
    this.masterKey = masterKey;
    this.clock = clock;
  }

  /**
   * What an attempt has to put up with.
   *
   * @param locked whether it is refused without a look at the password
   * @param delay how long it waits first
   */
  record Verdict(boolean locked, Duration delay) {

    private static final int SLOW_FROM = 5;
    private static final int LOCKED_AFTER = 10;
    private static final int ADDRESS_SLOW_FROM = 50;
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final int LONGEST_DOUBLING = 3;
    private static final Duration DELAY_OF_ADDRESS = Duration.ofMillis(500);

    /**
     * The verdict by how many attempts there were without success, this one included.
     *
     * @param atAccount at the account, from anywhere
     * @param fromAddress from the address, at any account; without this one
     * @param atAccountFromAddress from the address at the account
     */
    static Verdict of(int atAccount, int fromAddress, int atAccountFromAddress) {
      if (atAccountFromAddress > LOCKED_AFTER) {
        return new Verdict(true, Duration.ZERO);
      }
      int beyond = Math.max(atAccount, atAccountFromAddress) - SLOW_FROM;
      Duration ofAccount =
          beyond < 0
              ? Duration.ZERO
              : FIRST_DELAY.multipliedBy(1L << Math.min(beyond, LONGEST_DOUBLING));
      Duration ofAddress = fromAddress < ADDRESS_SLOW_FROM ? Duration.ZERO : DELAY_OF_ADDRESS;
      return new Verdict(false, ofAccount.compareTo(ofAddress) < 0 ? ofAddress : ofAccount);
    }
  }

  /** What somebody has to put up with who names no account; nothing is counted. */
  Verdict look(String address) {
    return Verdict.of(0, failures(address(address)), 0);
  }

  /** Counts an attempt and tells what it has to put up with. */
  Verdict begin(String name, String address) {
    int together = count(together(name, address), Verdict.LOCKED_AFTER);
    if (together > Verdict.LOCKED_AFTER) {
      // It gets no look at the password, so it is no guess and slows nobody down.
      return Verdict.of(0, 0, together);
    }
    return Verdict.of(
        count(account(name), Integer.MAX_VALUE - 1), failures(address(address)), together);
  }

  /** Counts that an attempt from the address failed. */
  void failed(String address) {
    count(address(address), Integer.MAX_VALUE - 1);
  }

  /** Takes back an attempt that was no guess: the password was right. */
  void takeBack(String name, String address) {
    takeBack(together(name, address));
    takeBack(account(name));
  }

  /** Forgives the address its failures at the account. */
  void forgive(String name, String address) {
    forget(together(name, address));
    database
        .sql("delete from secrets.login_throttle where last_failure < :before")
        .param("before", utc(clock.instant().minus(MEMORY)))
        .update();
  }

  /**
   * Adds one to a counter, which starts again five minutes after its last failure. One that is over
   * its limit stays where it is, and so does its time: the lock ends five minutes after it began.
   */
  private int count(byte[] key, int limit) {
    Instant now = clock.instant();
    return database
        .sql(
            """
            insert into secrets.login_throttle as counter (key, failures, last_failure)
            values (:key, 1, :now)
            on conflict (key) do update set
              failures = case when counter.last_failure < :before then 1
                              else least(counter.failures, :limit) + 1 end,
              last_failure = case when counter.last_failure >= :before and counter.failures >= :limit
                                  then counter.last_failure else :now end
            returning failures
            """)
        .param("key", key)
        .param("now", utc(now))
        .param("before", utc(now.minus(MEMORY)))
        .param("limit", limit)
        .query(Integer.class)
        .single();
  }

  private int failures(byte[] key) {
    return database
        .sql(
            "select failures from secrets.login_throttle where key = :key and last_failure >= :before")
        .param("key", key)
        .param("before", utc(clock.instant().minus(MEMORY)))
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private void forget(byte[] key) {
    database.sql("delete from secrets.login_throttle where key = :key").param("key", key).update();
  }

  private void takeBack(byte[] key) {
    database
        .sql(
            "update secrets.login_throttle set failures = greatest(failures - 1, 0) where key = :key")
        .param("key", key)
        .update();
  }

  private byte[] account(String name) {
    return masterKey.fingerprint("login account " + lower(name));
  }

  private byte[] address(String address) {
    return masterKey.fingerprint("login address " + address);
  }

  private byte[] together(String name, String address) {
    return masterKey.fingerprint("login account " + lower(name) + " address " + address);
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
