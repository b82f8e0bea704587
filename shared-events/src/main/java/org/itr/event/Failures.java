package org.itr.event;

import java.sql.SQLException;
import org.itr.objecttype.Refusal;

/** Describes unexpected failures to people who may not see the data that they are about. */
public final class Failures {

  private Failures() {}

  /** Why something failed, without values that could be somebody's. */
  public static String reason(Throwable failure) {
    Throwable root = root(failure);
    if (root instanceof SQLException sql) {
      return "rejected by the database (SQLSTATE " + sql.getSQLState() + ")";
    }
    return root instanceof Refusal
            || root instanceof IllegalStateException
            || root instanceof IllegalArgumentException
        ? String.valueOf(root.getMessage())
        : root.getClass().getSimpleName();
  }

  /** The first cause. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
