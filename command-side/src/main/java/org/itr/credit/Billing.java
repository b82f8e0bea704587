package org.itr.credit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.company.Companies;
import org.itr.credit.CreditCommand.ChargeCredits;
import org.itr.login.LoginCommand.ChargePersonalPool;
import org.itr.login.Logins;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.record.Tests;
import org.itr.session.SessionStatus;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestCommand.MarkSessionTestBilled;
import org.itr.sessiontest.SessionTestCommand.OpenSessionTest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Bills session tests: once each, in the transaction that finished or opened them. The id of a
 * usage follows from its session test, so that the database holds one bill a session test whatever
 * happens.
 */
@Component
class Billing {

  private final Views views;
  private final CommandGateway commands;
  private final java.time.Clock clock;

  Billing(Views views, CommandGateway commands, java.time.Clock clock) {
    this.views = views;
    this.commands = commands;
    this.clock = clock;
  }

  @CommandHandler
  boolean decide(OpenSessionTest command) {
    Row sessionTest =
        views.find(command.target()).orElseThrow(() -> Refusal.notFound(command.target()));
    return sessionTest.number("Status") < SessionStatus.DONE
        || bill(command.target(), sessionTest, clock.instant());
  }

  /**
   * Bills a finished session test that is not billed yet.
   *
   * @return whether it is billed now, or there is nothing to bill
   */
  boolean bill(ObjectKey target, Row sessionTest, Instant when) {
    if (sessionTest.flag("Billed")) {
      return true;
    }
    Space space = target.space();
    Optional<Row> test =
        views.findOrMaster(ObjectKey.of(Tests.TYPE, space, sessionTest.uuid("TestID")));
    Optional<Row> company = views.find(ObjectKey.of(Companies.TYPE, Space.MASTER, space.id()));
    if (test.isEmpty() || company.isEmpty()) {
      return true;
    }
    TestPrice price = TestPrice.of(test.get(), company.get());
    if (price.price() > 0 && !charge(target, sessionTest, test.get(), company.get(), price, when)) {
      return false;
    }
    commands.sendAndWait(new MarkSessionTestBilled(target));
    return true;
  }

  private boolean charge(
      ObjectKey target, Row sessionTest, Row test, Row company, TestPrice price, Instant when) {
    Space space = target.space();
    UUID sessionId = sessionTest.uuid("SessionID");
    @Nullable Row session = views.find(ObjectKey.of(Sessions.TYPE, space, sessionId)).orElse(null);
    UUID consultantId = session == null ? Space.MASTER.id() : session.uuid("ManagedByUserID");
    ObjectKey consultantKey = ObjectKey.of(Logins.TYPE, space, consultantId);
    @Nullable Row consultant = views.find(consultantKey).orElse(null);
    boolean fromPool = consultant != null && consultant.flag("HasPersonalCreditPool");
    UUID person = person(sessionTest, session, sessionId);
    boolean allowed = fromPool || price.isFree() || company.flag("AllowNegativeCredits");
    if (!allowed && company.number("CurrentCreditLevel") <= 0) {
      // A company that never had credits has no account to ask.
      return false;
    }
    if (fromPool) {
      Boolean taken =
          commands.sendAndWait(
              new ChargePersonalPool(consultantKey, price.price(), price.isFree()));
      if (!Boolean.TRUE.equals(taken)) {
        return false;
      }
    }
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("UserID", consultantId.toString());
    usage.put("CompanyID", space.id().toString());
    usage.put(
        "InvoiceCode",
        test.text("InvoiceCode").isEmpty() ? test.text("TestName") : test.text("InvoiceCode"));
    usage.put("OriginalTicks", price.listPrice());
    usage.put("TotalTicks", price.price());
    usage.put("DiscountedTicks", price.listPrice() - price.price());
    usage.put("UsageDateTime", when.toString());
    usage.put("SessionID", sessionId.toString());
    usage.put("UserName", nameOf(ObjectKey.of(Persons.TYPE, space, person)));
    usage.put("SessionName", session == null ? "" : session.text("Description"));
    Boolean charged =
        commands.sendAndWait(
            new ChargeCredits(
                CreditAccounts.keyOf(space.id()),
                CreditUsages.of(target),
                person,
                allowed,
                company.number("LowCreditWarningLevel"),
                usage));
    return Boolean.TRUE.equals(charged);
  }

  /** The website shows it as the candidate that the credits were used for. */
  private String nameOf(ObjectKey person) {
    return views
        .find(person)
        .map(
            row -> {
              String name = (row.text("FirstName") + " " + row.text("LastName")).strip();
              return name.isEmpty() ? row.text("EMail") : name;
            })
        .orElse("");
  }

  /** Whom the names in a usage are about. */
  private static UUID person(Row sessionTest, @Nullable Row session, UUID sessionId) {
    for (UUID candidate :
        new UUID[] {
          sessionTest.uuid("PersID"), session == null ? Space.MASTER.id() : session.uuid("PersonID")
        }) {
      if (!candidate.toString().equals(Field.ZERO_UUID)) {
        return candidate;
      }
    }
    return sessionId;
  }
}
