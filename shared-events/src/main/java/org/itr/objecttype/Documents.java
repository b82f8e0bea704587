package org.itr.objecttype;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares JSON trees (maps, lists and plain values) and applies the differences. Objects are
 * compared key by key and lists of equal length item by item; anything else that differs is
 * replaced as a whole, so the cost is linear in the size of the trees.
 */
public final class Documents {

  private Documents() {}

  /**
   * The parts in which {@code after} differs from {@code before}, by JSON pointer; empty when they
   * are equal.
   */
  public static Map<String, Change.Value> difference(
      @Nullable Object before, @Nullable Object after) {
    Map<String, Change.Value> parts = new LinkedHashMap<>();
    collect("", before, after, parts);
    return parts;
  }

  private static void collect(
      String pointer,
      @Nullable Object before,
      @Nullable Object after,
      Map<String, Change.Value> parts) {
    if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
      for (Map.Entry<?, ?> entry : was.entrySet()) {
        String inner = pointer + "/" + escape(entry.getKey());
        if (is.containsKey(entry.getKey())) {
          collect(inner, entry.getValue(), is.get(entry.getKey()), parts);
        } else {
          parts.put(inner, Change.Value.removed(entry.getValue()));
        }
      }
      for (Map.Entry<?, ?> entry : is.entrySet()) {
        if (!was.containsKey(entry.getKey())) {
          parts.put(pointer + "/" + escape(entry.getKey()), Change.Value.added(entry.getValue()));
        }
      }
    } else if (before instanceof List<?> was
        && after instanceof List<?> is
        && was.size() == is.size()) {
      for (int i = 0; i < was.size(); i++) {
        collect(pointer + "/" + i, was.get(i), is.get(i), parts);
      }
    } else if (!Objects.equals(before, after)) {
      parts.put(pointer, Change.Value.replaced(before, after));
    }
  }

  /**
   * The tree after the parts were applied. {@code tree} itself is modified where possible. A part
   * whose pointer does not exist in the tree belonged to data that was erased, and is skipped.
   */
  public static @Nullable Object apply(@Nullable Object tree, Map<String, Change.Value> parts) {
    Object result = tree;
    for (Map.Entry<String, Change.Value> part : parts.entrySet()) {
      try {
        result = applyPart(result, part.getKey(), part.getValue());
      } catch (IllegalArgumentException | IndexOutOfBoundsException leadsNowhere) {
        continue;
      }
    }
    return result;
  }

  private static @Nullable Object applyPart(
      @Nullable Object tree, String pointer, Change.Value value) {
    if (pointer.isEmpty()) {
      return copy(value.after());
    }
    int last = pointer.lastIndexOf('/');
    Object parent = tree;
    int from = 1;
    while (from <= last) {
      int to = pointer.indexOf('/', from);
      parent = child(parent, unescape(pointer.substring(from, to)), pointer);
      from = to + 1;
    }
    String key = unescape(pointer.substring(last + 1));
    if (parent instanceof Map<?, ?>) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object = (Map<String, Object>) parent;
      if (value.hasAfter()) {
        object.put(key, copy(value.after()));
      } else {
        object.remove(key);
      }
    } else if (parent instanceof List<?>) {
      @SuppressWarnings("unchecked")
      List<Object> list = (List<Object>) parent;
      list.set(Integer.parseInt(key), copy(value.after()));
    } else {
      throw new IllegalArgumentException("Nothing at " + pointer);
    }
    return tree;
  }

  private static @Nullable Object child(@Nullable Object parent, String key, String pointer) {
    if (parent instanceof Map<?, ?> object && object.containsKey(key)) {
      return object.get(key);
    }
    if (parent instanceof List<?> list) {
      return list.get(Integer.parseInt(key));
    }
    throw new IllegalArgumentException("Nothing at " + pointer);
  }

  /** A copy that shares no map or list with the original. */
  private static @Nullable Object copy(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      Map<String, Object> result = new LinkedHashMap<>();
      object.forEach((key, value) -> result.put((String) key, copy(value)));
      return result;
    }
    if (tree instanceof List<?> list) {
      List<Object> result = new ArrayList<>(list.size());
      list.forEach(value -> result.add(copy(value)));
      return result;
    }
    return tree;
  }

  /** The pointer to the value under a key. */
  public static String pointerTo(String key) {
    return "/" + escape(key);
  }

  /** The key that such a pointer refers to. */
  public static String keyAt(String pointer) {
    return unescape(pointer.substring(1));
  }

  private static String escape(Object key) {
    return ((String) key).replace("~", "~0").replace("/", "~1");
  }

  private static String unescape(String key) {
    return key.replace("~1", "/").replace("~0", "~");
  }
}
