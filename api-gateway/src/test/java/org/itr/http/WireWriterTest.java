package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.company.Companies;
import org.itr.login.Logins;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.objecttype.Row;
import org.itr.person.Persons;
import org.itr.record.ScreenTemplates;
import org.itr.record.Tests;
import org.itr.session.Sessions;
import org.itr.session.SessionsView;
import org.itr.sessiontest.SessionTests;
import org.itr.token.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, 2026-11-23T10:00:00+00:00",
    "2026-11-23T10:00:00.120Z, 2026-11-23T10:00:00.120000+00:00",
    "2026-11-23T10:00:00.000001Z, 2026-11-23T10:00:00.000001+00:00",
    "1900-01-01T00:00:00Z, 1900-01-01T00:00:00+00:00",
  })
  void moments_have_an_offset_and_microseconds_only_when_there_are_any(
      Instant moment, String expected) {
    assertThat(WireWriter.moment(moment)).isEqualTo(expected);
  }

  @Test
  void an_object_has_all_fields_that_leave_the_server_and_no_other() throws IOException {
    for (ObjectType type : List.of(Persons.TYPE, Logins.TYPE, Tests.TYPE, Companies.TYPE)) {
      JsonNode json = JSON.readTree(object(type, Map.of()));
      for (Field field : type.fields()) {
        assertThat(json.has(field.name())).as(field.name()).isEqualTo(field.isReturned());
      }
      assertThat(json.has("id")).isFalse();
      assertThat(json.has("dbsource")).isFalse();
    }
    assertThat(object(Logins.TYPE, Map.of("otp_secret", "hidden", "Password", "hidden")))
        .doesNotContain("otp_secret", "Password\"", "hidden");
  }

  @Test
  void values_have_the_forms_of_the_contract() throws IOException {
    UUID id = UUID.fromString("AAAAAAAA-BBBB-4CCC-1DDD-EEEEEEEEEEEE");
    Map<String, Object> values = new HashMap<>();
    values.put("ID", id);
    values.put("BirthDate", LocalDate.of(1990, 2, 3));
    values.put("DateOfLastTest", Instant.parse("2026-11-23T10:00:00Z"));
    values.put("FirstName", "Zoë \"\\ \u2028 😀");
    values.put("Sex", 2);
    values.put("Active", false);
    String json = object(Persons.TYPE, values);
    assertThat(json)
        .contains("\"ID\":\"aaaaaaaa-bbbb-4ccc-1ddd-eeeeeeeeeeee\"")
        .contains("\"BirthDate\":\"Sat, 03 Feb 1990 00:00:00 GMT\"")
        .contains("\"DateOfLastTest\":\"2026-11-23T10:00:00+00:00\"")
        .contains("Zoë")
        .contains("😀")
        .contains("\"Sex\":2")
        .contains("\"Active\":false");
    assertThat(JSON.readTree(json).get("FirstName").asText()).isEqualTo("Zoë \"\\ \u2028 😀");
  }

  @Test
  void an_object_shows_json_as_json_and_nothing_as_the_default() throws IOException {
    JsonNode json =
        JSON.readTree(
            object(
                SessionTests.TYPE,
                Map.of("Results", "{\"a\":[1,2.50]}", "Scores", "", "PluginData", "null")));
    assertThat(json.get("Results").toString()).isEqualTo("{\"a\":[1,2.5]}");
    assertThat(json.get("Scores").toString()).isEqualTo("{}");
    assertThat(json.get("PluginData").toString()).isEqualTo("{}");
    assertThat(json.get("NormID1").isNull()).isTrue();
    assertThat(json.get("Status").asInt()).isEqualTo(1);
    assertThat(json.get("TestStart").asText()).isEqualTo("2000-01-01T05:00:00+00:00");
  }

  @Test
  void a_json_field_that_starts_empty_reads_as_an_empty_text() throws IOException {
    assertThat(JSON.readTree(object(Tests.TYPE, Map.of("screens", ""))).get("screens").asText("?"))
        .isEmpty();
  }

  @Test
  void one_text_that_is_no_json_does_not_spoil_the_answer() throws IOException {
    for (String text : List.of("{\"a\":", "} , \"Active\": true, {", "{} {}", "alert(1)")) {
      JsonNode json = JSON.readTree(object(Sessions.TYPE, Map.of("PluginData", text)));
      assertThat(json.get("PluginData").asText()).isEqualTo(text);
    }
  }

  @Test
  void hidden_fields_are_left_out() throws IOException {
    String json =
        written(
            writer ->
                writer.object(Tests.TYPE, name -> null, field -> !field.name().equals("norms")));
    assertThat(JSON.readTree(json).has("norms")).isFalse();
    assertThat(JSON.readTree(json).has("scales")).isTrue();
  }

  @Test
  void a_list_row_has_the_list_fields_its_id_twice_and_its_source() throws IOException {
    UUID id = UUID.randomUUID();
    Map<String, Object> values =
        Map.of("ID", id, "TemplateVariables", "[{\"a\":1}]", "PluginData", "");
    JsonNode row = listRow(ScreenTemplates.TYPE, values, WireWriter.MASTER_COPY);
    assertThat(row.get("ID").asText()).isEqualTo(id.toString());
    assertThat(row.get("id").asText()).isEqualTo(id.toString());
    assertThat(row.get("dbsource").asInt()).isEqualTo(1);
    assertThat(row.get("TemplateVariables").isTextual()).isTrue();
    assertThat(row.get("TemplateVariables").asText()).isEqualTo("[{\"a\":1}]");
    assertThat(row.get("PluginData").asText()).isEqualTo("{}");
    assertThat(row.size()).isEqualTo(ScreenTemplates.TYPE.listFields().size() + 2);
  }

  @Test
  void a_row_of_tokens_never_names_its_token() throws IOException {
    JsonNode row = listRow(Tokens.TYPE, Map.of("Token", "W1"), WireWriter.COMPANY_COPY);
    assertThat(row.has("id")).isFalse();
    assertThat(row.has("Token")).isFalse();
  }

  @Test
  void a_view_without_its_person_shows_no_nulls() throws IOException {
    JsonNode row = listRow(SessionsView.TYPE, Map.of(), WireWriter.COMPANY_COPY);
    for (Iterator<JsonNode> values = row.elements(); values.hasNext(); ) {
      assertThat(values.next().isNull()).isFalse();
    }
    assertThat(row.get("FirstName").asText("?")).isEmpty();
  }

  @Test
  void every_type_can_be_listed_and_shown() throws IOException {
    for (ObjectType type : ObjectTypes.all()) {
      assertThat(JSON.readTree(object(type, Map.of())).isObject()).isTrue();
      assertThat(listRow(type, Map.of(), WireWriter.COMPANY_COPY).isObject()).isTrue();
    }
  }

  @Test
  void an_empty_list_is_two_brackets() throws IOException {
    assertThat(
            written(
                writer -> {
                  writer.startList();
                  writer.endList();
                }))
        .isEqualTo("[]");
  }

  @Test
  void a_list_that_broke_off_is_not_closed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (WireWriter writer = new WireWriter(out)) {
                writer.startList();
                writer.listRow(Sessions.TYPE, field -> null, 0);
                throw new IllegalStateException("the database went away");
              }
            })
        .isInstanceOf(IllegalStateException.class);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("[{").doesNotEndWith("]");
  }

  private static String object(ObjectType type, Map<String, Object> values) throws IOException {
    Row row = values::get;
    return written(writer -> writer.object(type, row));
  }

  private static JsonNode listRow(ObjectType type, Map<String, Object> values, int source)
      throws IOException {
    Row row = values::get;
    return JSON.readTree(written(writer -> writer.listRow(type, row, source)));
  }

  private static String written(Answer.Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WireWriter writer = new WireWriter(out)) {
      content.write(writer);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
