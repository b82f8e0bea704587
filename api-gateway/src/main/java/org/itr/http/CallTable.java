package org.itr.http;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.springframework.http.server.PathContainer;

/** How rows get into a table of calls, and how they are found there again. */
abstract class CallTable {

  /** The calls that every entity has. */
  record Entity(Call list, Call get, Call save, Call remove) {

    /** Says what their id is, where it is no uuid. */
    Entity identifiedBy(Field field) {
      get.where("id", field);
      save.where("id", field);
      remove.where("id", field);
      return this;
    }
  }

  private final Map<String, Call> rows = new LinkedHashMap<>();
  private String section = "";

  /** Begins a section, which the rows that follow are in. */
  final void section(String title) {
    section = title;
  }

  /** Adds a row. */
  final Call row(String method, String path, Access access) {
    Call row = new Call(method, "/api" + path, section, access);
    if (rows.put(row.toString(), row) != null) {
      throw new IllegalStateException("Two rows for " + row);
    }
    return row;
  }

  /** Adds the four rows of an object type, whose name the path is. */
  final Entity entity(String path, Access list, Access get, Access save, Access remove) {
    ObjectType type = ObjectTypes.named(path.substring(1));
    return new Entity(
        row("GET", path, list).says("Lists " + type.name()).answers(Shape.list(type)),
        row("GET", path + "/{id}", get)
            .says("Reads one of the " + type.name())
            .answers(Shape.object(type)),
        row("POST", path + "/{id}", save)
            .says("Creates or changes one of the " + type.name())
            .takes(Shape.object(type)),
        row("DELETE", path + "/{id}", remove).says("Removes one of the " + type.name()));
  }

  /** The row of a call; that of a HEAD is the one of its GET. */
  final Optional<Call> find(String method, String pattern) {
    String listed = "HEAD".equals(method) ? "GET" : method;
    return Optional.ofNullable(rows.get(listed + " " + pattern));
  }

  /** The call with that path whose answer is a file to keep. */
  final Optional<Call> findFile(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return rows.values().stream()
        .filter(call -> call.answersFile() && call.matches(parsed))
        .findFirst();
  }

  /** All calls, each as {@code GET /api/persons/{id}}. */
  final Set<String> names() {
    return Set.copyOf(rows.keySet());
  }

  /** All rows, section by section. */
  final Collection<Call> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }
}
