package org.itr.store;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;

/**
 * Tells Axon when PostgreSQL refused an event because another writer was first: a unique violation
 * (SQLState 23505) of the constraint on aggregate and sequence number.
 */
final class ConflictResolver implements PersistenceExceptionResolver {

  private static final String UNIQUE_VIOLATION = "23505";

  @Override
  public boolean isDuplicateKeyViolation(Exception exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
      if (cause instanceof SQLException sql
          && sql.getNextException() != null
          && sql.getCause() == null) {
        if (UNIQUE_VIOLATION.equals(sql.getNextException().getSQLState())) {
          return true;
        }
      }
    }
    return false;
  }
}
