package org.itr.login;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.privacy.MasterKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The second factors of accounts: secrets for codes by time (RFC 6238, SHA-1, six digits, 30
 * seconds), encrypted. Writes belong to the running transaction.
 */
@Component
public class SecondFactorVault implements SecondFactors {

  private static final int SECRET_BYTES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient database;
  private final MasterKey masterKey;
  private final Clock clock;
  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

  /** A vault in the table secrets.credential. */
  public SecondFactorVault(JdbcTemplate jdbc, MasterKey masterKey, Clock clock) {
    this.database = JdbcClient.create(jdbc);
    this.masterKey = masterKey;
    this.clock = clock;
  }

  private record Factor(byte[] sealedSecret, boolean confirmed) {}

  /** Whether a secret was made for the account. */
  public boolean isRegistered(ObjectKey login) {
    return find(login).isPresent();
  }

  /**
   * The secret in Base32, to be taken over into the user's device; empty when there is none, or
   * when a first code has shown that the device has it.
   */
  public Optional<Secret> unconfirmedSecret(ObjectKey login) {
    return find(login)
        .filter(factor -> !factor.confirmed())
        .map(factor -> masterKey.open(factor.sealedSecret(), context(login)))
        .map(bytes -> new Secret(new Base32().encodeToString(bytes)));
  }

  @Override
  public boolean register(ObjectKey login) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return database
            .sql(
                """
                insert into secrets.credential (space, login, otp_secret) values (:space, :login, :secret)
                on conflict (space, login) do update set otp_secret = excluded.otp_secret
                where credential.otp_secret is null
                """)
            .param("space", login.space().id())
            .param("login", login.uuid())
            .param("secret", masterKey.seal(secret, context(login)))
            .update()
        > 0;
  }

  @Override
  public Verdict take(ObjectKey login, Secret code) {
    Factor factor = find(login).orElse(null);
    if (factor == null) {
      return Verdict.WRONG;
    }
    byte[] secret = masterKey.open(factor.sealedSecret(), context(login));
    OptionalLong step = stepOf(new SecretKeySpec(secret, codes.getAlgorithm()), code);
    boolean isNew =
        step.isPresent()
            && database
                    .sql(
                        """
                        update secrets.credential set otp_confirmed = true, otp_used_steps =
                          array(select used from unnest(otp_used_steps) used where used >= :step - 2) || :step
                        where space = :space and login = :login and :step <> all(otp_used_steps)
                        """)
                    .param("step", step.getAsLong())
                    .param("space", login.space().id())
                    .param("login", login.uuid())
                    .update()
                > 0;
    if (!isNew) {
      return Verdict.WRONG;
    }
    return factor.confirmed() ? Verdict.RIGHT : Verdict.FIRST;
  }

  /** The window of 30 seconds that the code belongs to: the present one or one either side. */
  private OptionalLong stepOf(SecretKey secret, Secret code) {
    byte[] sent = code.value().getBytes(StandardCharsets.UTF_8);
    Duration step = codes.getTimeStep();
    OptionalLong found = OptionalLong.empty();
    for (int window = -1; window <= 1; window++) {
      Instant moment = clock.instant().plus(step.multipliedBy(window));
      if (MessageDigest.isEqual(sent, codeAt(secret, moment).getBytes(StandardCharsets.UTF_8))) {
        found = OptionalLong.of(moment.toEpochMilli() / step.toMillis());
      }
    }
    return found;
  }

  private String codeAt(SecretKey secret, Instant moment) {
    try {
      return codes.generateOneTimePasswordString(secret, moment);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("Every secret makes codes", e);
    }
  }

  private Optional<Factor> find(ObjectKey login) {
    return database
        .sql(
            """
            select otp_secret, otp_confirmed from secrets.credential
            where space = :space and login = :login and otp_secret is not null
            """)
        .param("space", login.space().id())
        .param("login", login.uuid())
        .query((row, number) -> new Factor(row.getBytes(1), row.getBoolean(2)))
        .optional();
  }

  private static String context(ObjectKey login) {
    return "otp/" + login;
  }
}
