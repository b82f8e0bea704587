package org.itr.objecttype;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a view, read by the names of the wire contract. Values are {@link UUID}, {@link String},
 * {@link Number}, {@link Boolean}, {@link Instant}, {@link java.time.LocalDate} or null.
 */
@FunctionalInterface
public interface Row {

  /** The value of a field. */
  @Nullable Object get(String field);

  /** A text; empty for null. */
  default String text(String field) {
    Object value = get(field);
    return value == null ? "" : value.toString();
  }

  /** A whole number; 0 for null. */
  default long number(String field) {
    return get(field) instanceof Number number ? number.longValue() : 0;
  }

  /** A boolean; false for null. */
  default boolean flag(String field) {
    return Boolean.TRUE.equals(get(field));
  }

  /** A uuid; all zeros for null. */
  default UUID uuid(String field) {
    return get(field) instanceof UUID uuid ? uuid : Space.MASTER.id();
  }

  /** A moment. */
  default Instant moment(String field) {
    return get(field) instanceof Instant instant ? instant : Instant.parse(Field.NO_MOMENT);
  }
}
