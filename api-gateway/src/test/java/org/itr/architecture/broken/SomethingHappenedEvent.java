package org.itr.architecture.broken;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Breaks every rule, so that a rule that cannot fail is found out. Its package is not null-marked
 * either.
 */
public class SomethingHappenedEvent implements DomainEvent {

  @AggregateIdentifier String id = UUID.randomUUID().toString();

  @Override
  public ObjectKey target() {
    throw new UnsupportedOperationException(Instant.now().toString());
  }

  @Override
  public @Nullable UUID subject() {
    return null;
  }

  @Override
  public Delta delta() {
    return Delta.NONE;
  }

  @CommandHandler
  void handle(String command) {}

  @EventSourcingHandler
  void applied(Integer event) {}

  /** A policy that waits by sleeping and swallows everything. */
  @ProcessingGroup("policies")
  public static class Policy {

    @EventHandler
    void handle(DomainEvent event) throws InterruptedException {
      Thread.sleep(1);
    }
  }

  /** A projection with the wrong verb. */
  @ProcessingGroup("views")
  public static class Projection {

    @EventHandler
    void project(DomainEvent event) {}
  }
}
