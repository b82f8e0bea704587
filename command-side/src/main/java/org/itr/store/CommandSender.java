package org.itr.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.itr.event.WriteGate;
import org.itr.objecttype.Refusal;
import org.springframework.stereotype.Component;

/**
 * Where writes enter. A command is handled at once, in one transaction with all that it sets in
 * motion; when another writer was faster it is decided again on the new state, which the caller
 * does not notice.
 */
@Component
public class CommandSender {

  private static final int ATTEMPTS = 12;
  private static final int LONGEST_PAUSE_MILLIS = 200;

  /**
   * Serialization failure, deadlock, a row that was not to be had, unique violation: the
   * transaction is gone, and can be tried again. Rows are waited for in vain where the one who has
   * them waits for an object that this transaction holds.
   */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "23505");

  private final CommandGateway gateway;

  private final WriteGate gate;

  /** A sender on Axon's gateway, which sends while the gate is open. */
  public CommandSender(CommandGateway gateway, WriteGate gate) {
    this.gateway = gateway;
    this.gate = gate;
  }

  /**
   * Sends a command and waits for what its handler answers.
   *
   * @param metaData who asks, from where, by the keys of {@link org.itr.event.MetaDataKeys}
   * @throws Refusal when a rule does not allow it, or when writers kept being faster (CONFLICT)
   */
  public <R> R send(Object command, Map<String, String> metaData) {
    for (int attempt = 1; ; attempt++) {
      try {
        return gate.pass(
            () ->
                gateway.sendAndWait(new GenericCommandMessage<>(command, MetaData.from(metaData))));
      } catch (AggregateNotFoundException e) {
        throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such object");
      } catch (RuntimeException e) {
        if (!isConflict(e)) {
          throw e;
        }
        if (attempt == ATTEMPTS) {
          throw new Refusal(
              Refusal.Reason.CONFLICT, "Others are changing the same object; please try again");
        }
        pause(attempt);
      }
    }
  }

  private static boolean isConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConcurrencyException || cause instanceof DeadlockException) {
        return true;
      }
      if (cause instanceof SQLException sql && CONFLICTS.contains(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(
          ThreadLocalRandom.current().nextLong(Math.min(LONGEST_PAUSE_MILLIS, 1L << attempt) + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for another writer", e);
    }
  }
}
