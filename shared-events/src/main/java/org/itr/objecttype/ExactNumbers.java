package org.itr.objecttype;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON trees so that a number is written as it was read: whole numbers are {@link Long}, or
 * {@link java.math.BigInteger} where they do not fit, others {@link java.math.BigDecimal}. Jackson
 * alone reads whole numbers either as Integer where they fit or refuses those that are no Long.
 */
public final class ExactNumbers extends SimpleModule {

  private static final long serialVersionUID = 1L;

  /** A module for mappers that read trees. */
  public ExactNumbers() {
    addDeserializer(Object.class, new Trees());
  }

  private static final class Trees extends StdDeserializer<Object> {

    private static final long serialVersionUID = 1L;

    Trees() {
      super(Object.class);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> object(parser, context);
        case START_ARRAY -> list(parser, context);
        case VALUE_STRING -> parser.getText();
        case VALUE_NUMBER_INT ->
            parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? (Object) parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
        case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NULL -> null;
        default -> context.handleUnexpectedToken(Object.class, parser);
      };
    }

    private Map<String, Object> object(JsonParser parser, DeserializationContext context)
        throws IOException {
      Map<String, Object> object = new LinkedHashMap<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        object.put(name, deserialize(parser, context));
      }
      return object;
    }

    private List<Object> list(JsonParser parser, DeserializationContext context)
        throws IOException {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(deserialize(parser, context));
      }
      return list;
    }
  }
}
