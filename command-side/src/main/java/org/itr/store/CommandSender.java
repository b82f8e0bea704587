package org.itr.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.itr.event.WriteGate;
import org.itr.objecttype.Refusal;
import org.springframework.stereotype.Component;

/**
 * The entry point of all writes. A command is handled immediately, in one transaction with
 * everything that it causes; if another writer was faster, it is transparently retried on the new
 * state.
 */
@Component
public class CommandSender {

  private static final int ATTEMPTS = 12;
  private static final int LONGEST_PAUSE_MILLIS = 200;

  /**
   * Serialization failure, deadlock, a row lock that could not be obtained, unique violation: the
   * transaction was rolled back and can be retried. A row lock cannot be obtained when its holder
   * waits for an aggregate that this transaction has locked.
   */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "23505");

  private final CommandGateway gateway;
  private final TransactionManager transactions;
  private final WriteGate gate;

  /** Sends through Axon's gateway while the write gate is open. */
  public CommandSender(CommandGateway gateway, TransactionManager transactions, WriteGate gate) {
    this.gateway = gateway;
    this.transactions = transactions;
    this.gate = gate;
  }

  /**
   * Sends a command and waits for the result of its handler.
   *
   * @param metaData who sends it and from where, by the keys of {@link org.itr.event.MetaDataKeys}
   * @throws Refusal when a rule does not allow it, or other writers were always faster or kept the
   *     object to themselves for too long (CONFLICT)
   */
  public <R> R send(Object command, Map<String, String> metaData) {
    return CurrentUnitOfWork.isStarted()
        ? sendOnce(command, metaData)
        : repeating(() -> sendOnce(command, metaData));
  }

  private <R> R sendOnce(Object command, Map<String, String> metaData) {
    try {
      return gateway.sendAndWait(new GenericCommandMessage<>(command, MetaData.from(metaData)));
    } catch (AggregateNotFoundException e) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such object");
    }
  }

  /**
   * Does work that changes more than what one command does, such as a secret and the event about
   * it, in one transaction with the commands that it sends.
   *
   * @param work is done again from its beginning when another writer was faster
   */
  public <R> R fetchInTransaction(Supplier<R> work) {
    return CurrentUnitOfWork.isStarted() ? work.get() : repeating(() -> inOneUnit(work));
  }

  /** Does work as {@link #fetchInTransaction} does, and answers nothing. */
  public void executeInTransaction(Runnable work) {
    fetchInTransaction(
        () -> {
          work.run();
          return work;
        });
  }

  private <R> R inOneUnit(Supplier<R> work) {
    DefaultUnitOfWork<Message<?>> unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(work));
    unit.attachTransaction(transactions);
    ResultMessage<R> result = unit.executeWithResult(work::get);
    if (result.isExceptional()) {
      throw result.exceptionResult() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(result.exceptionResult());
    }
    return result.getPayload();
  }

  private <R> R repeating(Supplier<R> write) {
    for (int attempt = 1; ; attempt++) {
      try {
        return gate.pass(write);
      } catch (RuntimeException e) {
        boolean mayRepeat = hasCause(e, CommandSender::isConflict);
        if (!mayRepeat && !hasCause(e, LockAcquisitionFailedException.class::isInstance)) {
          throw e;
        }
        // Who could not lock an aggregate has waited for it for a minute.
        if (!mayRepeat || attempt == ATTEMPTS) {
          throw new Refusal(
              Refusal.Reason.CONFLICT, "Others are changing the same object; please try again");
        }
        pause(attempt);
      }
    }
  }

  private static boolean hasCause(Throwable failure, Predicate<Throwable> wanted) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (wanted.test(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConflict(Throwable cause) {
    return cause instanceof ConcurrencyException
        || cause instanceof DeadlockException
        || (cause instanceof SQLException sql && CONFLICTS.contains(sql.getSQLState()));
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
