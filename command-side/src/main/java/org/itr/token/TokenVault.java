package org.itr.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.itr.event.CommittedCache;
import org.itr.event.Remembered;
import org.itr.event.Sha256;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.token.TokenHolder.Kind;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tokens that are good now, by their SHA-256: who reads the table cannot use them. Keeping a
 * token alive writes here and is no event. Session tokens in use are remembered, as every call
 * brings one.
 */
@Component
public class TokenVault implements Remembered {

  /** How long a session token lives from its last use. */
  public static final Duration SESSION_LIFE = Duration.ofMinutes(10);

  /** How long a password reset token lives from its issue. */
  public static final Duration RESET_LIFE = Duration.ofMinutes(5);

  /** How long it is known whose a token was that was ended. */
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(20);
  private static final int RANDOM_BYTES = 16;
  private static final int MOST_IN_MEMORY = 10_000;
  private static final Pattern FORM = Pattern.compile("[WP][0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String COLUMNS =
      "token_session, space, login, kind, company_choice_pending, last_used";

  /** What a change answers, as {@link #changed} reads it. */
  private static final String RETURNING = " returning token_hash, " + COLUMNS;

  private static final String ALIVE =
      "((kind = 'W' and last_used > :sessionLimit) or (kind = 'P' and issued_at > :resetLimit))";

  private final JdbcClient database;
  private final Clock clock;
  private final CommittedCache<String, TokenHolder> recent;

  /** By the hash; what is rolled back is good again, and nobody asks here for it. */
  private final Cache<String, TokenHolder> justEnded =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_IN_MEMORY).build();

  /** A vault in the table secrets.token. */
  public TokenVault(JdbcTemplate jdbc, CommittedCache.Maker caches, Clock clock) {
    this.database = JdbcClient.create(jdbc);
    this.clock = clock;
    this.recent = caches.make(MOST_IN_MEMORY, (hash, holder) -> 1);
  }

  /**
   * A token that was just made; nobody but its user ever sees it again.
   *
   * @param token the token
   * @param tokenSession the uuid of its session on the server
   * @param expires when it ends if it is not used
   */
  public record Issued(Secret token, UUID tokenSession, Instant expires) {}

  /** Makes a token for an account and keeps its hash. */
  Issued issue(Kind kind, ObjectKey login, boolean companyChoicePending) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    String token = kind.letter() + HexFormat.of().formatHex(random);
    UUID tokenSession = UUID.randomUUID();
    Instant now = clock.instant();
    database
        .sql(
            """
            insert into secrets.token
              (token_hash, token_session, space, login, kind, company_choice_pending, issued_at, last_used)
            values (:hash, :tokenSession, :space, :login, :kind, :pending, :now, :now)
            """)
        .param("hash", hash(token))
        .param("tokenSession", tokenSession)
        .param("space", login.space().id())
        .param("login", login.uuid())
        .param("kind", String.valueOf(kind.letter()))
        .param("pending", companyChoicePending)
        .param("now", utc(now))
        .update();
    Duration life = kind == Kind.SESSION ? SESSION_LIFE : RESET_LIFE;
    return new Issued(new Secret(token), tokenSession, now.plus(life));
  }

  /** Whose token it is; empty when it is unknown or its time is over. */
  public Optional<TokenHolder> resolve(String token) {
    if (!FORM.matcher(token).matches()) {
      return Optional.empty();
    }
    byte[] hash = hash(token);
    if (token.charAt(0) != Kind.SESSION.letter()) {
      return find(hash);
    }
    TokenHolder holder = recent.get(text(hash), known -> find(hash).orElse(null));
    return Optional.ofNullable(holder)
        .filter(found -> found.lastUsed().isAfter(clock.instant().minus(SESSION_LIFE)));
  }

  /** Whose session token it was that ended in the last two minutes, on this server. */
  public Optional<TokenHolder> justEnded(String token) {
    return FORM.matcher(token).matches()
        ? Optional.ofNullable(justEnded.getIfPresent(text(hash(token))))
            .filter(holder -> holder.kind() == Kind.SESSION)
        : Optional.empty();
  }

  private Optional<TokenHolder> find(byte[] hash) {
    return alive("token_hash = :hash").param("hash", hash).query(TokenVault::holder).optional();
  }

  /**
   * Renews the life of a session token that is being used; most of the time there is nothing to
   * write yet.
   */
  public void renew(TokenHolder holder) {
    Instant now = clock.instant();
    if (holder.kind() != Kind.SESSION || holder.lastUsed().isAfter(now.minus(BETWEEN_RENEWALS))) {
      return;
    }
    changed(
        database
            .sql(
                "update secrets.token set last_used = :now"
                    + " where token_session = :tokenSession and last_used < :before"
                    + RETURNING)
            .param("now", utc(now))
            .param("before", utc(now.minus(BETWEEN_RENEWALS)))
            .param("tokenSession", holder.tokenSession()));
  }

  /** Lets the token work for another company from now on. */
  void move(UUID tokenSession, ObjectKey login) {
    changed(
        database
            .sql(
                "update secrets.token"
                    + " set space = :space, login = :login, company_choice_pending = false"
                    + " where token_session = :tokenSession"
                    + RETURNING)
            .param("space", login.space().id())
            .param("login", login.uuid())
            .param("tokenSession", tokenSession));
  }

  /**
   * Holds a token until the running transaction ends, in which it can be used but not be ended;
   * answers whether it was still there.
   */
  boolean hold(UUID tokenSession) {
    return database
        .sql("select 1 from secrets.token where token_session = :tokenSession for key share")
        .param("tokenSession", tokenSession)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Ends a token; answers whether it was still there. */
  boolean end(UUID tokenSession) {
    return !ended(
            database
                .sql("delete from secrets.token where token_session = :tokenSession" + RETURNING)
                .param("tokenSession", tokenSession))
        .isEmpty();
  }

  /** Ends a token whose time is over; empty when it was not there any more, or not over. */
  Optional<TokenHolder> endExpired(UUID tokenSession) {
    return ended(
            withLimits(
                    "delete from secrets.token where token_session = :tokenSession and not "
                        + ALIVE
                        + RETURNING)
                .param("tokenSession", tokenSession))
        .stream()
        .map(Changed::holder)
        .findFirst();
  }

  /** Ends all tokens of an account and answers the uuids of the session tokens. */
  List<UUID> endAllOf(ObjectKey login) {
    return sessionsAmong(ended(removal(login, "true")));
  }

  /** Ends all tokens of an account but one, and answers the uuids of the session tokens. */
  List<UUID> endOthersOf(ObjectKey login, UUID kept) {
    return sessionsAmong(ended(removal(login, "token_session <> :kept").param("kept", kept)));
  }

  /** Whether the account has a password reset token that was issued after that moment. */
  boolean hasResetSince(ObjectKey login, Instant moment) {
    return database
        .sql(
            """
            select exists (select from secrets.token
              where space = :space and login = :login and kind = 'P' and issued_at > :moment)
            """)
        .param("space", login.space().id())
        .param("login", login.uuid())
        .param("moment", utc(moment))
        .query(Boolean.class)
        .single();
  }

  /** Ends the password reset tokens of an account. */
  void endResetsOf(ObjectKey login) {
    ended(removal(login, "kind = 'P'"));
  }

  private JdbcClient.StatementSpec removal(ObjectKey login, String which) {
    return database
        .sql(
            "delete from secrets.token where space = :space and login = :login and "
                + which
                + RETURNING)
        .param("space", login.space().id())
        .param("login", login.uuid());
  }

  /** Ends all tokens of a company and answers the uuids of the session tokens. */
  List<UUID> endAllOf(Space company) {
    return sessionsAmong(
        ended(
            database
                .sql("delete from secrets.token where space = :space" + RETURNING)
                .param("space", company.id())));
  }

  /** Drops the password reset tokens whose time is over: nobody was ever let in with them. */
  void dropExpiredResets() {
    withLimits("delete from secrets.token where kind = 'P' and not " + ALIVE).update();
  }

  /** The uuids of session tokens whose time is over, the oldest first. */
  List<UUID> expired(int atMost) {
    return withLimits(
            "select token_session from secrets.token where kind = 'W' and not "
                + ALIVE
                + " order by last_used limit :atMost")
        .param("atMost", atMost)
        .query(UUID.class)
        .list();
  }

  /** Makes a change that ends in {@link #RETURNING}, and answers which tokens it met. */
  private List<Changed> changed(JdbcClient.StatementSpec change) {
    List<Changed> tokens =
        change
            .query(
                (row, number) -> new Changed(text(row.getBytes("token_hash")), holder(row, number)))
            .list();
    tokens.forEach(token -> recent.changed(token.hash()));
    return tokens;
  }

  /** Makes a change that removes tokens, and answers which. */
  private List<Changed> ended(JdbcClient.StatementSpec removal) {
    List<Changed> tokens = changed(removal);
    tokens.forEach(token -> justEnded.put(token.hash(), token.holder()));
    return tokens;
  }

  private static List<UUID> sessionsAmong(List<Changed> tokens) {
    return tokens.stream()
        .map(Changed::holder)
        .filter(holder -> holder.kind() == Kind.SESSION)
        .map(TokenHolder::tokenSession)
        .toList();
  }

  private record Changed(String hash, TokenHolder holder) {}

  @Override
  public void forget() {
    recent.forget();
  }

  private JdbcClient.StatementSpec alive(String which) {
    return withLimits("select " + COLUMNS + " from secrets.token where " + which + " and " + ALIVE);
  }

  private JdbcClient.StatementSpec withLimits(String sql) {
    Instant now = clock.instant();
    return database
        .sql(sql)
        .param("sessionLimit", utc(now.minus(SESSION_LIFE)))
        .param("resetLimit", utc(now.minus(RESET_LIFE)));
  }

  private static TokenHolder holder(ResultSet row, int number) throws SQLException {
    return new TokenHolder(
        row.getObject("token_session", UUID.class),
        Space.of(row.getObject("space", UUID.class)),
        row.getObject("login", UUID.class),
        Kind.of(row.getString("kind")),
        row.getBoolean("company_choice_pending"),
        row.getObject("last_used", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static String text(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static byte[] hash(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.US_ASCII));
  }
}
