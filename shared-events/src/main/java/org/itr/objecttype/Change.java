package org.itr.objecttype;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one field: its value before and after, or, inside a JSON field, the parts that
 * changed.
 */
public sealed interface Change {

  /**
   * A value before and after. A part that was not there before, or is gone after, says so; that is
   * not the same as null.
   */
  record Value(boolean hasBefore, @Nullable Object before, boolean hasAfter, @Nullable Object after)
      implements Change {

    static final String BEFORE = "-";
    static final String AFTER = "+";

    /** A value that replaced another. */
    public static Value replaced(@Nullable Object before, @Nullable Object after) {
      return new Value(true, before, true, after);
    }

    /** A value where there was none. */
    public static Value added(@Nullable Object after) {
      return new Value(false, null, true, after);
    }

    /** A value that is no more. */
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
   * The parts of a JSON field that changed, by JSON pointer (RFC 6901); the empty pointer is the
   * whole. {@code text}, the whole JSON afterwards, is at hand only where the change was just made:
   * it spares the live projections the folding that a replay does, and is never stored.
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
