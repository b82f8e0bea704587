package org.itr.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.PastViews;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.record.Tests;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a test called its screens and what is on them. Answers are kept under two
 * underscores and the ID of a screen, and in it of a component.
 */
final class ScreenNames {

  private static final String KEY = "__";

  private ScreenNames() {}

  /**
   * The names of a test as its definition was at a moment, by the keys of answers. The company's
   * copy counts, else the master's; where there was neither, there are no names.
   */
  static Map<String, String> of(PastViews past, Space space, UUID test, Instant moment) {
    return find(past, space, test, moment)
        .or(() -> find(past, Space.MASTER, test, moment))
        .map(row -> named(row.text("screens")))
        .orElse(Map.of());
  }

  private static Optional<Row> find(PastViews past, Space space, UUID test, Instant moment) {
    return past.find(ObjectKey.of(Tests.TYPE, space, test), moment);
  }

  private static Map<String, String> named(String screens) {
    Map<String, String> names = new LinkedHashMap<>();
    try {
      add(names, Json.parse(screens), "varName");
    } catch (IllegalArgumentException noJson) {
      // Whatever stands there names nothing.
    }
    return names;
  }

  private static void add(Map<String, String> names, @Nullable Object list, String nameField) {
    if (list instanceof List<?> parts) {
      for (Object part : parts) {
        if (part instanceof Map<?, ?> fields) {
          if (fields.get("id") instanceof String id
              && fields.get(nameField) instanceof String name
              && !name.isBlank()) {
            names.put(KEY + id, name);
          }
          add(names, fields.get("screenComponents"), "varComponentName");
        }
      }
    }
  }
}
