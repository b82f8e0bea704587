package org.itr.architecture.broken;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.view.Projection;
import org.itr.view.RowChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

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

  /** A projection that writes past the rows it is given. */
  public static class Shortcut implements Projection {

    private final JdbcTemplate jdbc = new JdbcTemplate();

    Shortcut(@Value("${settings.limits.json-bytes:16}") int longestBody) {
      jdbc.setMaxRows(longestBody);
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {
      jdbc.execute("delete from sessions");
    }
  }
}
