package org.itr.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.itr.company.Companies;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.login.LoginCommand.RemoveLogin;
import org.itr.login.LoginCommand.SaveLogin;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ListRequest.Operator;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.PublicSessions;
import org.itr.session.Sessions;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Accounts: one's own, and for those who manage the company all of it. */
@Controller
class AccountController {

  private static final ObjectType TYPE = Logins.TYPE;
  private static final String API_KEY = "APIKey";
  private static final String COMPANY = "CompanyID";

  /**
   * What is needed to choose a company. An e-mail address is whatever somebody typed, so an account
   * with it opens no more of the other companies that have one, until the user is logged in there.
   */
  private static final Set<String> OF_EVERY_COMPANY =
      Set.of("ID", "CompanyName", "CompanyLogo", "Active", "InvoiceCurrency", "PricePerCreditUnit");

  /**
   * The website takes every account in this list for a consultant's: it would not let the holder of
   * one be invited as a candidate again.
   */
  private static final Condition CONSULTANTS =
      Condition.equal(TYPE.field("IsTestTakingUser"), false)
          .or(Condition.equal(TYPE.field("IsOfficeUser"), true));

  private static final Condition NOT_MASTER_USERS =
      Condition.equal(TYPE.field("IsMasterUser"), false);

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final PasswordVault passwords;
  private final LoginService logins;
  private final CommandSender commands;

  AccountController(
      Listing listing,
      Finder finder,
      Views views,
      PasswordVault passwords,
      LoginService logins,
      CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.passwords = passwords;
    this.logins = logins;
    this.commands = commands;
  }

  @GetMapping("/api/logins")
  Answer list(ListHeaders headers, Caller caller) {
    List<Condition> visible =
        caller.isMaster() ? List.of(CONSULTANTS) : List.of(CONSULTANTS, NOT_MASTER_USERS);
    return listing.ofCompany(TYPE, headers, caller, visible);
  }

  @GetMapping("/api/logins/currentuser")
  Answer currentUser(Caller caller, AsOf asOf) {
    ObjectKey key = ObjectKey.of(TYPE, caller.space(), caller.user());
    return object(caller, caller.user(), finder.asOf(asOf, caller, key, caller::login), asOf);
  }

  @GetMapping("/api/logins/{id}")
  Answer get(@PathVariable String id, Caller caller, AsOf asOf) {
    ObjectKey key = key(id, caller);
    if (key.uuid().equals(caller.user())) {
      return currentUser(caller, asOf);
    }
    checkManages(caller);
    Row row =
        Optional.of(finder.existing(key, caller, asOf))
            .filter(found -> caller.isMaster() || !found.flag("IsMasterUser"))
            .orElseThrow(() -> Refusal.notFound(key));
    return object(caller, key.uuid(), row, asOf);
  }

  private Answer object(Caller caller, UUID id, Row row, AsOf asOf) {
    String apiKey =
        asOf.isNow() && caller.holds("IsPasswordManager")
            ? passwords.apiKey(ObjectKey.of(TYPE, caller.space(), id)).map(Secret::value).orElse("")
            : "";
    Row shown = field -> API_KEY.equals(field) ? apiKey : row.get(field);
    return Answer.json(json -> json.object(TYPE, shown));
  }

  /** The companies in which the user's e-mail address has an account. */
  @GetMapping("/api/logins/currentuser/companies")
  Answer companies(ListHeaders headers, Caller caller) {
    List<Comparison> ids = new ArrayList<>();
    ids.add(new Comparison(Operator.EQUAL, caller.company().toString()));
    for (Row account : views.accounts(caller.login().text("Email"))) {
      if (account.flag("Active")) {
        ids.add(new Comparison(Operator.EQUAL, account.uuid("CompanyID").toString()));
      }
    }
    List<Condition> own = List.of(new Condition(Companies.TYPE.field("ID"), ids));
    if (caller.isMaster()) {
      return listing.ofCompany(Companies.TYPE, headers, caller, own);
    }
    return listing.ofCompany(
        Companies.TYPE,
        headers.showing(OF_EVERY_COMPANY),
        caller,
        own,
        row -> row.uuid("ID").equals(caller.company()) ? row : shownToOthers(row));
  }

  private static Row shownToOthers(Row company) {
    return field -> OF_EVERY_COMPANY.contains(field) ? company.get(field) : null;
  }

  @PostMapping("/api/logins/currentuser")
  Answer saveOwn(Caller caller, Body body) {
    return saveOwn(caller, body.fields(TYPE));
  }

  private Answer saveOwn(Caller caller, Map<String, Object> fields) {
    checkNotShared(caller);
    AccountRules.keepProfile(caller.login(), fields);
    commands.send(
        new SaveLogin(ObjectKey.of(TYPE, caller.space(), caller.user()), null, fields),
        caller.metaData());
    return Answer.OK;
  }

  @PostMapping("/api/logins/currentuser/changepassword")
  Answer changePassword(Caller caller, Body body) {
    Map<String, Object> sent = body.object();
    Secret old = text(sent, "old_password");
    Secret wanted = text(sent, "new_password");
    checkNotShared(caller);
    logins.changePassword(
        ObjectKey.of(TYPE, caller.space(), caller.user()), old, wanted, caller.metaData());
    return Answer.OK;
  }

  /** All participants of a public session have one account, which none of them may change. */
  private void checkNotShared(Caller caller) {
    boolean isShared =
        caller.isPureCandidate()
            && views
                .findBy(Sessions.TYPE, caller.space(), "PersonID", caller.user().toString())
                .stream()
                .anyMatch(PublicSessions::isPublic);
    if (isShared) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "Participants in a public session share this account");
    }
  }

  private static Secret text(Map<String, Object> sent, String name) {
    if (sent.get(name) instanceof String text) {
      return new Secret(text);
    }
    throw new InvalidInput(name + " must be a text");
  }

  @PostMapping("/api/logins/{id}")
  Answer save(@PathVariable String id, Caller caller, Body body) {
    Map<String, Object> fields = body.fields(TYPE);
    ObjectKey key = ObjectKey.of(TYPE, companyOf(fields, caller), Ids.inPath("ID", id));
    if (!caller.isSupervisor()) {
      if (key.uuid().equals(caller.user())) {
        return saveOwn(caller, fields);
      }
      checkManages(caller);
    }
    Secret password = password(fields.get("Password"));
    Row before = views.find(key).orElse(null);
    AccountRules.check(caller, before, password, fields);
    commands.send(new SaveLogin(key, password, fields), caller.metaData());
    return Answer.OK;
  }

  private static @Nullable Secret password(@Nullable Object sent) {
    if (!(sent instanceof String text) || text.isEmpty()) {
      return null;
    }
    Secret password = new Secret(text);
    if (PasswordRules.isTooShort(password)) {
      throw new InvalidInput(
          "Password must have at least " + PasswordRules.SHORTEST + " characters");
    }
    return password;
  }

  /**
   * A master user may keep the users of any company; everybody else those of the own one, whatever
   * the body says.
   */
  private Space companyOf(Map<String, Object> fields, Caller caller) {
    if (caller.isMaster() && fields.get(COMPANY) instanceof String company) {
      Space space = Space.of(UUID.fromString(company));
      if (!space.isMaster() && !space.equals(caller.space())) {
        ObjectKey key = ObjectKey.of(Companies.TYPE, Space.MASTER, space.id());
        if (views.find(key).isEmpty()) {
          throw new InvalidInput(COMPANY + " names a company that does not exist");
        }
        return space;
      }
    }
    return caller.space();
  }

  @DeleteMapping("/api/logins/{id}")
  Answer remove(@PathVariable String id, Caller caller) {
    ObjectKey key = key(id, caller);
    Row before = views.find(key).orElseThrow(() -> Refusal.notFound(key));
    AccountRules.checkTouches(caller, before);
    commands.send(new RemoveLogin(key), caller.metaData());
    return Answer.OK;
  }

  private static void checkManages(Caller caller) {
    if (!caller.isSupervisor()) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "Only a supervisor may see or change other users");
    }
  }

  private static ObjectKey key(String id, Caller caller) {
    return ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
  }
}
