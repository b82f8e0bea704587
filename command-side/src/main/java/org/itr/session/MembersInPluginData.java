package org.itr.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itr.objecttype.Json;
import org.jspecify.annotations.Nullable;

/**
 * The members of a group, whom the website repeats in the PluginData of the group's session. It
 * never shows them from there, and a group session is about no person: what it said of its members
 * would outlive them.
 */
final class MembersInPluginData {

  private static final String MEMBERS = "GroupMembers";

  /** What is kept of a member. */
  private static final Set<String> NAMELESS = Set.of("ID", "sessionid", "sessionstatus");

  private MembersInPluginData() {}

  /** The same PluginData, with nothing of the members that names them. */
  static @Nullable Object nameless(@Nullable Object pluginData) {
    if (!(tree(pluginData) instanceof Map<?, ?> object) || !object.containsKey(MEMBERS)) {
      return pluginData;
    }
    Map<Object, Object> result = new LinkedHashMap<>(object);
    result.put(MEMBERS, namelessRows(tree(object.get(MEMBERS))));
    return result;
  }

  private static List<Map<Object, Object>> namelessRows(@Nullable Object members) {
    List<Map<Object, Object>> rows = new ArrayList<>();
    for (Object member : members instanceof List<?> list ? list : List.of()) {
      if (member instanceof Map<?, ?> all) {
        Map<Object, Object> row = new LinkedHashMap<>(all);
        row.keySet().retainAll(NAMELESS);
        row.values().removeIf(value -> value instanceof Map || value instanceof List);
        rows.add(row);
      }
    }
    return rows;
  }

  /** The same PluginData without the members, which is how a member gets it. */
  static @Nullable Object removed(@Nullable Object pluginData) {
    if (!(tree(pluginData) instanceof Map<?, ?> object) || !object.containsKey(MEMBERS)) {
      return pluginData;
    }
    Map<Object, Object> result = new LinkedHashMap<>(object);
    result.remove(MEMBERS);
    return result;
  }

  /** A text that holds JSON counts as that JSON. */
  private static @Nullable Object tree(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException otherText) {
      return text;
    }
  }
}
