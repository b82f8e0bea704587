package org.itr.objecttype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * JSON texts and their trees of maps, lists and plain values. Whole numbers are {@link Long} or
 * {@link java.math.BigInteger}, others {@link java.math.BigDecimal}, so that a number is written as
 * it was read.
 */
public final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(DeserializationFeature.USE_LONG_FOR_INTS, true)
          .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true);

  private Json() {}

  /**
   * The tree of a JSON text; null for an empty one.
   *
   * @throws IllegalArgumentException when the text is no JSON
   */
  public static @Nullable Object parse(String text) {
    if (text.isEmpty()) {
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
