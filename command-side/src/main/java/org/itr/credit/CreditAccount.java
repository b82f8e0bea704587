package org.itr.credit;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.company.Companies;
import org.itr.credit.CreditCommand.ChargeCredits;
import org.itr.credit.CreditCommand.GrantCredits;
import org.itr.credit.CreditCommand.OpenAccount;
import org.itr.credit.CreditCommand.RemoveCreditGrant;
import org.itr.credit.CreditCommand.RemoveCreditUsage;
import org.itr.credit.CreditCommand.SaveCreditUsage;
import org.itr.credit.CreditEvent.CreditGrantChanged;
import org.itr.credit.CreditEvent.CreditGrantRemoved;
import org.itr.credit.CreditEvent.CreditLevelChanged;
import org.itr.credit.CreditEvent.CreditUsageChanged;
import org.itr.credit.CreditEvent.CreditUsageRemoved;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.credit.CreditEvent.CreditsGranted;
import org.itr.credit.CreditEvent.CreditsRanLow;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * The credits of a company. It knows the level; the grants and usages behind it are told by its
 * events and looked up in the views, since an account lives long and has many. Its lock makes
 * grants and charges of a company wait for each other, so what it looks up is never behind.
 */
@AggregateRoot(type = "CreditAccount")
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class CreditAccount {

  private static final String LEVEL = "CurrentCreditLevel";
  private static final String WARNING_LEVEL = "LowCreditWarningLevel";
  private static final String GRANTED = "CreditsGranted";
  private static final String COMPANY = "CompanyID";
  private static final String CHARGED = "TotalTicks";

  @AggregateIdentifier private @Nullable ObjectKey key;
  private long level;

  /** Grants that were taken off the list: putting one back does not grant it again. */
  private final Set<String> removedGrants = new TreeSet<>();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(OpenAccount command) {
    if (command.level() != level) {
      apply(levelChanged(command.target(), command.level()));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(GrantCredits command, Views views) {
    ObjectKey account = command.target();
    requireCompany(account, views);
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.put(COMPANY, companyOf(account).toString());
    Row known = views.find(command.grant()).orElse(null);
    if (known != null) {
      requireOwn(account, known, command.grant());
      fields.remove(GRANTED);
      Delta delta = ObjectState.of(CreditGrants.TYPE, known).change(fields);
      if (!delta.isEmpty()) {
        apply(new CreditGrantChanged(command.grant(), delta));
      }
      return;
    }
    apply(new CreditsGranted(command.grant(), new ObjectState(CreditGrants.TYPE).change(fields)));
    long amount = fields.get(GRANTED) instanceof Number number ? number.longValue() : 0;
    if (amount != 0 && !removedGrants.contains(command.grant().id())) {
      apply(levelChanged(account, level + amount));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveCreditGrant command, Views views) {
    Row known = views.find(command.grant()).orElseThrow(() -> Refusal.notFound(command.grant()));
    requireOwn(command.target(), known, command.grant());
    apply(new CreditGrantRemoved(command.grant()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  boolean decide(ChargeCredits command) {
    if (level <= 0 && !command.allowed()) {
      return false;
    }
    ObjectKey account = command.target();
    long before = level;
    long after = before - ((Number) command.fields().get(CHARGED)).longValue();
    apply(
        new CreditsCharged(
            command.usage(),
            command.subject(),
            new ObjectState(CreditUsages.TYPE).change(command.fields())));
    apply(levelChanged(account, after));
    if (before >= command.warningLevel() && after < command.warningLevel()) {
      Map<String, Change> changes = new LinkedHashMap<>();
      changes.put(LEVEL, Change.Value.replaced(before, after));
      changes.put(WARNING_LEVEL, Change.Value.added(command.warningLevel()));
      apply(new CreditsRanLow(companyKey(account), Delta.of(changes)));
    }
    return true;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveCreditUsage command, Views views) {
    requireCompany(command.target(), views);
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.put(COMPANY, companyOf(command.target()).toString());
    Row known = views.find(command.usage()).orElse(null);
    ObjectState usage =
        known == null
            ? new ObjectState(CreditUsages.TYPE)
            : ObjectState.of(CreditUsages.TYPE, known);
    Delta delta = usage.change(fields);
    UUID subject = subjectOf(command, usage, views);
    if (known == null) {
      apply(new CreditsCharged(command.usage(), subject, delta));
    } else if (!delta.isEmpty()) {
      apply(new CreditUsageChanged(command.usage(), subject, delta));
    }
  }

  /**
   * The person of the session that was charged; without one the session, and at last the usage,
   * stands for them.
   */
  private static UUID subjectOf(SaveCreditUsage command, ObjectState usage, Views views) {
    UUID session =
        command.fields().get("SessionID") instanceof String id
            ? UUID.fromString(id)
            : usage.uuid("SessionID");
    if (session.equals(Space.MASTER.id())) {
      return command.usage().uuid();
    }
    return views
        .find(ObjectKey.of(Sessions.TYPE, command.usage().space(), session))
        .map(row -> row.uuid("PersonID"))
        .filter(person -> !person.equals(Space.MASTER.id()))
        .orElse(session);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveCreditUsage command, Views views) {
    if (views.find(command.usage()).isEmpty()) {
      throw Refusal.notFound(command.usage());
    }
    apply(new CreditUsageRemoved(command.usage()));
  }

  private CreditLevelChanged levelChanged(ObjectKey account, long after) {
    return new CreditLevelChanged(companyKey(account), Delta.replaced(LEVEL, level, after));
  }

  private static void requireCompany(ObjectKey account, Views views) {
    if (views.find(companyKey(account)).isEmpty()) {
      throw Refusal.notFound(companyKey(account));
    }
  }

  private static void requireOwn(ObjectKey account, Row grant, ObjectKey grantKey) {
    if (!grant.uuid(COMPANY).equals(companyOf(account))) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "The credit grant " + grantKey.id() + " belongs to another company");
    }
  }

  private static ObjectKey companyKey(ObjectKey account) {
    return ObjectKey.of(Companies.TYPE, Space.MASTER, companyOf(account));
  }

  private static UUID companyOf(ObjectKey account) {
    return account.space().id();
  }

  @EventSourcingHandler
  void evolve(CreditsGranted event) {
    key = CreditAccounts.keyOf(UUID.fromString((String) event.delta().after(COMPANY)));
  }

  @EventSourcingHandler
  void evolve(CreditGrantRemoved event) {
    removedGrants.add(event.target().id());
  }

  @EventSourcingHandler
  void evolve(CreditsCharged event) {
    key = CreditAccounts.keyOf(event.target().space().id());
  }

  @EventSourcingHandler
  void evolve(CreditLevelChanged event) {
    key = CreditAccounts.keyOf(event.target().uuid());
    level = ((Number) event.delta().after(LEVEL)).longValue();
  }
}
