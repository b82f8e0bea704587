package org.itr.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Supplier;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.transaction.NoTransactionManager;
import org.itr.event.WriteGate;
import org.itr.objecttype.Refusal;
import org.junit.jupiter.api.Test;

/** What becomes of writes that meet other writes. */
class CommandSenderTest {

  private final CommandSender sender =
      new CommandSender(
          DefaultCommandGateway.builder().commandBus(SimpleCommandBus.builder().build()).build(),
          NoTransactionManager.instance(),
          new WriteGate());
  private int attempts;

  private Refusal refusalOf(Supplier<RuntimeException> failure) {
    return catchThrowableOfType(
        Refusal.class,
        () ->
            sender.executeInTransaction(
                () -> {
                  attempts++;
                  throw failure.get();
                }));
  }

  @Test
  void a_write_that_waited_for_a_lock_in_vain_is_refused_and_does_not_wait_again() {
    Refusal refusal =
        refusalOf(
            () -> new IllegalStateException(new LockAcquisitionFailedException("still taken")));

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT);
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void a_write_that_met_another_is_done_again_before_it_is_refused() {
    Refusal refusal = refusalOf(() -> new DeadlockException("each waits for the other"));

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT);
    assertThat(attempts).isGreaterThan(1);
  }

  @Test
  void any_other_failure_is_not_one_of_writes_that_met() {
    IllegalStateException mistake = new IllegalStateException("our mistake");

    assertThatThrownBy(
            () ->
                sender.executeInTransaction(
                    () -> {
                      throw mistake;
                    }))
        .isSameAs(mistake);
  }
}
