package org.itr.objecttype;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Identifies one object on the server: type, space and id. As text, {@code
 * sessions/<company>/<id>}, it is the identifier of the object's aggregate and the target in its
 * events.
 *
 * @param type the type's name
 * @param space where the object lives
 * @param id the key: a uuid, except for settings and translations, which have a name, and files,
 *     which have a path
 */
public record ObjectKey(String type, Space space, String id) {

  /** The key of an object with a uuid. */
  public static ObjectKey of(ObjectType type, Space space, UUID id) {
    return new ObjectKey(type.name(), space, id.toString());
  }

  /** The key of an object with a name. */
  public static ObjectKey of(ObjectType type, Space space, String id) {
    return new ObjectKey(type.name(), space, id);
  }

  /** Reads {@code type/space/id}. */
  @JsonCreator
  public static ObjectKey parse(String text) {
    int first = text.indexOf('/');
    int second = text.indexOf('/', first + 1);
    if (first < 0 || second < 0) {
      throw new IllegalArgumentException("Not type/space/id: " + text);
    }
    return new ObjectKey(
        text.substring(0, first),
        Space.parse(text.substring(first + 1, second)),
        text.substring(second + 1));
  }

  /** The declaration of the object's type. */
  public ObjectType objectType() {
    return ObjectTypes.named(type);
  }

  /** The id as a uuid; not for objects with a name or a path. */
  public UUID uuid() {
    return UUID.fromString(id);
  }

  @Override
  @JsonValue
  public String toString() {
    return type + "/" + space + "/" + id;
  }
}
