package org.itr.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.itr.http.Controllers;
import org.itr.http.Rights;
import org.junit.jupiter.api.Test;

/**
 * The description of the API in docs is made of what the server answers to {@code GET
 * /api/openapi}. When this test fails because the code changed, look at the difference and run it
 * again with {@code -Ddocs.update=true}.
 */
class ApiDocsTest {

  private static final Path DOCS = Path.of("..", "docs", "api.md");

  private final ObjectNode api =
      OpenApiDocument.of(Rights.table(), Controllers.handlers(), "of the tests");
  private final StringBuilder text = new StringBuilder();

  @Test
  void the_docs_say_what_the_code_does() throws IOException {
    write();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(DOCS, text);
    }
    assertThat(DOCS).hasContent(text.toString());
  }

  private void write() {
    text.append("# The API\n\nGenerated from the code by `ApiDocsTest`; do not edit. ")
        .append("The server provides the same in more detail as OpenAPI at `/api/openapi`, ")
        .append("and `/api/test` is a page for trying out calls.\n\n")
        .append(api.at("/info/description").asText())
        .append("\n\n## Headers\n\n| header | default | meaning |\n|---|---|---|\n");
    for (JsonNode header : api.at("/components/parameters")) {
      row(
          code(header.get("name").asText()),
          header.at("/schema/default").asText(),
          header.get("description").asText());
    }
    text.append("\n## Statuses\n\n| status | meaning |\n|---|---|\n");
    row("200", "Done");
    for (Map.Entry<String, JsonNode> status : api.at("/components/responses").properties()) {
      row(status.getKey(), status.getValue().get("description").asText());
    }
    text.append("\nBelow, only statuses with a more specific meaning are listed.\n");
    for (JsonNode tag : api.get("tags")) {
      section(tag.get("name").asText());
    }
    text.append("\n## Objects\n");
    for (Map.Entry<String, JsonNode> schema : api.at("/components/schemas").properties()) {
      if (!schema.getKey().endsWith("-row")) {
        object(schema.getKey(), schema.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> schema : api.at("/components/schemas").properties()) {
      String name = schema.getKey().replace("-row", "");
      if (schema.getKey().endsWith("-row") && !api.at("/components/schemas").has(name)) {
        object(name + " (rows only)", schema.getValue());
      }
    }
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells).replace("\n", " ")).append(" |\n");
  }

  private static String code(String name) {
    return "`" + name + "`";
  }

  private void section(String title) {
    text.append("\n## ").append(title).append("\n");
    api.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (operation.getValue().at("/tags/0").asText().equals(title)) {
                            call(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue());
                          }
                        }));
  }

  private void call(String method, String path, JsonNode operation) {
    text.append("\n### ").append(code(method + " " + path)).append("\n\n");
    text.append(operation.get("summary").asText()).append(".\n\n");
    for (String line : operation.get("description").asText().split("\n\n", -1)) {
      text.append("- ").append(line).append("\n");
    }
    List<String> headers = new ArrayList<>();
    for (JsonNode parameter : operation.get("parameters")) {
      String reference = parameter.path("$ref").asText();
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      if (!name.isEmpty() && !name.equals("BrowserID")) {
        headers.add(code(name));
      }
    }
    if (!headers.isEmpty()) {
      text.append("- Headers: ").append(String.join(", ", headers)).append("\n");
    }
    JsonNode body = operation.at("/requestBody/content");
    if (!body.isMissingNode()) {
      text.append("- Body: ").append(content(body)).append("\n");
    }
    text.append("- Answer: ").append(content(operation.at("/responses/200/content"))).append("\n");
    operation
        .get("responses")
        .properties()
        .forEach(
            response -> {
              if (!response.getKey().equals("200") && response.getValue().has("description")) {
                text.append("- ")
                    .append(response.getKey())
                    .append(": ")
                    .append(response.getValue().get("description").asText())
                    .append("\n");
              }
            });
  }

  private static String content(JsonNode content) {
    Map.Entry<String, JsonNode> media = content.properties().iterator().next();
    String shape = shape(media.getValue().get("schema"));
    return media.getKey().equals("application/json")
        ? "JSON, " + shape
        : code(media.getKey()) + ", " + shape;
  }

  private static String shape(JsonNode schema) {
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").asText();
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      return name.endsWith("-row")
          ? "rows of `" + name.replace("-row", "") + "`"
          : "`" + name + "`";
    }
    if (schema.has("oneOf")) {
      return StreamSupport.stream(schema.get("oneOf").spliterator(), false)
          .map(ApiDocsTest::shape)
          .collect(Collectors.joining(", or "));
    }
    if (schema.has("items")) {
      String items = shape(schema.get("items"));
      return items.startsWith("rows") ? items : "a list of " + items;
    }
    if (schema.has("properties")) {
      return schema.get("properties").properties().stream()
          .map(
              property ->
                  property.getValue().has("items")
                      ? code(property.getKey()) + ": " + shape(property.getValue())
                      : code(property.getKey()))
          .collect(Collectors.joining(", ", "an object of ", ""));
    }
    return schema.path("description").asText(schema.path("type").asText());
  }

  private void object(String name, JsonNode schema) {
    text.append("\n### ").append(name).append("\n\n");
    text.append("| field | type | default | in lists | |\n|---|---|---|---|---|\n");
    JsonNode row = api.at("/components/schemas/" + name + "-row/properties");
    for (Map.Entry<String, JsonNode> field : schema.get("properties").properties()) {
      JsonNode value = field.getValue();
      String initial = value.has("default") ? value.get("default").toString() : "";
      row(
          code(field.getKey()),
          type(value),
          initial.isEmpty() ? "" : code(initial),
          row.has(field.getKey()) || name.endsWith("only)") ? "yes" : "",
          value.path("description").asText());
    }
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    String name =
        type.isArray()
            ? type.get(0).asText() + " or null"
            : type.isMissingNode() ? "JSON" : type.asText();
    if (schema.has("maxLength")) {
      return name + ", at most " + schema.get("maxLength").asInt();
    }
    if (schema.has("maximum")) {
      return name + ", 16 bits";
    }
    return schema.has("format") ? name + ", " + schema.get("format").asText() : name;
  }
}
