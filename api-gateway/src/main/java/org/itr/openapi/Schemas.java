package org.itr.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.itr.http.Shape;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.ObjectType;

/**
 * JSON schemas of shapes. Those of object types and of their list rows are kept apart, to be
 * referred to.
 */
final class Schemas {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The one secret that comes in with an object; the others have ways of their own. */
  private static final String PASSWORD = "Password";

  private final Map<String, ObjectNode> components = new LinkedHashMap<>();

  /** The schemas to be referred to, by name. */
  Map<String, ObjectNode> components() {
    return components;
  }

  /** The media type of a shape. */
  static String mediaType(Shape shape) {
    if (shape instanceof Shape.Text) {
      return "text/plain";
    }
    if (shape instanceof Shape.AsText) {
      return "text/html";
    }
    return shape instanceof Shape.Bytes bytes ? bytes.mediaType() : "application/json";
  }

  /** The schema of a shape. */
  ObjectNode of(Shape shape) {
    if (shape instanceof Shape.Text text) {
      return JSON.objectNode().put("type", "string").put("description", text.means());
    }
    if (shape instanceof Shape.Bytes bytes) {
      return JSON.objectNode().put("description", bytes.means());
    }
    if (shape instanceof Shape.Whole object) {
      return reference(object.type().name(), () -> object(object.type()));
    }
    if (shape instanceof Shape.Rows rows) {
      return list(reference(rows.type().name() + "-row", () -> row(rows.type())));
    }
    if (shape instanceof Shape.Parts parts) {
      ObjectNode properties = JSON.objectNode();
      parts.fields().forEach(field -> properties.set(field.name(), value(field, field.isJson())));
      ObjectNode one = JSON.objectNode().put("type", "object").set("properties", properties);
      return parts.many() ? list(one) : one;
    }
    if (shape instanceof Shape.Texts texts) {
      return list(JSON.objectNode().put("type", "string")).put("description", texts.means());
    }
    if (shape instanceof Shape.Tree tree) {
      return JSON.objectNode().put("description", tree.means());
    }
    if (shape instanceof Shape.ListOf list) {
      return list(of(list.one()));
    }
    if (shape instanceof Shape.Either either) {
      ArrayNode both = JSON.arrayNode().add(of(either.one())).add(of(either.other()));
      return JSON.objectNode().set("oneOf", both);
    }
    if (shape instanceof Shape.Under under) {
      ObjectNode property = JSON.objectNode().set(under.name(), of(under.content()));
      return JSON.objectNode().put("type", "object").set("properties", property);
    }
    if (shape instanceof Shape.AsText text) {
      return of(text.json());
    }
    throw new IllegalStateException("No schema for " + shape);
  }

  private ObjectNode reference(String name, java.util.function.Supplier<ObjectNode> schema) {
    if (!components.containsKey(name)) {
      components.put(name, schema.get());
    }
    return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  private static ObjectNode list(ObjectNode items) {
    return JSON.objectNode().put("type", "array").set("items", items);
  }

  /** An object as it is saved and read. */
  private static ObjectNode object(ObjectType type) {
    ObjectNode properties = JSON.objectNode();
    for (Field field : type.fields()) {
      if (field.isReturned() || PASSWORD.equals(field.name())) {
        ObjectNode schema = described(type, field, value(field, field.isJson()));
        if (!field.isReturned()) {
          schema.put("writeOnly", true);
        }
        properties.set(field.name(), schema);
      }
    }
    return JSON.objectNode().put("type", "object").set("properties", properties);
  }

  /** An object as a row of a list. */
  private static ObjectNode row(ObjectType type) {
    ObjectNode properties = JSON.objectNode();
    for (Field field : type.listFields()) {
      properties.set(field.name(), described(type, field, value(field, false)));
    }
    Field key = type.field(type.key());
    if (key.isReturned()) {
      properties.set("id", value(key, false).put("description", "The same as " + key.name()));
    }
    properties.set(
        "dbsource",
        JSON.objectNode()
            .put("type", "integer")
            .put("description", "1 for a row of the master space, else 0")
            .set("enum", JSON.arrayNode().add(0).add(1)));
    return JSON.objectNode().put("type", "object").set("properties", properties);
  }

  private static ObjectNode described(ObjectType type, Field field, ObjectNode schema) {
    List<String> meaning = new ArrayList<>();
    if (field.name().equals(type.key())) {
      meaning.add("The key; in a body it is ignored in favour of the path.");
    }
    if (type.archiveField().filter(field::equals).isPresent()) {
      meaning.add("False on archived objects.");
    }
    if (type.ownerField().filter(field::equals).isPresent()) {
      meaning.add("The owner: users with MayWorkWithOwnObjectsOnly can only access their own.");
    }
    if (schema.hasNonNull("description")) {
      meaning.add(schema.get("description").asText());
    }
    return meaning.isEmpty() ? schema : schema.put("description", String.join(" ", meaning));
  }

  /**
   * A value of a field.
   *
   * @param asTree whether it holds JSON that is JSON on the wire, and not a text of it
   */
  static ObjectNode value(Field field, boolean asTree) {
    ObjectNode schema = JSON.objectNode();
    if (asTree) {
      schema.put("description", "JSON of any shape.");
    } else {
      type(field, schema);
      limits(field, schema);
    }
    if (field.initial() != null) {
      schema.set("default", initial(field, asTree));
    }
    return schema;
  }

  private static void type(Field field, ObjectNode schema) {
    String type =
        switch (field.type()) {
          case INT16, INT32, INT64 -> "integer";
          case DOUBLE -> "number";
          case BOOLEAN -> "boolean";
          case UUID, STRING, TEXT, TIMESTAMP, DATE -> "string";
        };
    if (field.isNullable()) {
      schema.set("type", JSON.arrayNode().add(type).add("null"));
    } else {
      schema.put("type", type);
    }
  }

  private static void limits(Field field, ObjectNode schema) {
    switch (field.type()) {
      case UUID -> schema.put("format", "uuid");
      case TIMESTAMP -> schema.put("format", "date-time");
      case DATE ->
          schema.put(
              "description",
              "A day: returned as an HTTP date, accepted as an ISO date or date and time.");
      case INT16 -> schema.put("minimum", Short.MIN_VALUE).put("maximum", Short.MAX_VALUE);
      case INT32 -> schema.put("format", "int32");
      case INT64 -> schema.put("format", "int64");
      case DOUBLE -> schema.put("format", "double");
      case STRING -> schema.put("maxLength", field.maxLength());
      case BOOLEAN, TEXT -> {
        // Nothing limits these.
      }
    }
  }

  /** What a field starts as. */
  private static JsonNode initial(Field field, boolean asTree) {
    if (asTree && field.initial() instanceof String text && !text.isEmpty()) {
      return tree(text);
    }
    if (field.type() == FieldType.DATE) {
      return JSON.textNode("Sat, 01 Jan 2000 00:00:00 GMT");
    }
    return MAPPER.valueToTree(field.initial());
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No JSON: " + json, e);
    }
  }

  /** One of that kind, to begin with. */
  static JsonNode example(Shape shape) {
    if (shape instanceof Shape.Text text) {
      return JSON.textNode(text.example());
    }
    if (shape instanceof Shape.Whole object) {
      ObjectNode example = JSON.objectNode();
      for (Field field : object.type().fields()) {
        if ((field.isReturned() || PASSWORD.equals(field.name()))
            && !field.name().equals(object.type().key())
            && field.initial() != null) {
          example.set(field.name(), initial(field, field.isJson()));
        }
      }
      return example;
    }
    if (shape instanceof Shape.Parts parts) {
      ObjectNode example = JSON.objectNode();
      parts.fields().forEach(field -> example.set(field.name(), initial(field, field.isJson())));
      return parts.many() ? JSON.arrayNode().add(example) : example;
    }
    if (shape instanceof Shape.Texts texts) {
      return JSON.arrayNode().add(texts.example());
    }
    if (shape instanceof Shape.Tree tree) {
      return tree(tree.example());
    }
    if (shape instanceof Shape.ListOf list) {
      return JSON.arrayNode().add(example(list.one()));
    }
    if (shape instanceof Shape.Either either) {
      return example(either.one());
    }
    if (shape instanceof Shape.AsText text) {
      return example(text.json());
    }
    return JSON.textNode("");
  }
}
