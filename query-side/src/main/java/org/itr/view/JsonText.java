package org.itr.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.itr.objecttype.Change;
import org.itr.objecttype.Documents;
import org.jspecify.annotations.Nullable;

/** The text of JSON fields in view rows. */
public final class JsonText {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(DeserializationFeature.USE_LONG_FOR_INTS, true)
          .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true);

  private JsonText() {}

  /**
   * The text after the parts changed. A part that leads nowhere belonged to data that was erased,
   * and is left out.
   */
  static String fold(@Nullable String text, Change.Parts parts) {
    if (parts.text() != null) {
      return parts.text();
    }
    try {
      return write(Documents.apply(read(text), parts.byPointer()));
    } catch (IllegalArgumentException erased) {
      return text;
    }
  }

  /** The tree of a JSON text; null for an empty one. */
  public static @Nullable Object read(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A view holds a text that is no JSON", e);
    }
  }

  /** The text of a JSON tree. */
  public static String write(@Nullable Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON tree", e);
    }
  }
}
