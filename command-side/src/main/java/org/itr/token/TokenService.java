package org.itr.token;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.event.Actors;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.store.CommandSender;
import org.itr.token.TokenCommand.EndToken;
import org.itr.token.TokenCommand.IssueToken;
import org.itr.token.TokenCommand.MoveToken;
import org.itr.token.TokenHolder.Kind;
import org.itr.token.TokenVault.Issued;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Issues, moves and ends tokens: each time the secret and the event about it in one transaction.
 */
@Component
public class TokenService {

  private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);
  private static final int EXPIRED_AT_A_TIME = 500;
  private static final Duration BETWEEN_RESETS = Duration.ofMinutes(1);

  private final TokenVault vault;
  private final CommandSender sender;
  private final Clock clock;

  /** A service on the given vault. */
  public TokenService(TokenVault vault, CommandSender sender, Clock clock) {
    this.vault = vault;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * Issues a session token.
   *
   * @param candidate whether the account is a candidate's
   * @param companyChoicePending whether it is good for choosing a company only
   */
  public Issued issue(
      ObjectKey login,
      boolean candidate,
      boolean companyChoicePending,
      Map<String, String> metaData) {
    return sender.fetchInTransaction(
        () -> {
          Issued issued = vault.issue(Kind.SESSION, login, companyChoicePending);
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("UserID", login.id());
          fields.put("CompanyID", login.space().id().toString());
          fields.put("TokenValidated", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
          fields.put("IsTestTakingUser", candidate);
          fields.put("TokenSessionID", issued.tokenSession().toString());
          sender.send(new IssueToken(keyOf(issued.tokenSession()), fields), metaData);
          return issued;
        });
  }

  /** Issues a token, in the running transaction, with which a password can be set once. */
  public Secret issueReset(ObjectKey login) {
    return vault.issue(Kind.PASSWORD_RESET, login, false).token();
  }

  /** Whether such a token was issued a moment ago and is not used yet. */
  public boolean hasFreshReset(ObjectKey login) {
    return vault.hasResetSince(login, clock.instant().minus(BETWEEN_RESETS));
  }

  /** Uses such a token up, in the running transaction; answers whether it was still good. */
  public boolean useReset(UUID tokenSession) {
    return vault.end(tokenSession);
  }

  /** Lets the token work for an account in another company. */
  public void move(TokenHolder holder, ObjectKey login, Map<String, String> metaData) {
    sender.executeInTransaction(
        () -> {
          vault.move(holder.tokenSession(), login);
          sender.send(new MoveToken(holder.key(), login.space().id(), login.uuid()), metaData);
        });
  }

  /**
   * Makes sure, in the running transaction, that the token does not end before the transaction
   * does; answers whether it has not ended already.
   */
  public boolean keepUntilCommit(UUID tokenSession) {
    return vault.hold(tokenSession);
  }

  /** Ends the token; one that another call has just ended is left alone. */
  public void end(UUID tokenSession, String reason, Map<String, String> metaData) {
    sender.executeInTransaction(
        () -> {
          if (vault.end(tokenSession)) {
            tell(tokenSession, reason, metaData);
          }
        });
  }

  private void tell(UUID tokenSession, String reason, Map<String, String> metaData) {
    sender.send(new EndToken(keyOf(tokenSession), reason), metaData);
  }

  /**
   * Ends tokens whose time is over; one that cannot be ended keeps no other alive. To be called
   * every minute or so.
   */
  public void endExpired() {
    vault.dropExpiredResets();
    long ended;
    do {
      ended = vault.expired(EXPIRED_AT_A_TIME).stream().filter(this::endIfExpired).count();
    } while (ended > 0);
  }

  private boolean endIfExpired(UUID tokenSession) {
    try {
      return sender.fetchInTransaction(
          () -> {
            Optional<TokenHolder> holder = vault.endExpired(tokenSession);
            holder.ifPresent(ended -> tell(tokenSession, "expired", Actors.system(ended.space())));
            return holder.isPresent();
          });
    } catch (RuntimeException e) {
      LOG.error("The token of the session {} cannot be ended; trying again later", tokenSession, e);
      return false;
    }
  }

  private static ObjectKey keyOf(UUID tokenSession) {
    return ObjectKey.of(Tokens.TYPE, Space.MASTER, tokenSession);
  }
}
