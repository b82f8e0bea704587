package org.itr.objecttype;

/**
 * The types of the wire contract. In commands, events and aggregates a value has one canonical Java
 * form per type; only the edges (HTTP, view rows) know others.
 */
public enum FieldType {
  /** Canonically a lower-case {@link String} with dashes. */
  UUID,
  /** A {@link String} of limited length. */
  STRING,
  /** A {@link String} of any length. */
  TEXT,
  /** A {@link Long} between -32768 and 32767. */
  INT16,
  /** A {@link Long} in the range of an {@code int}. */
  INT32,
  /** A {@link Long}. */
  INT64,
  /** A {@link Double}. */
  DOUBLE,
  /** A {@link Boolean}. */
  BOOLEAN,
  /**
   * Canonically a {@link String}: an instant in UTC as {@link java.time.Instant#toString()},
   * microseconds at most.
   */
  TIMESTAMP,
  /** Canonically a {@link String}, {@code YYYY-MM-DD}. */
  DATE
}
