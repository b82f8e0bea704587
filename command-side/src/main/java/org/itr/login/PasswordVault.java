package org.itr.login;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.privacy.MasterKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What accounts prove themselves with: a slow hash (Argon2id) of every password, candidates'
 * passwords encrypted as well because password managers may read them back, and API keys,
 * encrypted. Writes belong to the running transaction.
 */
@Component
public class PasswordVault implements Passwords {

  /** A hash takes 16 MB and a processor, so no more run at a time than there are processors. */
  private static final Semaphore HASHES =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

  private static final Secret NO_API_KEY = new Secret("");

  private final JdbcClient database;
  private final MasterKey masterKey;
  private final Argon2PasswordEncoder encoder =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final String hashOfNobody;

  /** A vault in the table secrets.credential. */
  public PasswordVault(JdbcTemplate jdbc, MasterKey masterKey) {
    this.database = JdbcClient.create(jdbc);
    this.masterKey = masterKey;
    this.hashOfNobody = encoder.encode("nobody has this password");
  }

  @Override
  public boolean keep(ObjectKey login, Secret password, boolean recoverable) {
    if (find(login).filter(before -> isKept(before, login, password, recoverable)).isPresent()) {
      return false;
    }
    String hash = hash(password);
    byte[] ciphertext =
        recoverable ? masterKey.seal(bytes(password), context(login, "password")) : null;
    database
        .sql(
            """
            insert into secrets.credential (space, login, password_hash, recoverable_password)
            values (:space, :login, :hash, :ciphertext)
            on conflict (space, login) do update
            set password_hash = excluded.password_hash,
                recoverable_password = excluded.recoverable_password
            """)
        .param("space", login.space().id())
        .param("login", login.uuid())
        .param("hash", hash)
        .param("ciphertext", ciphertext, Types.BINARY)
        .update();
    return true;
  }

  /** Comparing with the password itself, where it is kept, saves a hash. */
  private boolean isKept(Credential before, ObjectKey login, Secret password, boolean recoverable) {
    if (before.hash() == null || recoverable != (before.sealedPassword() != null)) {
      return false;
    }
    return recoverable
        ? open(before.sealedPassword(), context(login, "password")).equals(password)
        : fits(password, before.hash());
  }

  @Override
  public boolean keepApiKey(ObjectKey login, Secret apiKey) {
    Secret before = apiKey(login).orElse(NO_API_KEY);
    if (before.equals(apiKey)) {
      return false;
    }
    byte[] ciphertext =
        apiKey.equals(NO_API_KEY) ? null : masterKey.seal(bytes(apiKey), context(login, "apikey"));
    database
        .sql(
            """
            insert into secrets.credential (space, login, api_key) values (:space, :login, :ciphertext)
            on conflict (space, login) do update set api_key = excluded.api_key
            """)
        .param("space", login.space().id())
        .param("login", login.uuid())
        .param("ciphertext", ciphertext, Types.BINARY)
        .update();
    return true;
  }

  /**
   * Whether this is the password of the account. It takes as long when there is no such account, so
   * that the time tells nothing. Not for use inside a transaction: it takes a tenth of a second of
   * one processor.
   */
  public boolean matches(@Nullable ObjectKey login, Secret password) {
    String hash = Optional.ofNullable(login).flatMap(this::find).map(Credential::hash).orElse(null);
    boolean fits = fits(password, hash == null ? hashOfNobody : hash);
    return fits && hash != null;
  }

  /** Whether the account has a password. */
  public boolean hasPassword(ObjectKey login) {
    return find(login).map(Credential::hash).isPresent();
  }

  /** The password in clear, where it was kept so that it can be read back. */
  public Optional<Secret> readPassword(ObjectKey login) {
    return find(login)
        .map(Credential::sealedPassword)
        .map(ciphertext -> open(ciphertext, context(login, "password")));
  }

  /** The API key in clear. */
  public Optional<Secret> apiKey(ObjectKey login) {
    return find(login)
        .map(Credential::sealedApiKey)
        .map(ciphertext -> open(ciphertext, context(login, "apikey")));
  }

  /** Lets an account in another company start with the password of this one. */
  public void copyPassword(ObjectKey from, ObjectKey to) {
    find(from)
        .map(Credential::hash)
        .ifPresent(
            hash ->
                database
                    .sql(
                        """
                        insert into secrets.credential (space, login, password_hash)
                        values (:space, :login, :hash)
                        on conflict (space, login) do nothing
                        """)
                    .param("space", to.space().id())
                    .param("login", to.uuid())
                    .param("hash", hash)
                    .update());
  }

  /** Forgets everything about the account. */
  public void forget(ObjectKey login) {
    database
        .sql("delete from secrets.credential where space = :space and login = :login")
        .param("space", login.space().id())
        .param("login", login.uuid())
        .update();
  }

  private Optional<Credential> find(ObjectKey login) {
    return database
        .sql(
            """
            select password_hash, recoverable_password, api_key from secrets.credential
            where space = :space and login = :login
            """)
        .param("space", login.space().id())
        .param("login", login.uuid())
        .query(
            (row, number) ->
                new Credential(
                    row.getString("password_hash"),
                    row.getBytes("recoverable_password"),
                    row.getBytes("api_key")))
        .optional();
  }

  private boolean fits(Secret password, String hash) {
    if (password.value().length() > PasswordRules.LONGEST) {
      return false;
    }
    HASHES.acquireUninterruptibly();
    try {
      return encoder.matches(password.value(), hash);
    } finally {
      HASHES.release();
    }
  }

  private String hash(Secret password) {
    HASHES.acquireUninterruptibly();
    try {
      return encoder.encode(password.value());
    } finally {
      HASHES.release();
    }
  }

  private Secret open(byte[] ciphertext, String context) {
    byte[] clear = masterKey.open(ciphertext, context);
    Secret secret = new Secret(new String(clear, StandardCharsets.UTF_8));
    Arrays.fill(clear, (byte) 0);
    return secret;
  }

  private static byte[] bytes(Secret secret) {
    return secret.value().getBytes(StandardCharsets.UTF_8);
  }

  private static String context(ObjectKey login, String what) {
    return what + "/" + login;
  }

  private record Credential(
      @Nullable String hash, byte @Nullable [] sealedPassword, byte @Nullable [] sealedApiKey) {}
}
