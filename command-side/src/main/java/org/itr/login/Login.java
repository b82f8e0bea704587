package org.itr.login;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.login.LoginCommand.ChargePersonalPool;
import org.itr.login.LoginCommand.RecordLogin;
import org.itr.login.LoginCommand.RefuseLogin;
import org.itr.login.LoginCommand.RegisterSecondFactor;
import org.itr.login.LoginCommand.RemoveLogin;
import org.itr.login.LoginCommand.RequestPasswordReset;
import org.itr.login.LoginCommand.SaveLogin;
import org.itr.login.LoginCommand.SetPassword;
import org.itr.login.LoginCommand.TakeSecondFactor;
import org.itr.login.LoginEvent.LoggedIn;
import org.itr.login.LoginEvent.LoginChanged;
import org.itr.login.LoginEvent.LoginCreated;
import org.itr.login.LoginEvent.LoginRefused;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.login.LoginEvent.PasswordResetRequested;
import org.itr.login.LoginEvent.PasswordSet;
import org.itr.login.LoginEvent.SecondFactorConfirmed;
import org.itr.login.LoginEvent.SecondFactorRegistered;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Views;
import org.jspecify.annotations.Nullable;

/**
 * An account with its rights. Passwords and keys go past the events to where secrets are kept; an
 * e-mail address is used by one account of a company only.
 */
@AggregateRoot(type = "Login")
public class Login {

  private static final String EMAIL = "Email";
  private static final String COMPANY = "CompanyID";
  private static final String API_KEY = "APIKey";
  private static final String LAST_LOGIN = "LastLoginDateTime";
  private static final String EXPIRATION = "PasswordExpirationDate";
  private static final String POOL = "CurrentPersonalCreditLevel";

  /** Secrets, and what the server alone knows. */
  private static final Set<String> NOT_TAKEN =
      Set.of("Password", "otp_secret", API_KEY, LAST_LOGIN);

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(Logins.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveLogin command, Passwords passwords, ConsultantSeats seats, Views views) {
    ObjectKey target = command.target();
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.keySet().removeAll(NOT_TAKEN);
    fields.put(COMPANY, target.space().id().toString());
    if (command.password() != null) {
      requireLength(command.password(), PasswordRules.SHORTEST);
    }
    if (takesSeat(fields)) {
      seats.requireOne(target.space());
    }
    UUID subject = subjectAfter(target, fields);
    Delta delta = state.change(fields, subject);
    if (delta.after(EMAIL) instanceof String email && !email.isEmpty()) {
      requireFreeEmail(target, email, views);
    }
    if (!state.exists()) {
      apply(new LoginCreated(target, subject, delta));
      keepApiKey(command, passwords);
      if (command.password() != null) {
        passwords.keep(target, command.password(), isCandidateAfter(fields));
      }
      return;
    }
    if (keepApiKey(command, passwords)) {
      delta = withApiKeyTouched(delta);
    }
    if (!delta.isEmpty()) {
      apply(new LoginChanged(target, subject, delta));
    }
    if (command.password() != null
        && passwords.keep(target, command.password(), isCandidateAfter(fields))) {
      apply(new PasswordSet(target, Delta.NONE));
    }
  }

  private static boolean keepApiKey(SaveLogin command, Passwords passwords) {
    return command.fields().get(API_KEY) instanceof String apiKey
        && passwords.keepApiKey(command.target(), new Secret(apiKey));
  }

  /** Tells that there is another key, and not which. */
  private static Delta withApiKeyTouched(Delta delta) {
    Map<String, Change> changes = new LinkedHashMap<>(delta.changes());
    changes.put(API_KEY, Change.Value.replaced("", ""));
    return Delta.of(changes);
  }

  private static void requireFreeEmail(ObjectKey target, String email, Views views) {
    if (isTaken(email, target, views)) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "Another login of this company already has this e-mail address");
    }
  }

  /** Whether another account of the company has an e-mail address. */
  public static boolean isTaken(String email, ObjectKey target, Views views) {
    return views.accounts(email).stream()
        .anyMatch(
            account ->
                account.uuid(COMPANY).equals(target.space().id())
                    && !account.uuid("ID").equals(target.uuid()));
  }

  /**
   * A candidate's account is about the person who has its id, and is erased with them; any other
   * account is about its user, and stays when a person with the same id is erased.
   */
  private UUID subjectAfter(ObjectKey target, Map<String, Object> fields) {
    return isCandidateAfter(fields)
        ? target.uuid()
        : UUID.nameUUIDFromBytes(target.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the account becomes a consultant's. Master users go wherever they are needed, however
   * full it is.
   */
  private boolean takesSeat(Map<String, Object> fields) {
    boolean isConsultant = state.exists() && !isCandidateAfter(Map.of());
    return !isConsultant && !isCandidateAfter(fields) && !flagAfter(fields, "IsMasterUser");
  }

  private boolean isCandidateAfter(Map<String, Object> fields) {
    return flagAfter(fields, "IsTestTakingUser") && !flagAfter(fields, "IsOfficeUser");
  }

  private boolean flagAfter(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Boolean flag ? flag : state.flag(name);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SetPassword command, Passwords passwords) {
    requireExistence(command.target());
    boolean ofCandidate = isCandidateAfter(Map.of());
    // Candidates may get a short one from an office user.
    boolean mayBeShort = ofCandidate && !command.chosenByOwner();
    requireLength(command.password(), mayBeShort ? 1 : PasswordRules.SHORTEST);
    boolean isNew = passwords.keep(command.target(), command.password(), ofCandidate);
    Delta delta =
        command.expires() == null
            ? Delta.NONE
            : state.change(Map.of(EXPIRATION, command.expires()));
    if (isNew || !delta.isEmpty()) {
      apply(new PasswordSet(command.target(), delta));
    }
  }

  private static void requireLength(Secret password, int shortest) {
    int length = Math.toIntExact(password.value().codePoints().count());
    if (length < shortest) {
      throw new InvalidInput("Password must have at least " + shortest + " characters");
    }
    if (length > PasswordRules.LONGEST) {
      throw new InvalidInput("Password must have at most " + PasswordRules.LONGEST + " characters");
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RecordLogin command) {
    requireExistence(command.target());
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.keySet().retainAll(Set.of(LAST_LOGIN));
    Delta delta = state.change(fields);
    if (!delta.isEmpty()) {
      apply(new LoggedIn(command.target(), delta));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RefuseLogin command) {
    apply(new LoginRefused(command.target(), Delta.added(command.fields())));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RegisterSecondFactor command, SecondFactors factors) {
    requireExistence(command.target());
    if (factors.register(command.target())) {
      apply(new SecondFactorRegistered(command.target()));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  boolean decide(TakeSecondFactor command, SecondFactors factors) {
    requireExistence(command.target());
    SecondFactors.Verdict verdict = factors.take(command.target(), command.code());
    if (verdict == SecondFactors.Verdict.FIRST) {
      apply(new SecondFactorConfirmed(command.target()));
    }
    return verdict != SecondFactors.Verdict.WRONG;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RequestPasswordReset command) {
    requireExistence(command.target());
    apply(new PasswordResetRequested(command.target(), command.baseUrl(), command.language()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  boolean decide(ChargePersonalPool command) {
    requireExistence(command.target());
    long level = state.number(POOL);
    if (level <= 0 && !command.allowed()) {
      return false;
    }
    if (command.amount() != 0) {
      apply(
          new LoginChanged(
              command.target(),
              state.subject(),
              state.change(Map.of(POOL, level - command.amount()))));
    }
    return true;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveLogin command) {
    requireExistence(command.target());
    apply(new LoginRemoved(command.target()));
  }

  private void requireExistence(ObjectKey target) {
    if (!state.exists()) {
      throw Refusal.notFound(target);
    }
  }

  @EventSourcingHandler
  void evolve(LoginEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
