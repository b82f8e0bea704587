package org.itr.objecttype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** JSON texts and their trees of maps, lists and plain values, with {@link ExactNumbers}. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new ExactNumbers());

  private Json() {}

  /**
   * The tree of a JSON text; null for an empty one or none.
   *
   * @throws IllegalArgumentException when the text is no JSON
   */
  public static @Nullable Object parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      // Without the cause: its message quotes the text, which may be personal.
      throw new IllegalArgumentException("Not a JSON text");
    }
  }

  /** The text of a tree. */
  public static String write(@Nullable Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON tree");
    }
  }
}
