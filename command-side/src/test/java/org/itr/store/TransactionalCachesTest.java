package org.itr.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.itr.event.CommittedCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

class TransactionalCachesTest {

  private final Map<String, String> database = new HashMap<>(Map.of("a", "first"));
  private final CommittedCache<String, String> cache =
      new TransactionalCaches().make(10, (key, value) -> 1);
  private int reads;

  @AfterEach
  void leaveTransaction() {
    TransactionSynchronizationManager.clear();
  }

  private String read(String key) {
    return cache.get(
        key,
        wanted -> {
          reads++;
          return database.get(wanted);
        });
  }

  private static void begin() {
    TransactionSynchronizationManager.initSynchronization();
    TransactionSynchronizationManager.setActualTransactionActive(true);
  }

  private static void end(int status) {
    TransactionSynchronizationUtils.triggerAfterCompletion(status);
    TransactionSynchronizationManager.clear();
  }

  @Test
  void what_was_read_is_read_once() {
    assertThat(read("a")).isEqualTo("first");
    assertThat(read("a")).isEqualTo("first");

    assertThat(reads).isEqualTo(1);
  }

  @Test
  void what_is_not_there_is_looked_for_again() {
    assertThat(read("b")).isNull();
    database.put("b", "added");

    assertThat(read("b")).isEqualTo("added");
  }

  @Test
  void a_change_outside_of_a_transaction_is_seen_at_once() {
    read("a");
    database.put("a", "second");
    cache.changed("a");

    assertThat(read("a")).isEqualTo("second");
  }

  @Test
  void a_change_of_one_key_leaves_the_others() {
    database.put("b", "other");
    read("a");
    read("b");
    cache.changed("a");

    read("b");

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void a_transaction_sees_its_own_change_and_the_others_see_it_when_it_is_over() {
    read("a");

    begin();
    cache.changed("a");
    database.put("a", "second");
    assertThat(read("a")).isEqualTo("second");
    end(TransactionSynchronization.STATUS_COMMITTED);

    assertThat(read("a")).isEqualTo("second");
  }

  @Test
  void what_a_transaction_read_and_took_back_is_left_nowhere() {
    begin();
    cache.changed("a");
    database.put("a", "second");
    read("a");
    database.put("a", "first");
    end(TransactionSynchronization.STATUS_ROLLED_BACK);

    assertThat(read("a")).isEqualTo("first");
  }

  @Test
  void a_transaction_that_changes_nobody_knows_what_makes_all_be_read_again() {
    read("a");

    begin();
    cache.changedAny();
    database.put("a", "second");
    end(TransactionSynchronization.STATUS_COMMITTED);

    assertThat(read("a")).isEqualTo("second");
  }

  private void readWhile(Runnable change) {
    cache.get(
        "a",
        key -> {
          String old = database.get(key);
          database.put(key, "second");
          change.run();
          return old;
        });
  }

  @Test
  void who_reads_the_old_value_while_it_is_changed_does_not_keep_it() {
    readWhile(() -> cache.changed("a"));

    assertThat(read("a")).isEqualTo("second");
  }

  @Test
  void who_reads_the_old_value_while_all_is_forgotten_does_not_keep_it() {
    readWhile(cache::forget);

    assertThat(read("a")).isEqualTo("second");
  }
}
