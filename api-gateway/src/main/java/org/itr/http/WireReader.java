package org.itr.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.itr.objecttype.ExactNumbers;
import org.itr.objecttype.Field;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * Parses the JSON bodies of the website into the canonical values of commands: the known fields
 * that are present, each checked against its declaration. If a key occurs twice, the last one
 * counts.
 */
public final class WireReader {

  /**
   * A hundred times what the largest definition has. Small values take many times their length in
   * memory, so the length of a body alone says little.
   */
  private static final long MOST_TOKENS = 1_000_000;

  /** Trees as commands carry them: numbers exact, objects in the order they were sent. */
  static final ObjectMapper TREES =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
                  .build())
          .addModule(new ExactNumbers())
          .build();

  private static final ObjectReader WHOLE =
      TREES.readerFor(Object.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * A class name that the website may look up; it evaluates these, so nothing else is let through.
   */
  private static final Pattern IDENTIFIER = Pattern.compile("\\s*[A-Za-z_$][A-Za-z0-9_$]*\\s*");

  private static final String OBJECT_TYPE = "_objectType";

  /**
   * Half of what the JSON library reads, so that a tree still fits when it is wrapped into an
   * event.
   */
  private static final int DEEPEST = 500;

  private WireReader() {}

  /**
   * The fields of a type in a body.
   *
   * @throws InvalidInput when the body is no JSON object, or a value does not fit its field, which
   *     is named
   */
  public static Map<String, Object> fields(ObjectType type, byte[] body) {
    Map<String, Object> fields = new LinkedHashMap<>();
    try (JsonParser parser = TREES.getFactory().createParser(utf8(body))) {
      try {
        read(type, parser, fields);
      } catch (JsonProcessingException e) {
        throw malformed(nameAt(parser), e);
      }
    } catch (IOException e) {
      throw new InvalidInput("The body could not be read");
    }
    return fields;
  }

  /** The same of a list of objects, or of one; an empty body is an empty list. */
  static List<Map<String, Object>> listOfFields(ObjectType type, byte[] body) {
    String text = utf8(body).strip();
    List<Map<String, Object>> all = new ArrayList<>();
    if (text.isEmpty()) {
      return all;
    }
    if (!text.startsWith("[")) {
      all.add(fields(type, body));
    } else {
      try {
        for (JsonNode element : TREES.readTree(text)) {
          JsonNode object =
              element.isTextual() ? TREES.createObjectNode().set(type.key(), element) : element;
          all.add(fields(type, TREES.writeValueAsBytes(object)));
        }
      } catch (JsonProcessingException e) {
        throw malformed("", e);
      }
    }
    all.removeIf(Map::isEmpty);
    return all;
  }

  private static void read(ObjectType type, JsonParser parser, Map<String, Object> fields)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidInput("The body must be a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Field field = type.find(parser.currentName()).orElse(null);
      parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else {
        read(field, parser, fields);
      }
    }
    if (parser.nextToken() != null) {
      throw new InvalidInput("The body must be a single JSON object");
    }
  }

  /** The field of the body that the parser is in, however deep; empty when it is in none yet. */
  private static String nameAt(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    while (context.getParent() != null && !context.getParent().inRoot()) {
      context = context.getParent();
    }
    return context.getCurrentName() == null ? "" : context.getCurrentName();
  }

  /**
   * A whole body as a JSON object, for calls that are about no object type.
   *
   * @throws InvalidInput when it is none
   */
  public static Map<String, Object> object(byte[] body) {
    try {
      if (tree("The body", WHOLE.readValue(utf8(body)), 0) instanceof Map<?, ?> object) {
        Map<String, Object> result = new LinkedHashMap<>();
        object.forEach((key, value) -> result.put((String) key, value));
        return result;
      }
    } catch (JsonProcessingException e) {
      throw malformed("", e);
    }
    throw new InvalidInput("The body must be a JSON object");
  }

  /** A body that is text. */
  public static String text(String name, byte[] body) {
    return WireValues.storable(name, utf8(body));
  }

  private static String utf8(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidInput("The body must be UTF-8");
    }
  }

  private static InvalidInput malformed(String field, JsonProcessingException e) {
    String in = field.isEmpty() ? "" : ", in " + printable(field);
    if (e instanceof StreamConstraintsException) {
      return new InvalidInput("The body is nested too deeply, or has too many values" + in);
    }
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return new InvalidInput("The body is not valid JSON" + where + in);
  }

  /** The name of a field of the caller's making, safe to repeat. */
  private static String printable(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_.-]", "?");
    return safe.length() > 60 ? safe.substring(0, 60) : safe;
  }

  private static void read(Field field, JsonParser parser, Map<String, Object> fields)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      fields.put(field.name(), initial(field));
    } else if (field.isJson()) {
      fields.put(field.name(), json(field, parser));
    } else if (token == JsonToken.VALUE_STRING) {
      String text = parser.getText();
      if (text.isBlank() && !WireValues.emptyIsValue(field)) {
        fields.put(field.name(), WireValues.initial(field));
      } else {
        WireValues.canonical(field, text).ifPresent(value -> fields.put(field.name(), value));
      }
    } else if (token.isNumeric()) {
      fields.put(field.name(), WireValues.number(field, decimal(field, parser)));
    } else if (token.isBoolean()) {
      fields.put(field.name(), bool(field, parser.getBooleanValue()));
    } else if (WireValues.emptyIsValue(field)) {
      // The website keeps structures in some fields that are texts to everybody else.
      Object tree = tree(field.name(), TREES.readValue(parser, Object.class), 0);
      fields.put(field.name(), WireValues.text(field, TREES.writeValueAsString(tree)));
    } else {
      throw new InvalidInput(field.name() + " must be a single value");
    }
  }

  private static BigDecimal decimal(Field field, JsonParser parser) throws IOException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException | ArithmeticException e) {
      throw new InvalidInput(field.name() + " is out of range");
    }
  }

  private static Object bool(Field field, boolean value) {
    return switch (field.type()) {
      case BOOLEAN -> value;
      case STRING, TEXT -> WireValues.text(field, String.valueOf(value));
      case INT16, INT32, INT64, DOUBLE ->
          WireValues.number(field, value ? BigDecimal.ONE : BigDecimal.ZERO);
      case UUID, TIMESTAMP, DATE ->
          throw new InvalidInput(field.name() + " must not be true or false");
    };
  }

  private static @Nullable Object json(Field field, JsonParser parser) throws IOException {
    Object value = TREES.readValue(parser, Object.class);
    if (value instanceof String text) {
      if (text.isBlank()) {
        return initial(field);
      }
      value = parsed(text);
    }
    return tree(field.name(), value, 0);
  }

  /** The JSON that a text holds, or the text itself. */
  private static @Nullable Object parsed(String text) {
    try {
      return WHOLE.readValue(text);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** What null stands for: the canonical initial value; of a JSON field null itself. */
  private static @Nullable Object initial(Field field) {
    return field.isJson() ? null : WireValues.initial(field);
  }

  /** A tree that can be stored and read by the website without harm. */
  private static @Nullable Object tree(String field, @Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new InvalidInput(field + " is nested too deeply");
    }
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> result = new LinkedHashMap<>();
      object.forEach(
          (key, inner) -> {
            String name = WireValues.storable(field, (String) key);
            result.put(
                name, OBJECT_TYPE.equals(name) ? objectType(inner) : tree(field, inner, depth + 1));
          });
      return result;
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>(list.size());
      list.forEach(inner -> result.add(tree(field, inner, depth + 1)));
      return result;
    }
    if (value instanceof BigDecimal number) {
      WireValues.checkStorable(field, number);
    }
    if (value instanceof BigInteger number) {
      WireValues.checkStorable(field, new BigDecimal(number));
    }
    return value instanceof String text ? WireValues.storable(field, text) : value;
  }

  private static String objectType(@Nullable Object value) {
    return value instanceof String text && IDENTIFIER.matcher(text).matches() ? text : "";
  }
}
