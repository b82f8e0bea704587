package org.itr.company;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.company.CompanyCommand.RemoveCompany;
import org.itr.company.CompanyCommand.SaveCompany;
import org.itr.company.CompanyEvent.CompanyChanged;
import org.itr.company.CompanyEvent.CompanyFounded;
import org.itr.company.CompanyEvent.CompanyRemoved;
import org.itr.credit.CreditAccount;
import org.itr.credit.CreditAccounts;
import org.itr.credit.CreditCommand.OpenAccount;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A company. Its credits are kept by its {@link CreditAccount}: the level in a body opens the
 * account of a new company and is stale for any other.
 */
@AggregateRoot(type = "Company")
public class Company {

  private static final String CREDIT_LEVEL = "CurrentCreditLevel";

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(Companies.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveCompany command, CommandGateway commands) {
    ObjectKey target = command.target();
    Map<String, Object> fields = new HashMap<>(command.fields());
    Object level = fields.remove(CREDIT_LEVEL);
    Delta delta = state.change(fields);
    boolean wasThereBefore = key != null;
    if (!state.exists()) {
      apply(new CompanyFounded(target, target.uuid(), delta));
      long opening = level instanceof Number number ? number.longValue() : 0;
      if (opening != 0 || wasThereBefore) {
        commands.sendAndWait(new OpenAccount(CreditAccounts.keyOf(target.uuid()), opening));
      }
    } else if (!delta.isEmpty()) {
      apply(new CompanyChanged(target, target.uuid(), delta));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveCompany command) {
    if (!state.exists()) {
      throw Refusal.notFound(command.target());
    }
    apply(new CompanyRemoved(command.target()));
  }

  @EventSourcingHandler
  void evolve(CompanyEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
