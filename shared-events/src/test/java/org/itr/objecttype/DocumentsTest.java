package org.itr.objecttype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static final long SEED = 20_261_130L;
  private static final int PAIRS = 2_000;
  private static final List<String> KEYS = List.of("a", "b/c", "d~e", "~1", "", "0");

  private final Random random = new Random(SEED);

  @Test
  void what_differs_between_two_trees_makes_the_one_into_the_other() {
    for (int pair = 0; pair < PAIRS; pair++) {
      Object before = tree(3);
      Object after = random.nextBoolean() ? tree(3) : changed(before);
      Map<String, Change.Value> parts = Documents.difference(before, after);
      assertThat(parts.isEmpty()).isEqualTo(before.equals(after));
      assertThat(Documents.apply(copy(before), parts))
          .as("pair %d from seed %d: %s", pair, SEED, parts)
          .isEqualTo(after);
    }
  }

  @Test
  void a_part_that_leads_nowhere_is_left_out_and_no_other_with_it() {
    Map<String, Change.Value> parts = new LinkedHashMap<>();
    parts.put("/erased/name", Change.Value.added("nobody"));
    parts.put("/list/7", Change.Value.added("beyond"));
    parts.put("/list/x", Change.Value.added("no place"));
    parts.put("/text/inner", Change.Value.added("inside a text"));
    parts.put("/kept", Change.Value.replaced(1L, 2L));
    Object before = copy(Map.of("kept", 1L, "list", List.of("first"), "text", "whole"));
    assertThat(Documents.apply(before, parts))
        .isEqualTo(Map.of("kept", 2L, "list", List.of("first"), "text", "whole"));
  }

  private Object tree(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> random.nextLong(3);
      case 1 -> "text " + random.nextInt(3);
      case 2 -> random.nextBoolean();
      case 3 -> random.ints(random.nextInt(4), 0, 1).mapToObj(any -> tree(depth - 1)).toList();
      default -> {
        Map<String, Object> object = new LinkedHashMap<>();
        KEYS.stream()
            .filter(key -> random.nextBoolean())
            .forEach(key -> object.put(key, tree(depth - 1)));
        yield object;
      }
    };
  }

  /** The tree with one thing inside it made anew. */
  private Object changed(Object tree) {
    Object copy = copy(tree);
    if (copy instanceof Map<?, ?> && !((Map<?, ?>) copy).isEmpty()) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object = (Map<String, Object>) copy;
      object.computeIfPresent(object.keySet().iterator().next(), (key, was) -> changed(was));
      return object;
    }
    return tree(1);
  }

  private static Object copy(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      Map<String, Object> copy = new LinkedHashMap<>();
      object.forEach((key, value) -> copy.put((String) key, copy(value)));
      return copy;
    }
    if (tree instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(DocumentsTest::copy).toList());
    }
    return tree;
  }
}
