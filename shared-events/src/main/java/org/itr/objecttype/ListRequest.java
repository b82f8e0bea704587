package org.itr.objecttype;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for a page of a list, already parsed and checked against the object type.
 *
 * @param type what is listed
 * @param space the space whose rows are wanted; null lists the rows of all companies, for
 *     server-wide overviews
 * @param conditions what the rows must meet, all of them
 * @param search text that the search fields must contain, in any case; empty for none
 * @param orFound what is enough in the place of that text; null when nothing else is
 * @param archived whether archived rows are wanted
 * @param owner the user whose rows alone are wanted; null for everybody's
 * @param sort the order; a unique key is added to it
 * @param offset how many rows to leave out first
 * @param limit how many rows at most; a negative number for all
 */
public record ListRequest(
    ObjectType type,
    @Nullable Space space,
    List<Condition> conditions,
    String search,
    @Nullable Condition orFound,
    Archived archived,
    @Nullable UUID owner,
    List<Order> sort,
    long offset,
    int limit) {

  /** A request in which nothing stands for the text. */
  public ListRequest(
      ObjectType type,
      @Nullable Space space,
      List<Condition> conditions,
      String search,
      Archived archived,
      @Nullable UUID owner,
      List<Order> sort,
      long offset,
      int limit) {
    this(type, space, conditions, search, null, archived, owner, sort, offset, limit);
  }

  /** The same request, for which a condition is enough in the place of the text. */
  public ListRequest orFound(Condition condition) {
    return new ListRequest(
        type, space, conditions, search, condition, archived, owner, sort, offset, limit);
  }

  /** All rows of a type in a space that the owner has; null stands for whoever has them. */
  public static ListRequest everything(ObjectType type, Space space, @Nullable UUID owner) {
    return new ListRequest(type, space, List.of(), "", Archived.INCLUDED, owner, List.of(), 0, -1);
  }

  /** All rows of a type in a space that meet the conditions. */
  public static ListRequest of(ObjectType type, Space space, List<Condition> conditions) {
    return new ListRequest(type, space, conditions, "", Archived.INCLUDED, null, List.of(), 0, -1);
  }

  /** Whether archived rows are wanted. */
  public enum Archived {
    EXCLUDED,
    ONLY,
    INCLUDED
  }

  /** How a value is compared. */
  public enum Operator {
    EQUAL,
    NOT_EQUAL,
    AT_LEAST,
    AT_MOST,
    /** SQL LIKE with the caller's own wildcards. */
    LIKE
  }

  /**
   * One or more comparisons of one field of which at least one must hold, or another condition.
   *
   * @param field the field of the type
   * @param anyOf the comparisons
   * @param otherwise what is enough as well; null when there is nothing else
   */
  public record Condition(Field field, List<Comparison> anyOf, @Nullable Condition otherwise) {

    /** A condition that nothing else can stand for. */
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
