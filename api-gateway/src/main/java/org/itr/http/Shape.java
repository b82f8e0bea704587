package org.itr.http;

import java.util.List;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;

/** The shape of a body or an answer, for the documentation. */
public sealed interface Shape {

  /**
   * A text.
   *
   * @param means what it is
   * @param example one of its kind
   */
  record Text(String means, String example) implements Shape {}

  /**
   * Bytes of any kind.
   *
   * @param means what they are
   * @param mediaType how they are typed
   */
  record Bytes(String means, String mediaType) implements Shape {}

  /**
   * An object of a type: to the server some of its fields, from the server all of them.
   *
   * @param type the type
   */
  record Whole(ObjectType type) implements Shape {}

  /**
   * The rows of a list of objects of a type, with the fields that lists have.
   *
   * @param type the type
   */
  record Rows(ObjectType type) implements Shape {}

  /**
   * Objects of no type of their own.
   *
   * @param fields what each has
   * @param many whether there is a list of them or one
   */
  record Parts(List<Field> fields, boolean many) implements Shape {}

  /**
   * A list of texts.
   *
   * @param means what they are
   * @param example one of them
   */
  record Texts(String means, String example) implements Shape {}

  /**
   * JSON of another shape.
   *
   * @param means what it is
   * @param example a JSON text of that shape
   */
  record Tree(String means, String example) implements Shape {}

  /**
   * A list of something.
   *
   * @param one what
   */
  record ListOf(Shape one) implements Shape {}

  /**
   * One of two.
   *
   * @param one the one
   * @param other the other
   */
  record Either(Shape one, Shape other) implements Shape {}

  /**
   * An object with one field.
   *
   * @param name its name
   * @param content what it holds
   */
  record Under(String name, Shape content) implements Shape {}

  /**
   * JSON with a text content type, because the website parses it itself.
   *
   * @param json the JSON
   */
  record AsText(Shape json) implements Shape {}

  /** A text. */
  static Shape text(String means, String example) {
    return new Text(means, example);
  }

  /** Bytes of any kind. */
  static Shape bytes(String means) {
    return new Bytes(means, "application/octet-stream");
  }

  /** A file of a media type. */
  static Shape file(String means, String mediaType) {
    return new Bytes(means, mediaType);
  }

  /** A web page. */
  static Shape page(String means) {
    return new Bytes(means, "text/html");
  }

  /** An object of a type. */
  static Shape object(ObjectType type) {
    return new Whole(type);
  }

  /** The rows of a list of objects of a type. */
  static Shape list(ObjectType type) {
    return new Rows(type);
  }

  /** An object with those fields. */
  static Shape record(Field... fields) {
    return new Parts(List.of(fields), false);
  }

  /** A list of objects with those fields. */
  static Shape records(Field... fields) {
    return new Parts(List.of(fields), true);
  }

  /** A list of texts. */
  static Shape texts(String means, String example) {
    return new Texts(means, example);
  }

  /** JSON of another shape. */
  static Shape tree(String means, String example) {
    return new Tree(means, example);
  }

  /** A list of something. */
  static Shape listOf(Shape one) {
    return new ListOf(one);
  }

  /** One of two. */
  static Shape either(Shape one, Shape other) {
    return new Either(one, other);
  }

  /** An object with one field. */
  static Shape under(String name, Shape content) {
    return new Under(name, content);
  }

  /** JSON that is typed as text. */
  static Shape asText(Shape json) {
    return new AsText(json);
  }
}
