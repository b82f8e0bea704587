package org.itr.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.company.Companies;
import org.itr.event.Actors;
import org.itr.event.MetaDataKeys;
import org.itr.login.LoginCommand.RecordLogin;
import org.itr.login.LoginCommand.RegisterSecondFactor;
import org.itr.login.LoginCommand.SaveLogin;
import org.itr.login.LoginCommand.SetPassword;
import org.itr.login.LoginCommand.TakeSecondFactor;
import org.itr.login.LoginResult.SecondFactorStatus;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.store.CommandSender;
import org.itr.token.TokenHolder;
import org.itr.token.TokenService;
import org.itr.token.TokenVault;
import org.itr.token.TokenVault.Issued;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets users in. Passwords are checked outside any transaction, since that takes time on purpose;
 * every attempt, good or bad, becomes an event.
 */
@Component
public class LoginService {

  private static final String DENIED = "The user name or the password is wrong";
  private static final String LOCKED = "Too many failed attempts; please try again in five minutes";
  private static final String WRONG_CODE = "The code is wrong or has already been used";
  private static final String FACTOR_IN_USE =
      "Two-factor authentication is already set up; its key is not shown again";
  private static final String COMPANY = "CompanyID";
  private static final String ACTIVE = "Active";

  private final Views views;
  private final CommandSender sender;
  private final PasswordVault passwords;
  private final SecondFactorVault factors;
  private final TokenService tokens;
  private final TokenVault tokenVault;
  private final LoginThrottle throttle;
  private final RefusedAttempts refused;
  private final Clock clock;

  private final WaitingRoom waitingRoom = new WaitingRoom();

  LoginService(
      Views views,
      CommandSender sender,
      PasswordVault passwords,
      SecondFactorVault factors,
      TokenService tokens,
      TokenVault tokenVault,
      LoginThrottle throttle,
      RefusedAttempts refused,
      Clock clock) {
    this.views = views;
    this.sender = sender;
    this.passwords = passwords;
    this.factors = factors;
    this.tokens = tokens;
    this.tokenVault = tokenVault;
    this.throttle = throttle;
    this.refused = refused;
    this.clock = clock;
  }

  /**
   * Lets a user in, or asks for the choice of a company or a second factor first.
   *
   * @param metaData where the attempt comes from; user and company are put in here
   * @throws LoginDenied when the user is not let in, whatever the reason
   * @throws Refusal when too many attempts are waiting already (OVER_LIMIT)
   */
  public LoginResult login(LoginAttempt attempt, Map<String, String> metaData) {
    Identified user = identify(attempt, metaData);
    throttle.takeBack(attempt.name(), attempt.address());
    if (!user.severalCompanies() && user.account().needsSecondFactor()) {
      refuse(user.account(), "SecondFactorNeeded", metaData);
      SecondFactorStatus status =
          factors.isRegistered(user.account().key())
              ? SecondFactorStatus.CODE
              : SecondFactorStatus.QR;
      return new LoginResult(
          new Secret(""), clock.instant(), user.account().key().space().id(), status, false);
    }
    forgive(user, attempt);
    return letIn(user, SecondFactorStatus.NA, attempt.choosingToken(), metaData);
  }

  /**
   * Lets a user in who has a second factor.
   *
   * @param code the digits that the user's device shows
   * @throws LoginDenied when the user is not let in, whatever the reason
   */
  public LoginResult login(LoginAttempt attempt, Secret code, Map<String, String> metaData) {
    Identified user = identify(attempt, metaData);
    boolean isRight =
        user.account().needsSecondFactor()
            && sender.<Boolean>send(
                new TakeSecondFactor(user.account().key(), code),
                Actors.user(user.account().key(), metaData));
    if (!isRight) {
      throttle.failed(attempt.address());
      refuse(user.account(), "WrongCode", metaData);
      throw new LoginDenied(WRONG_CODE);
    }
    throttle.takeBack(attempt.name(), attempt.address());
    forgive(user, attempt);
    return letIn(
        new Identified(user.account(), false, user.hasNamesake()),
        SecondFactorStatus.OK,
        attempt.choosingToken(),
        metaData);
  }

  /**
   * Makes the second factor of a user who has none, and shows it until a first code was right.
   *
   * @return the address that a device for codes takes over, {@code otpauth://totp/…}
   * @throws LoginDenied when password and company do not fit, when there is no second factor to
   *     have, or when it was shown for the last time
   */
  public Secret secondFactorOf(LoginAttempt attempt, Map<String, String> metaData) {
    Account account = identify(attempt, metaData).account();
    throttle.takeBack(attempt.name(), attempt.address());
    if (!account.needsSecondFactor()) {
      refuse(account, "NoSecondFactor", metaData);
      throw new LoginDenied(DENIED);
    }
    if (factors.isRegistered(account.key())) {
      // It is in use, or is shown again; either way there is no event of its making.
      refuse(account, "SecondFactorExists", metaData);
    }
    sender.send(new RegisterSecondFactor(account.key()), Actors.user(account.key(), metaData));
    String secret =
        factors
            .unconfirmedSecret(account.key())
            .orElseThrow(() -> new LoginDenied(FACTOR_IN_USE))
            .value();
    String issuer = encoded("ITR");
    String label = issuer + ":" + encoded(account.login().text("Email"));
    return new Secret("otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + issuer);
  }

  /**
   * Lets somebody take part in a public session, as the session's person.
   *
   * @param code the session's short login code
   * @throws LoginDenied when no active public session has that code, or its company may not be used
   */
  public LoginResult takePart(String code, String address, Map<String, String> metaData) {
    // A class that is shown the code comes all at once, so only codes that do not exist count.
    waitingRoom.waitFor(throttle.look(address).delay(), address);
    Instant now = clock.instant();
    for (ObjectKey session : views.publicSessions(code.strip())) {
      Account account = accountOf(session);
      if (account != null && account.isCandidate() && account.isUsable(now)) {
        Identified participant = new Identified(account, false, false);
        return letIn(participant, SecondFactorStatus.NA, null, metaData);
      }
    }
    throttle.failed(address);
    refuse(List.of(), "poll code " + code, "UnknownPollCode", metaData);
    throw new LoginDenied("There is no session with this code");
  }

  private @Nullable Account accountOf(ObjectKey session) {
    ObjectKey company = ObjectKey.of(Companies.TYPE, Space.MASTER, session.space().id());
    return views
        .find(session)
        .map(row -> ObjectKey.of(Logins.TYPE, session.space(), row.uuid("PersonID")))
        .flatMap(views::find)
        .map(login -> new Account(login, views.find(company).orElse(null)))
        .orElse(null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * A user whose password fits, and the account that it fits to.
   *
   * @param severalCompanies whether a company has to be chosen
   * @param hasNamesake whether other accounts, in whatever company, have the same name
   */
  private record Identified(Account account, boolean severalCompanies, boolean hasNamesake) {}

  /**
   * A right password is no guess, but only the one who is let in is forgiven earlier ones: else
   * codes could be guessed for ever. So could the password of a namesake's account, by somebody who
   * has an account of that name elsewhere.
   */
  private void forgive(Identified user, LoginAttempt attempt) {
    if (!user.hasNamesake()) {
      throttle.forgive(attempt.name(), attempt.address());
    }
  }

  private Identified identify(LoginAttempt attempt, Map<String, String> metaData) {
    if (attempt.name().isBlank()) {
      // The website asks once with nothing at all when it is opened; that is nobody's attempt.
      throw new LoginDenied(DENIED);
    }
    List<Account> namesakes = accountsNamed(attempt.name());
    List<Account> accounts = meant(attempt, namesakes);
    LoginThrottle.Verdict verdict = throttle.begin(attempt.name(), attempt.address());
    if (verdict.locked()) {
      refuse(accounts, attempt.name(), "Locked", metaData);
      throw new LoginDenied(LOCKED);
    }
    waitingRoom.waitFor(verdict.delay(), attempt.address());
    // Nobody has an empty password.
    List<Account> fitting =
        attempt.password().value().isEmpty() ? List.of() : fitting(accounts, attempt.password());
    Instant now = clock.instant();
    List<Account> usable = accounts.stream().filter(account -> account.isUsable(now)).toList();
    return usable.stream()
        .filter(fitting::contains)
        .findFirst()
        .map(account -> new Identified(account, usable.size() > 1, namesakes.size() > 1))
        .orElseThrow(
            () -> {
              throttle.failed(attempt.address());
              refuse(accounts, attempt.name(), reason(accounts, fitting), metaData);
              return new LoginDenied(DENIED);
            });
  }

  private List<Account> accountsNamed(String name) {
    List<Account> all = new ArrayList<>();
    for (Row login : views.accounts(name.strip())) {
      ObjectKey company = ObjectKey.of(Companies.TYPE, Space.MASTER, login.uuid(COMPANY));
      all.add(new Account(login, views.find(company).orElse(null)));
    }
    return all;
  }

  /**
   * The accounts that the attempt can mean: of the chosen company, else of the company that owns
   * the host name, else all.
   */
  private List<Account> meant(LoginAttempt attempt, List<Account> all) {
    if (attempt.company() != null) {
      return ofCompany(all, attempt.company());
    }
    if (all.size() > 1 && !attempt.host().isBlank()) {
      List<Account> ofHost =
          views
              .companyOfHost(attempt.host())
              .map(company -> ofCompany(all, company.uuid("ID")))
              .orElse(List.of());
      if (!ofHost.isEmpty()) {
        return ofHost;
      }
    }
    return all;
  }

  private static List<Account> ofCompany(List<Account> accounts, UUID company) {
    return accounts.stream().filter(account -> account.key().space().id().equals(company)).toList();
  }

  /**
   * Checks the password with every account, and with nobody's where there is none: both take their
   * time.
   */
  private List<Account> fitting(List<Account> accounts, Secret password) {
    if (accounts.isEmpty()) {
      passwords.matches(null, password);
    }
    return accounts.stream().filter(account -> passwords.matches(account.key(), password)).toList();
  }

  private LoginResult letIn(
      Identified user,
      SecondFactorStatus secondFactor,
      @Nullable Secret choosingToken,
      Map<String, String> metaData) {
    Account account = user.account();
    Map<String, String> origin = Actors.user(account.key(), metaData);
    Issued issued =
        tokens.issue(account.key(), account.isCandidate(), user.severalCompanies(), origin);
    sender.send(
        new RecordLogin(account.key(), Map.of("LastLoginDateTime", moment(clock.instant()))),
        origin);
    endChoice(choosingToken, origin);
    return new LoginResult(
        issued.token(),
        issued.expires(),
        account.key().space().id(),
        secondFactor,
        user.severalCompanies());
  }

  /** Ends the token that was good for choosing a company only, once the choice was made. */
  private void endChoice(@Nullable Secret choosingToken, Map<String, String> origin) {
    if (choosingToken != null) {
      tokenVault
          .resolve(choosingToken.value())
          .filter(TokenHolder::companyChoicePending)
          .ifPresent(holder -> tokens.end(holder.tokenSession(), "company chosen", origin));
    }
  }

  private void refuse(Account account, String reason, Map<String, String> metaData) {
    refused.tell(account.key(), reason, Actors.user(account.key(), metaData));
  }

  private void refuse(
      List<Account> accounts, String name, String reason, Map<String, String> metaData) {
    refused.tell(accounts.stream().map(Account::key).toList(), name, reason, metaData);
  }

  private static String reason(List<Account> accounts, List<Account> fitting) {
    if (accounts.isEmpty()) {
      return "UnknownUser";
    }
    return fitting.isEmpty() ? "WrongPassword" : "InactiveOrLicenceEnded";
  }

  /**
   * Changes the password of an account by its user; it is good for three months. The accounts that
   * a master user's tokens were moved to began with the same password, and end with it too.
   *
   * @throws Refusal when the old password is wrong (NOT_FOUND)
   * @throws org.itr.objecttype.InvalidInput when the new one is too short or too long
   */
  public void changePassword(
      ObjectKey login, Secret oldPassword, Secret newPassword, Map<String, String> metaData) {
    String who = login.toString();
    String address = metaData.getOrDefault(MetaDataKeys.ADDRESS, "");
    LoginThrottle.Verdict verdict = throttle.begin(who, address);
    if (verdict.locked()) {
      throw new Refusal(Refusal.Reason.OVER_LIMIT, LOCKED);
    }
    waitingRoom.waitFor(verdict.delay(), address);
    if (!passwords.matches(login, oldPassword)) {
      throttle.failed(address);
      refused.tell(login, "WrongOldPassword", metaData);
      throw new Refusal(Refusal.Reason.NOT_FOUND, "The old password is wrong");
    }
    throttle.takeBack(who, address);
    throttle.forgive(who, address);
    for (ObjectKey account : withPassword(login, oldPassword)) {
      sender.send(
          new SetPassword(account, newPassword, true, PasswordRules.expiryFrom(clock.instant())),
          metaData);
    }
  }

  /** An account, and those of the same master user in other companies that have its password. */
  private List<ObjectKey> withPassword(ObjectKey login, Secret password) {
    List<ObjectKey> accounts = new ArrayList<>(List.of(login));
    views
        .find(login)
        .filter(row -> row.flag("IsMasterUser"))
        .map(row -> views.accounts(row.text("Email")))
        .orElse(List.of())
        .stream()
        .filter(row -> row.flag("IsMasterUser"))
        .map(row -> ObjectKey.of(Logins.TYPE, Space.of(row.uuid(COMPANY)), row.uuid("ID")))
        .filter(key -> !key.equals(login) && passwords.matches(key, password))
        .forEach(accounts::add);
    return accounts;
  }

  /**
   * Lets a master user's token work for another company. When the user has no account there one is
   * made, with the same rights and password.
   *
   * @throws Refusal when there is no such company (NOT_FOUND)
   */
  public void moveToken(TokenHolder holder, UUID company, Map<String, String> metaData) {
    ObjectKey companyKey = ObjectKey.of(Companies.TYPE, Space.MASTER, company);
    if (views.find(companyKey).isEmpty()) {
      throw Refusal.notFound(companyKey);
    }
    Row login =
        views.find(holder.loginKey()).orElseThrow(() -> Refusal.notFound(holder.loginKey()));
    sender.executeInTransaction(
        () -> {
          ObjectKey there =
              views.accounts(login.text("Email")).stream()
                  .filter(account -> account.uuid(COMPANY).equals(company) && account.flag(ACTIVE))
                  .map(account -> ObjectKey.of(Logins.TYPE, Space.of(company), account.uuid("ID")))
                  .findFirst()
                  .orElseGet(() -> copy(login, holder.loginKey(), Space.of(company), metaData));
          tokens.move(holder, there, metaData);
        });
  }

  private ObjectKey copy(Row login, ObjectKey from, Space space, Map<String, String> metaData) {
    ObjectKey same = ObjectKey.of(Logins.TYPE, space, from.uuid());
    ObjectKey to =
        views.find(same).isEmpty()
            ? same
            : ObjectKey.of(
                Logins.TYPE,
                space,
                UUID.nameUUIDFromBytes((from + " in " + space).getBytes(StandardCharsets.UTF_8)));
    sender.send(new SaveLogin(to, null, ObjectState.of(Logins.TYPE, login).fields()), metaData);
    passwords.copyPassword(from, to);
    return to;
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }

  /** An account and its company. */
  private record Account(Row login, @Nullable Row company) {

    ObjectKey key() {
      return ObjectKey.of(Logins.TYPE, Space.of(login.uuid(COMPANY)), login.uuid("ID"));
    }

    boolean isUsable(Instant now) {
      return company != null
          && company.flag(ACTIVE)
          && isWithin(now, company.moment("LicenseStartDate"), company.moment("LicenseEndDate"))
          && login.flag(ACTIVE)
          && isWithin(now, login.moment("StartDateLicense"), login.moment("EndDateLicense"));
    }

    private static boolean isWithin(Instant now, Instant start, Instant end) {
      return !now.isBefore(start) && !now.isAfter(end);
    }

    boolean isCandidate() {
      return Logins.isCandidate(login);
    }

    boolean needsSecondFactor() {
      return company != null && company.flag("MFAEnabled") && !isCandidate();
    }
  }
}
