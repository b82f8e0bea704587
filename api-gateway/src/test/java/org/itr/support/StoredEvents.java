package org.itr.support;

import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The events of a server that runs, read from its database behind its back. */
public final class StoredEvents implements AutoCloseable {

  /**
   * An event.
   *
   * @param index its global index
   * @param type its name
   * @param target the object that it is about: type/space/id
   * @param user whose call it came from
   * @param correlation the id of that call
   * @param payload all of it, as JSON
   */
  public record StoredEvent(
      long index, String type, String target, String user, String correlation, String payload) {}

  private final SingleConnectionDataSource connection;
  private final JdbcClient database;

  /** Those of a database. */
  StoredEvents(PGSimpleDataSource source) {
    this.connection = new SingleConnectionDataSource(source.getUrl(), true);
    this.connection.setUsername(source.getUser());
    this.connection.setPassword(source.getPassword());
    this.database = JdbcClient.create(connection);
  }

  /** The index of the newest. */
  public long last() {
    return database
        .sql("select coalesce(max(global_index), 0) from events.event")
        .query(Long.class)
        .single();
  }

  /** Those after an index, in order. */
  public List<StoredEvent> after(long index) {
    return database
        .sql(
            """
            select global_index as index, event_type as type, payload ->> 'target' as target,
                   metadata ->> 'user' as user, metadata ->> 'correlationId' as correlation, payload::text
            from events.event where global_index > :index order by global_index
            """)
        .param("index", index)
        .query(StoredEvent.class)
        .list();
  }

  @Override
  public void close() {
    connection.destroy();
  }
}
