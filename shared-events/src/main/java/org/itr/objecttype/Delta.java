package org.itr.objecttype;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that an event changed, in the order of the contract, each with its
 * previous value. As JSON: {@code {"Status":{"-":10,"+":20},"Results":{"/page1/Value":{"+":"A"}}}}.
 */
public final class Delta {

  /** Nothing changed. */
  public static final Delta NONE = new Delta(Map.of());

  private final Map<String, Change> changes;

  private Delta(Map<String, Change> changes) {
    this.changes = Collections.unmodifiableMap(changes);
  }

  /** A delta of the given changes by field name. */
  public static Delta of(Map<String, Change> changes) {
    return changes.isEmpty() ? NONE : new Delta(new LinkedHashMap<>(changes));
  }

  /** A delta of new values only, for events about things without state of their own. */
  public static Delta added(Map<String, ?> values) {
    Map<String, Change> changes = new LinkedHashMap<>();
    values.forEach((name, value) -> changes.put(name, Change.Value.added(value)));
    return of(changes);
  }

  /** A delta of one field. */
  public static Delta replaced(String field, @Nullable Object before, @Nullable Object after) {
    return of(Map.of(field, Change.Value.replaced(before, after)));
  }

  /** Reads the JSON form. */
  @JsonCreator
  static Delta fromMap(Map<String, Object> json) {
    Map<String, Change> changes = new LinkedHashMap<>();
    json.forEach((name, value) -> changes.put(name, changeFromMap((Map<?, ?>) value)));
    return of(changes);
  }

  private static Change changeFromMap(Map<?, ?> map) {
    if (map.containsKey(Change.Value.AFTER) || map.containsKey(Change.Value.BEFORE)) {
      return Change.Value.fromMap(map);
    }
    Map<String, Change.Value> parts = new LinkedHashMap<>();
    map.forEach(
        (pointer, part) -> parts.put((String) pointer, Change.Value.fromMap((Map<?, ?>) part)));
    return new Change.Parts(parts, null);
  }

  /** The JSON form. */
  @JsonValue
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    changes.forEach(
        (name, change) -> {
          if (change instanceof Change.Value value) {
            json.put(name, value.toMap());
          } else if (change instanceof Change.Parts parts) {
            Map<String, Object> byPointer = new LinkedHashMap<>();
            parts.byPointer().forEach((pointer, value) -> byPointer.put(pointer, value.toMap()));
            json.put(name, byPointer);
          }
        });
    return json;
  }

  /** The changes by field name. */
  public Map<String, Change> changes() {
    return changes;
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Whether that field changed. */
  public boolean touches(String field) {
    return changes.containsKey(field);
  }

  /**
   * The value of a plain field afterwards.
   *
   * @return null when the field did not change, or changed to null
   */
  public @Nullable Object after(String field) {
    return changes.get(field) instanceof Change.Value value ? value.after() : null;
  }

  /**
   * The value of a plain field before.
   *
   * @return null when the field did not change, or did not exist
   */
  public @Nullable Object before(String field) {
    return changes.get(field) instanceof Change.Value value ? value.before() : null;
  }

  /** Calls back for each changed field. */
  public void forEach(BiConsumer<String, Change> action) {
    changes.forEach(action);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delta delta && changes.equals(delta.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  @Override
  public String toString() {
    return "Delta" + changes.keySet();
  }
}
