package org.itr.architecture.broken;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.itr.event.DomainEvent;
import org.springframework.beans.factory.annotation.Value;

/** Aggregates and a policy that break one rule each. */
public final class Handlers {

  private Handlers() {}

  /** Does not decide. */
  public static final class Handling {
    @CommandHandler
    void handle(String command) {}
  }

  /** Does not evolve. */
  public static final class Applying {
    @EventSourcingHandler
    void apply(Integer event) {}
  }

  /** Does not react. */
  @ProcessingGroup("policies")
  public static final class Observing {
    @EventHandler
    void observe(DomainEvent event) {}
  }

  /** Decides something else when it is asked again later. */
  public static final class LookingAtTheClock {
    @AggregateIdentifier String id = "";

    Instant moment() {
      return Instant.now();
    }
  }

  /** Decides something else whenever it is asked again. */
  public static final class ThrowingDice {
    @AggregateIdentifier String id = UUID.randomUUID().toString();
  }

  /** Has a default of its own for a setting. */
  public static final class Defaulting {
    final int longest;

    Defaulting(@Value("${settings.limits.json-bytes:16}") int longest) {
      this.longest = longest;
    }
  }
}
