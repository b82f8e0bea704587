package org.itr.architecture.broken;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.view.Projection;
import org.itr.view.RowChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projections that can write past the rows that they are given, each by another way. */
public abstract class Shortcuts implements Projection {

  @Override
  public List<String> tables() {
    return List.of();
  }

  @Override
  public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {}

  /** By the interface of templates. */
  public static final class ByOperations extends Shortcuts {
    @Nullable JdbcOperations way;
  }

  /** By a template. */
  public static final class ByTemplate extends Shortcuts {
    @Nullable JdbcTemplate way;
  }

  /** By a client. */
  public static final class ByClient extends Shortcuts {
    @Nullable JdbcClient way;
  }

  /** By entities. */
  public static final class ByEntities extends Shortcuts {
    @Nullable EntityManager way;
  }

  /** By any connection. */
  public static final class BySource extends Shortcuts {
    @Nullable DataSource way;
  }

  /** By a connection. */
  public static final class ByConnection extends Shortcuts {
    @Nullable Connection way;
  }
}
