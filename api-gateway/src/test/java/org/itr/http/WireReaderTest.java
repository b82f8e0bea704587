package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.itr.company.Companies;
import org.itr.objecttype.Field;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectType;
import org.itr.person.Persons;
import org.itr.record.Educations;
import org.itr.record.Tests;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireReaderTest {

  private static final String ID = "aaaaaaaa-bbbb-4ccc-1ddd-eeeeeeeeeeee";

  @Test
  void only_fields_that_are_sent_and_exist_are_there() {
    assertThat(
            read(
                Sessions.TYPE,
                """
                {"_objectType":"","persistentProperties":["x"],"Description":"A + B = %20 & c",
                 "Unknown":{"deep":[1,2]},"Status":10}
                """))
        .containsExactly(entry("Description", "A + B = %20 & c"), entry("Status", 10L));
  }

  @Test
  void of_a_key_that_comes_twice_the_last_counts() {
    assertThat(
            read(
                Tests.TYPE,
                "{\"ScoringScript\":\"a\",\"PluginData\":{\"x\":1,\"x\":2},\"ScoringScript\":\"b\"}"))
        .containsEntry("ScoringScript", "b")
        .containsEntry("PluginData", Map.of("x", 2L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"true\"", "\"True\"", "\"Y\"", "\"T\"", "1", "\"1\"", "1.0"})
  void yes_has_many_forms(String json) {
    assertThat(read(Sessions.TYPE, "{\"Active\":" + json + "}")).containsEntry("Active", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "\"false\"", "\"FALSE\"", "\"N\"", "\"F\"", "0", "\"0\""})
  void no_has_many_forms(String json) {
    assertThat(read(Sessions.TYPE, "{\"Active\":" + json + "}")).containsEntry("Active", false);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10",
    "'\"10\"', 10",
    "'\" 10 \"', 10",
    "10.0, 10",
    "33.5, 34",
    "-5, -5",
    "2147483647, 2147483647",
    "1e3, 1000",
    "true, 1",
    "'\"\"', 1",
    "null, 1"
  })
  void whole_numbers_come_as_numbers_or_texts_and_nothing_is_the_default(
      String json, long expected) {
    assertThat(read(Sessions.TYPE, "{\"Status\":" + json + "}")).containsEntry("Status", expected);
  }

  @Test
  void a_session_type_of_null_is_0_and_a_norm_of_null_is_null() {
    assertThat(read(Sessions.TYPE, "{\"SessionType\":null}")).containsEntry("SessionType", 0L);
    assertThat(read(SessionTests.TYPE, "{\"NormID1\":null}")).containsEntry("NormID1", null);
    assertThat(read(SessionTests.TYPE, "{\"NormID1\":\"\"}")).containsEntry("NormID1", null);
  }

  @ParameterizedTest
  @CsvSource({"21, 21.0", "'\"21\"', 21.0", "0.1, 0.1", "'\"\"', 0.0", "null, 0.0", "-1e2, -100.0"})
  void floating_point_numbers_come_as_numbers_or_texts(String json, double expected) {
    assertThat(read(Companies.TYPE, "{\"VATPercentage\":" + json + "}"))
        .containsEntry("VATPercentage", expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aaaaaaaa-bbbb-4ccc-1ddd-eeeeeeeeeeee",
        "AAAAAAAA-BBBB-4CCC-1DDD-EEEEEEEEEEEE",
        "{aaaaaaaa-bbbb-4ccc-1ddd-eeeeeeeeeeee}",
        " aaaaaaaa-bbbb-4ccc-1ddd-eeeeeeeeeeee ",
      })
  void uuids_have_one_spelling(String text) {
    assertThat(read(Sessions.TYPE, "{\"PersonID\":\"" + text + "\"}"))
        .containsEntry("PersonID", ID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-23T10:00:00Z| 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.123Z| 2026-11-23T10:00:00.123Z",
        "2026-11-23T10:00:00.123456789Z| 2026-11-23T10:00:00.123456Z",
        "2026-11-23T10:00:00+00:00| 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.123456+00:00| 2026-11-23T10:00:00.123456Z",
        "2026-11-23T10:00:00+01:30| 2026-11-23T08:30:00Z",
        "2026-11-23T10:00:00+0130| 2026-11-23T08:30:00Z",
        "2026-11-23T10:00:00-03| 2026-11-23T13:00:00Z",
        "2026-11-23T10:00:00| 2026-11-23T10:00:00Z",
        "2026-11-23T10:00| 2026-11-23T10:00:00Z",
        "2026-11-23 10:00:00| 2026-11-23T10:00:00Z",
        "2026-11-23 10:00:00 UTC| 2026-11-23T10:00:00Z",
        "2026-07-23 10:00:00 Europe/Amsterdam| 2026-07-23T08:00:00Z",
        "2026-11-23 10:00:00 Europe/Amsterdam| 2026-11-23T09:00:00Z",
        "2026-11-23 10:00:00 America/Argentina/Buenos_Aires| 2026-11-23T13:00:00Z",
        "2026-11-23 10:00:00 Etc/GMT+5| 2026-11-23T15:00:00Z",
        "2026-03-29 02:30:00 Europe/Amsterdam| 2026-03-29T01:30:00Z",
        "2000-01-01| 2000-01-01T00:00:00Z",
        "1900-1-1| 1900-01-01T00:00:00Z",
        "Sat, 03 Feb 1990 00:00:00 GMT| 1990-02-03T00:00:00Z",
        "''| 2000-01-01T05:00:00Z",
      })
  void moments_come_in_every_form_that_the_website_has(String text, String expected) {
    assertThat(read(Sessions.TYPE, "{\"StartedAt\":\"" + text + "\"}"))
        .containsEntry("StartedAt", expected);
  }

  @Test
  void a_moment_may_be_a_number_of_milliseconds() {
    assertThat(read(Sessions.TYPE, "{\"StartedAt\":1795428000123}"))
        .containsEntry("StartedAt", "2026-11-23T10:00:00.123Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0NaN-NaN-NaN NaN:NaN:NaN Europe/Amsterdam",
        "NaN-NaN-NaN",
        "Invalid date",
        "Invalid Date"
      })
  void a_date_that_is_none_keeps_the_old_value(String text) {
    assertThat(read(Sessions.TYPE, "{\"Status\":10,\"StartedAt\":\"" + text + "\"}"))
        .containsOnlyKeys("Status");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat, 03 Feb 1990 00:00:00 GMT| 1990-02-03",
        "1990-02-03| 1990-02-03",
        "1990-2-3| 1990-02-03",
        "1990-02-03T23:00:00.000Z| 1990-02-03",
        "1990-02-03 00:00:00 Europe/Amsterdam| 1990-02-03",
        "''| 2000-01-01",
      })
  void a_day_is_the_day_that_was_written(String text, String expected) {
    assertThat(read(Persons.TYPE, "{\"BirthDate\":\"" + text + "\"}"))
        .containsEntry("BirthDate", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PersonID| \"abc\"",
        "PersonID| 5",
        "PersonID| {}",
        "Status| \"ready\"",
        "Status| 2147483648",
        "Status| -2147483649",
        "Status| 1e999999999",
        "Status| \"1e999999999\"",
        "Status| []",
        "SessionType| 32768",
        "SessionType| \"-32769\"",
        "Active| \"perhaps\"",
        "Active| 2",
        "StartedAt| true",
        "PersonID| false",
        "StartedAt| \"yesterday\"",
        "StartedAt| \"2026-02-30\"",
        "StartedAt| \"2026-01-01 10:00:00 Moon/Crater\"",
        "StartedAt| \"2026-01-01T25:00:00Z\"",
        "StartedAt| \"0000-01-01\"",
        "StartedAt| 99999999999999999",
        "ShortLoginCode| \"12345678901234567890123456789012345678901\"",
        "Description| \"a\\u0000b\"",
        "PluginData| {\"a\":\"\\u0000\"}",
        "PluginData| {\"\\u0000\":1}",
        "PluginData| {\"a\":1e999999999}",
        "PluginData| \"{\\\"a\\\":1e999999999}\"",
      })
  void a_value_that_does_not_fit_is_refused_with_the_name_of_its_field(String field, String json) {
    assertThatThrownBy(() -> read(Sessions.TYPE, "{\"" + field + "\":" + json + "}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "undefined",
        "null",
        "[]",
        "5",
        "\"{}\"",
        "{",
        "{}{}",
        "{\"a\":}",
        "{\"Status\":10"
      })
  void a_body_that_is_no_object_is_refused(String body) {
    assertThatThrownBy(() -> read(Sessions.TYPE, body)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void what_the_website_writes_for_nothing_is_refused_with_the_name_of_its_field() {
    assertThatThrownBy(() -> read(Tests.TYPE, "{\"TestName\":\"a\",\"Remarks\":undefined}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Remarks");
    assertThatThrownBy(() -> read(Tests.TYPE, "{\"PluginData\":,\"Remarks\":\"\"}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("PluginData");
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused() {
    byte[] latin1 = "{\"Description\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> WireReader.fields(Sessions.TYPE, latin1))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void length_is_counted_in_characters() {
    String faces = "\uD83D\uDE00".repeat(40);
    assertThat(read(Sessions.TYPE, "{\"ShortLoginCode\":\"" + faces + "\"}"))
        .containsEntry("ShortLoginCode", faces);
  }

  @Test
  void half_a_character_becomes_a_replacement_character() {
    assertThat(read(Sessions.TYPE, "{\"Description\":\"a\\ud83d\",\"PluginData\":[\"\\ude00b\"]}"))
        .containsEntry("Description", "a\uFFFD")
        .containsEntry("PluginData", List.of("\uFFFDb"));
  }

  @Test
  void json_fields_become_trees_with_exact_numbers() {
    Map<String, Object> fields =
        read(
            SessionTests.TYPE,
            "{\"Results\":{\"a\":[1,12345678901234567890,2.50,true,null,\"x\"],\"b\":{}}}");
    assertThat(fields)
        .containsEntry(
            "Results",
            Map.of(
                "a",
                Arrays.asList(
                    1L,
                    new BigInteger("12345678901234567890"),
                    new BigDecimal("2.50"),
                    true,
                    null,
                    "x"),
                "b",
                Map.of()));
  }

  @Test
  void json_in_a_text_is_that_json() {
    assertThat(read(SessionTests.TYPE, "{\"Results\":\"{\\\"a\\\":1}\"}"))
        .containsEntry("Results", Map.of("a", 1L));
    assertThat(read(SessionTests.TYPE, "{\"Results\":\"no json\"}"))
        .containsEntry("Results", "no json");
    assertThat(read(SessionTests.TYPE, "{\"Results\":\"{} {}\"}"))
        .containsEntry("Results", "{} {}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \""})
  void a_json_field_set_to_nothing_is_null_which_stands_for_its_default(String json) {
    assertThat(read(SessionTests.TYPE, "{\"Results\":" + json + "}"))
        .containsEntry("Results", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ITSUser \"| 'ITSUser '",
        "\"ITSObject\"| ITSObject",
        "\" $x_1\"| ' $x_1'",
        "\"\"| ''",
        "\"alert(1)\"| ''",
        "\"a.b\"| ''",
        "\"a b\"| ''",
        "\"1a\"| ''",
        "5| ''",
        "{\"x\":1}| ''",
        "null| ''",
      })
  void nested_object_types_are_plain_identifiers_or_blank(String json, String expected) {
    assertThat(read(Sessions.TYPE, "{\"PluginData\":{\"list\":[{\"_objectType\":" + json + "}]}}"))
        .containsEntry("PluginData", Map.of("list", List.of(Map.of("_objectType", expected))));
  }

  @Test
  void an_object_type_hidden_in_a_text_is_blanked_too() {
    assertThat(read(Sessions.TYPE, "{\"PluginData\":\"{\\\"_objectType\\\":\\\"alert(1)\\\"}\"}"))
        .containsEntry("PluginData", Map.of("_objectType", ""));
  }

  @Test
  void a_text_field_takes_numbers_and_structures_as_their_text() {
    assertThat(
            read(
                Educations.TYPE, "{\"Name\":5,\"EducationGroup\":true,\"PluginData\":{\"a\":[1]}}"))
        .containsEntry("Name", "5")
        .containsEntry("EducationGroup", "true")
        .containsEntry("PluginData", "{\"a\":[1]}");
  }

  @Test
  void structures_have_a_depth() {
    assertThat(read(Sessions.TYPE, "{\"PluginData\":" + nested(400) + "}"))
        .containsKey("PluginData");
    for (int depth : new int[] {600, 5_000, 100_000}) {
      assertThatThrownBy(() -> read(Sessions.TYPE, "{\"PluginData\":" + nested(depth) + "}"))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("PluginData");
      assertThatThrownBy(
              () ->
                  WireReader.object(
                      ("{\"a\":" + nested(depth) + "}").getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(InvalidInput.class);
    }
  }

  @Test
  void bodies_have_no_more_values_than_the_memory_is_good_for() {
    String many = "{\"PluginData\":[" + "[],".repeat(600_000) + "0]}";
    assertThatThrownBy(() -> read(Sessions.TYPE, many))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("too many values, in PluginData");
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @Test
  void every_field_of_every_type_takes_null() {
    for (ObjectType type : org.itr.objecttype.ObjectTypes.all()) {
      for (Field field : type.fields()) {
        assertThat(read(type, "{\"" + field.name() + "\":null}"))
            .as(type + "." + field.name())
            .containsEntry(field.name(), field.isJson() ? null : field.initial());
      }
    }
  }

  @Test
  void a_message_repeats_nothing_harmful() {
    assertThatThrownBy(() -> read(Sessions.TYPE, "{\"<script>\\r\\nX: y\":undefined}"))
        .isInstanceOf(InvalidInput.class)
        .satisfies(
            refused -> assertThat(refused.getMessage()).doesNotContain("<", "\r", "\n", "X: y"));
  }

  private static Map<String, Object> read(ObjectType type, String json) {
    return WireReader.fields(type, json.getBytes(StandardCharsets.UTF_8));
  }
}
