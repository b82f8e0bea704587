package org.itr.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.itr.http.Access;
import org.itr.http.Call;
import org.itr.http.Header;
import org.itr.http.Shape;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/**
 * The description of the API as OpenAPI 3.1. It is made of the table of calls, the parameters of
 * the methods that take them, and the object types, so it says what the running code does.
 */
final class OpenApiDocument {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String TOKEN = "SessionID";
  private static final String TEXT = "text/plain";

  /** What each status means that most calls can answer. */
  private static final Map<Integer, String> STATUSES = new TreeMap<>();

  static {
    STATUSES.put(400, "Malformed: the sentence names the header or field, and nothing is written");
    STATUSES.put(403, "The user lacks the right, or must choose a company first");
    STATUSES.put(
        404,
        "The token is missing, unknown or expired, or the object does not exist or is not visible to the user");
    STATUSES.put(413, "The body is over the limit");
    STATUSES.put(429, "Too many calls, or a value over the limit of its field");
    STATUSES.put(
        503,
        "The database is temporarily unavailable, or the server must not write to it; Retry-After says"
            + " when to try again");
  }

  private final Collection<Call> calls;
  private final Map<String, Method> handlers;
  private final String version;
  private final Schemas schemas = new Schemas();
  private final Set<Header> headers = new LinkedHashSet<>();

  private OpenApiDocument(Collection<Call> calls, Map<String, Method> handlers, String version) {
    this.calls = calls;
    this.handlers = handlers;
    this.version = version;
  }

  /**
   * Describes calls.
   *
   * @param calls the rows
   * @param handlers the method that takes each
   * @param version the version of the server
   */
  static ObjectNode of(Collection<Call> calls, Map<String, Method> handlers, String version) {
    return new OpenApiDocument(calls, handlers, version).document();
  }

  private ObjectNode document() {
    ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "ITR API")
        .put("summary", "The calls of the Internet Test Room")
        .put("description", introduction())
        .put("version", version)
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    ArrayNode tags = document.putArray("tags");
    calls.stream()
        .map(Call::section)
        .distinct()
        .forEach(section -> tags.addObject().put("name", section));
    ObjectNode paths = document.putObject("paths");
    for (Call call : calls) {
      ObjectNode path = paths.withObjectProperty(call.pattern());
      path.set(call.method().toLowerCase(Locale.ROOT), operation(call));
    }
    document.set("components", components());
    return document;
  }

  private static String introduction() {
    try (InputStream text =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/api/introduction.md"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode operation(Call call) {
    Method handler = handlers.get(call.toString());
    if (handler == null) {
      throw new IllegalStateException("Nothing takes the call " + call);
    }
    Parameters reads = Parameters.of(call, handler);
    ObjectNode operation = JSON.objectNode();
    operation.putArray("tags").add(call.section());
    operation
        .put("operationId", operationId(call))
        .put("summary", call.summary())
        .put("description", description(call, reads))
        .put("x-access", call.access().name());
    ArrayNode security = operation.putArray("security");
    if (!call.isPublic()) {
      security.addObject().putArray(TOKEN).add(role(call.access()));
    }
    parameters(call, reads, operation);
    call.request().ifPresent(body -> operation.set("requestBody", requestBody(body)));
    operation.set("responses", responses(call, reads));
    return operation;
  }

  private static String role(Access access) {
    return access.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String operationId(Call call) {
    return (call.method().toLowerCase(Locale.ROOT) + call.pattern().substring("/api".length()))
        .replaceAll("[{}]", "")
        .replace('/', '_');
  }

  /** Who may make the call, and what beside that is checked. */
  private static String description(Call call, Parameters reads) {
    List<String> lines = new ArrayList<>();
    lines.add("For " + call.access().who() + ".");
    call.limits().forEach(limit -> lines.add(limit + "."));
    ObjectType type = call.objectType().orElse(null);
    if (type != null && reads.hasCopies()) {
      lines.add(
          call.isRead()
              ? "Objects in the master space can be read by " + readers(type.masterReaders()) + "."
              : "Objects in the master space can only be changed by master users.");
    }
    if (type != null && type.isOwned() && !call.isPublic()) {
      lines.add("Users with MayWorkWithOwnObjectsOnly: " + theirs(type) + ".");
    }
    if (reads.headers().contains(Header.AS_OF)) {
      lines.add(
          "AsOf is for office users; with it, supervisors and master users also see objects that have been"
              + " removed.");
    }
    return String.join("\n\n", lines);
  }

  private static String theirs(ObjectType type) {
    if (type.ownerField().isEmpty()) {
      return "not those of others' sessions";
    }
    return "only those that name them in "
        + type.ownerField().get().name()
        + (type.sessionField().isPresent() ? ", and those of their sessions" : "");
  }

  private static String readers(MasterReaders readers) {
    return switch (readers) {
      case NOBODY -> "nobody";
      case MASTER_USERS -> "master users";
      case OFFICE_USERS -> "office users";
      case EVERYONE -> "every user";
    };
  }

  private void parameters(Call call, Parameters reads, ObjectNode operation) {
    ArrayNode parameters = operation.putArray("parameters");
    for (String variable : reads.variables()) {
      Field field = call.variable(variable);
      ObjectNode schema = Schemas.value(field, false);
      schema.remove("default");
      parameters
          .addObject()
          .put("name", variable)
          .put("in", "path")
          .put("required", true)
          .set("schema", schema);
    }
    Set<Header> all = new LinkedHashSet<>(reads.headers());
    all.add(Header.BROWSER_ID);
    for (Header header : all) {
      headers.add(header);
      parameters.addObject().put("$ref", "#/components/parameters/" + header.wireName());
    }
  }

  private ObjectNode requestBody(Shape shape) {
    ObjectNode body = JSON.objectNode();
    ObjectNode media = body.putObject("content").putObject(Schemas.mediaType(shape));
    media.set("schema", schemas.of(shape));
    if (!(shape instanceof Shape.Bytes)) {
      media.set("example", Schemas.example(shape));
    }
    return body;
  }

  private ObjectNode responses(Call call, Parameters reads) {
    Map<Integer, ObjectNode> responses = new TreeMap<>();
    responses.put(200, done(call, "Done"));
    boolean hasBody = call.request().isPresent();
    if (hasBody || !reads.variables().isEmpty() || !reads.headers().isEmpty()) {
      responses.put(400, usual(400));
    }
    if (!call.isPublic()) {
      responses.put(403, usual(403));
      responses.put(404, usual(404));
    }
    if (hasBody) {
      responses.put(413, usual(413));
    }
    responses.put(429, usual(429));
    responses.put(503, usual(503));
    call.statuses()
        .forEach(
            (status, when) ->
                responses.put(status, status < 300 ? done(call, when) : sentence(when)));
    ObjectNode all = JSON.objectNode();
    responses.forEach((status, response) -> all.set(Integer.toString(status), response));
    return all;
  }

  private static ObjectNode usual(int status) {
    return JSON.objectNode().put("$ref", "#/components/responses/" + status);
  }

  private ObjectNode done(Call call, String when) {
    ObjectNode response = JSON.objectNode().put("description", when);
    call.answer()
        .ifPresent(
            shape -> {
              ObjectNode media = response.putObject("content").putObject(Schemas.mediaType(shape));
              media.set("schema", schemas.of(shape));
              if (shape instanceof Shape.Text text) {
                media.put("example", text.example());
              }
            });
    return response;
  }

  /** An answer that is a sentence. */
  private static ObjectNode sentence(String when) {
    ObjectNode response = JSON.objectNode().put("description", when);
    response
        .putObject("content")
        .putObject(TEXT)
        .putObject("schema")
        .put("type", "string")
        .put("description", "One sentence that says what is wrong");
    return response;
  }

  private ObjectNode components() {
    ObjectNode components = JSON.objectNode();
    components
        .putObject("securitySchemes")
        .putObject(TOKEN)
        .put("type", "apiKey")
        .put("in", "header")
        .put("name", TOKEN)
        .put("description", "The token issued by login; it expires ten minutes after its last use");
    ObjectNode parameters = components.putObject("parameters");
    headers.stream()
        .sorted()
        .forEach(header -> parameters.set(header.wireName(), parameter(header)));
    ObjectNode responses = components.putObject("responses");
    STATUSES.forEach((status, when) -> responses.set(Integer.toString(status), sentence(when)));
    ObjectNode described = components.putObject("schemas");
    schemas.components().forEach(described::set);
    return components;
  }

  private static ObjectNode parameter(Header header) {
    ObjectNode parameter =
        JSON.objectNode()
            .put("name", header.wireName())
            .put("in", "header")
            .put("description", header.means());
    ObjectNode schema = parameter.putObject("schema");
    String text = header.byDefault();
    switch (header.type()) {
      case INT32 -> schema.put("type", "integer").put("default", Integer.parseInt(text));
      case DOUBLE -> schema.put("type", "number").put("default", Double.parseDouble(text));
      default -> {
        schema.put("type", "string");
        if (header.type() == FieldType.UUID) {
          schema.put("format", "uuid");
        }
        if (!text.isEmpty()) {
          schema.put("default", text);
        }
      }
    }
    if (!header.allowed().isEmpty()) {
      header.allowed().forEach(schema.putArray("enum")::add);
    }
    return parameter;
  }
}
