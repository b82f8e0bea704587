package org.itr.objecttype;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of a list, already parsed and checked against the object type.
 *
 * @param type what is listed
 * @param space the space whose rows to list; null for the rows of all companies, for server-wide
 *     overviews
 * @param conditions the conditions, all of which must hold
 * @param search texts that the search fields must contain, ignoring case, each of them
 * @param archived whether to include archived rows
 * @param owner the user whose rows to list; null for everybody's
 * @param sort the order; a unique key is added to it
 * @param offset how many rows to skip
 * @param limit the maximum number of rows; negative for all
 */
public record ListRequest(
    ObjectType type,
    @Nullable Space space,
    List<Condition> conditions,
    List<String> search,
    Archived archived,
    @Nullable UUID owner,
    List<Order> sort,
    long offset,
    int limit) {

  /** The same request for other texts. */
  public ListRequest searching(List<String> texts) {
    return new ListRequest(type, space, conditions, texts, archived, owner, sort, offset, limit);
  }

  /** All rows of a type in a space that belong to the owner; null for everybody's. */
  public static ListRequest everything(ObjectType type, Space space, @Nullable UUID owner) {
    return new ListRequest(
        type, space, List.of(), List.of(), Archived.INCLUDED, owner, List.of(), 0, -1);
  }

  /** All rows of a type in a space that meet the conditions. */
  public static ListRequest of(ObjectType type, Space space, List<Condition> conditions) {
    return new ListRequest(
        type, space, conditions, List.of(), Archived.INCLUDED, null, List.of(), 0, -1);
  }

  /** Which rows to include by whether they are archived. */
  public enum Archived {
    EXCLUDED,
    ONLY,
    INCLUDED
  }

  /** A comparison operator. */
  public enum Operator {
    EQUAL,
    NOT_EQUAL,
    AT_LEAST,
    AT_MOST,
    /** SQL LIKE with the caller's own wildcards. */
    LIKE
  }

  /**
   * Comparisons of one field of which at least one must hold, or an alternative condition.
   *
   * @param field the field of the type
   * @param anyOf the comparisons
   * @param otherwise an alternative that suffices; null for none
   */
  public record Condition(Field field, List<Comparison> anyOf, @Nullable Condition otherwise) {

    /** A condition without an alternative. */
    public Condition(Field field, List<Comparison> anyOf) {
      this(field, anyOf, null);
    }

    /** The condition that the field has that canonical value. */
    public static Condition equal(Field field, Object value) {
      return new Condition(field, List.of(new Comparison(Operator.EQUAL, value)));
    }

    /** The condition that this one or the other one holds. */
    public Condition or(Condition other) {
      return new Condition(field, anyOf, otherwise == null ? other : otherwise.or(other));
    }
  }

  /**
   * A comparison with a canonical value; the value of LIKE is a text for any field.
   *
   * @param operator how
   * @param value with what
   */
  public record Comparison(Operator operator, @Nullable Object value) {}

  /**
   * A field to sort by.
   *
   * @param field the field of the type
   * @param descending whether the largest comes first
   */
  public record Order(Field field, boolean descending) {}
}
