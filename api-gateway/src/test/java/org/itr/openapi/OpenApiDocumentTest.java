package org.itr.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.itr.http.Body;
import org.itr.http.Call;
import org.itr.http.Controllers;
import org.itr.http.Rights;
import org.itr.http.Upload;
import org.junit.jupiter.api.Test;

/** What a row of the table of calls must say, and that the document says it. */
class OpenApiDocumentTest {

  private static final Map<String, Method> HANDLERS = Controllers.handlers();
  private static final ObjectNode DOCUMENT =
      OpenApiDocument.of(Rights.table(), HANDLERS, "of the tests");

  @Test
  void every_row_says_what_the_call_does_and_what_it_takes_and_answers() {
    List<String> missing = new ArrayList<>();
    for (Call call : Rights.table()) {
      List<Class<?>> parameters = List.of(HANDLERS.get(call.toString()).getParameterTypes());
      if (call.summary().isBlank()) {
        missing.add(call + ": add says(…) to its row in Rights");
      }
      if (call.answer().isEmpty()) {
        missing.add(call + ": add answers(…) to its row in Rights");
      }
      boolean readsBody = parameters.contains(Body.class) || parameters.contains(Upload.class);
      if (readsBody && call.request().isEmpty()) {
        missing.add(call + ": it reads a body, so add takes(…) to its row in Rights");
      }
      if (call.request().isPresent() && !readsBody) {
        missing.add(call + ": it reads no body, so leave out takes(…) in its row in Rights");
      }
      if (call.summary().endsWith(".") || call.limits().stream().anyMatch(s -> s.endsWith("."))) {
        missing.add(call + ": full stops are added to what its row in Rights says");
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void every_call_of_the_table_is_in_the_document_and_no_other() {
    Set<String> described = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(Rights.table().stream().map(Call::toString).toList());
  }

  @Test
  void a_parser_of_openapi_finds_nothing_wrong_and_every_call_with_its_rights() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setValidateInternalRefs(true);
    SwaggerParseResult result =
        new OpenAPIV3Parser().readContents(DOCUMENT.toString(), null, options);
    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.1");
    for (Call call : Rights.table()) {
      var operation =
          result
              .getOpenAPI()
              .getPaths()
              .get(call.pattern())
              .readOperationsMap()
              .get(io.swagger.v3.oas.models.PathItem.HttpMethod.valueOf(call.method()));
      assertThat(operation).as(call.toString()).isNotNull();
      assertThat(operation.getSecurity()).as(call.toString()).hasSize(call.isPublic() ? 0 : 1);
      assertThat(operation.getResponses()).as(call.toString()).containsKeys("200", "429", "503");
    }
  }

  @Test
  void a_parser_of_openapi_does_find_mistakes() {
    ObjectNode broken = DOCUMENT.deepCopy();
    broken.withObject("/paths/~1api~1version/get").remove("responses");
    assertThat(new OpenAPIV3Parser().readContents(broken.toString()).getMessages()).isNotEmpty();
  }

  @Test
  void operations_and_all_that_is_referred_to_have_names_of_their_own() {
    List<String> ids = DOCUMENT.findValuesAsText("operationId");
    assertThat(ids).hasSize(Rights.table().size()).doesNotHaveDuplicates();
    Set<String> used = new HashSet<>(DOCUMENT.findValuesAsText("$ref"));
    assertThat(used)
        .allSatisfy(
            reference -> assertThat(DOCUMENT.at(reference.substring(1)).isObject()).isTrue());
    for (String kind : List.of("schemas", "parameters", "responses")) {
      DOCUMENT
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void secrets_go_in_and_never_out() {
    JsonNode login = DOCUMENT.at("/components/schemas/logins/properties");
    assertThat(login.at("/Password/writeOnly").asBoolean()).isTrue();
    assertThat(login.has("otp_secret")).isFalse();
    assertThat(DOCUMENT.at("/components/schemas/logins-row/properties").has("Password")).isFalse();
    assertThat(DOCUMENT.at("/components/schemas/tokens/properties").has("Token")).isFalse();
  }

  @Test
  void a_save_tells_every_field_with_its_type_length_and_default() {
    JsonNode fields = DOCUMENT.at("/components/schemas/educations/properties");
    assertThat(fields.at("/Name/maxLength").asInt()).isEqualTo(200);
    JsonNode save = DOCUMENT.at("/paths/~1api~1educations~1{id}/post");
    assertThat(save.at("/requestBody/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/educations");
    assertThat(save.at("/security/0/SessionID/0").asText()).isEqualTo("office");
    assertThat(names(save)).contains("id", "IncludeMaster", "MASTER").doesNotContain("StartPage");
    assertThat(names(DOCUMENT.at("/paths/~1api~1batteries/get"))).contains("IncludeArchived");
    assertThat(names(DOCUMENT.at("/paths/~1api~1educations/get")))
        .contains("StartPage")
        .doesNotContain("IncludeArchived");
    assertThat(names(DOCUMENT.at("/paths/~1api~1persons~1{id}/post"))).doesNotContain("MASTER");
  }

  private static List<String> names(JsonNode operation) {
    List<String> names = new ArrayList<>();
    operation
        .get("parameters")
        .forEach(
            one ->
                names.add(
                    one.has("name")
                        ? one.get("name").asText()
                        : Arrays.asList(one.get("$ref").asText().split("/")).get(3)));
    return names;
  }
}
