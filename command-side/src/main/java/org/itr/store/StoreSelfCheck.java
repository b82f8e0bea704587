package org.itr.store;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Refuses to start a server whose event store is not what it should be. */
@Component
class StoreSelfCheck implements InitializingBean {

  private final EventStore eventStore;
  private final EventStorageEngine engine;
  private final TransactionManager transactionManager;
  private final JdbcTemplate jdbc;

  StoreSelfCheck(
      EventStore eventStore,
      EventStorageEngine engine,
      TransactionManager transactionManager,
      JdbcTemplate jdbc) {
    this.eventStore = eventStore;
    this.engine = engine;
    this.transactionManager = transactionManager;
    this.jdbc = jdbc;
  }

  @Override
  public void afterPropertiesSet() {
    require(
        eventStore instanceof EmbeddedEventStore, "the event store is " + eventStore.getClass());
    require(engine instanceof PostgresEventStorageEngine, "the engine is " + engine.getClass());
    require(
        transactionManager instanceof SpringTransactionManager,
        "the transaction manager is " + transactionManager.getClass());
    // To insert into all columns would be to choose an event's place in the order of all.
    for (String right : new String[] {"insert", "update", "delete", "truncate"}) {
      require(
          Boolean.FALSE.equals(
              jdbc.queryForObject(
                  "select has_table_privilege(current_user, 'events.event', ?)",
                  Boolean.class,
                  right)),
          "the database role of the server may " + right + " whole events");
    }
    require(
        "on"
            .equals(
                jdbc.queryForObject("select current_setting('synchronous_commit')", String.class)),
        "synchronous_commit is off, so an answered write could be lost");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("The event store is not set up as it must be: " + otherwise);
    }
  }
}
