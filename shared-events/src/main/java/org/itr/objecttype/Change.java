package org.itr.objecttype;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The change of one field: its value before and after or, for a JSON field, the changed parts. */
public sealed interface Change {

  /**
   * A value before and after. A part that did not exist before, or no longer exists, is marked as
   * absent, which differs from null.
   */
  record Value(boolean hasBefore, @Nullable Object before, boolean hasAfter, @Nullable Object after)
      implements Change {

    static final String BEFORE = "-";
    static final String AFTER = "+";

    /** A value that replaced another. */
    public static Value replaced(@Nullable Object before, @Nullable Object after) {
      return new Value(true, before, true, after);
    }

    /** A new value. */
    public static Value added(@Nullable Object after) {
      return new Value(false, null, true, after);
    }

    /** A removed value. */
    public static Value removed(@Nullable Object before) {
      return new Value(true, before, false, null);
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      if (hasBefore) {
        map.put(BEFORE, before);
      }
      if (hasAfter) {
        map.put(AFTER, after);
      }
      return map;
    }

    static Value fromMap(Map<?, ?> map) {
      return new Value(
          map.containsKey(BEFORE), map.get(BEFORE), map.containsKey(AFTER), map.get(AFTER));
    }
  }

  /**
   * The changed parts of a JSON field by JSON pointer (RFC 6901); the empty pointer is the whole.
   * {@code text}, the whole JSON afterwards, is available only if the change was just made: it
   * saves the live projections from computing it as a replay does, and is never stored.
   */
  record Parts(Map<String, Value> byPointer, @Nullable String text) implements Change {

    @Override
    public boolean equals(Object other) {
      return other instanceof Parts parts && byPointer.equals(parts.byPointer);
    }

    @Override
    public int hashCode() {
      return Objects.hash(byPointer);
    }
  }
}
