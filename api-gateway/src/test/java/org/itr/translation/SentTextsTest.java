package org.itr.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.itr.http.WireReader;
import org.itr.objecttype.InvalidInput;
import org.itr.translation.TranslationCommand.NewText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentTextsTest {

  private static Map<String, NewText> texts(String json) {
    return SentTexts.of(WireReader.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void texts_come_as_objects_or_alone_and_what_the_website_adds_is_left_out() {
    assertThat(
            texts(
                """
                {"a": {"id": "a", "value": "A"}, "b": {"value": "B", "originalValue": "was B"},
                 "c": "C", "d": {"value": 5}, "_objectType": "X", "persistentProperties": "*ALL*"}
                """))
        .isEqualTo(
            Map.of(
                "a", new NewText("A", null),
                "b", new NewText("B", "was B"),
                "c", new NewText("C", null),
                "d", new NewText("5", null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": {}}",
        "{\"a\": null}",
        "{\"a\": {\"value\": null}}",
        "{\"a\": {\"value\": {\"value\": \"A\"}}}",
        "{\"a\": [\"A\"]}",
        "{\"a\": {\"value\": \"A\", \"originalValue\": []}}",
        "{\" \": {\"value\": \"A\"}}",
        "{\"a\": {\"value\": \"\\u0000\"}}",
        "[]",
        "undefined"
      })
  void what_is_no_text_is_refused(String json) {
    assertThatThrownBy(() -> texts(json)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void keys_and_texts_have_a_longest() {
    assertThatThrownBy(() -> texts("{\"" + "k".repeat(501) + "\": \"A\"}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("500");
    assertThatThrownBy(() -> texts("{\"a\": {\"value\": \"" + "v".repeat(20_001) + "\"}}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("value")
        .hasMessageContaining("20000");
  }

  @ParameterizedTest
  @CsvSource({"nl, nl", "NL, nl", "pt-BR, pt-br", "pt_br, pt-br", "zh-Hans-CN, zh-hans-cn"})
  void a_language_has_one_code(String sent, String code) {
    assertThat(Languages.code("The language", sent)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "n", "english", "nl.json", "../nl", "nl/..", "nl-", "n1", "é", "nl\n"})
  void what_is_no_code_is_refused(String sent) {
    assertThatThrownBy(() -> Languages.code("The language", sent))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("The language");
  }
}
