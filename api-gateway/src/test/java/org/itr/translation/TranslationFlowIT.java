package org.itr.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.TranslationStub;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The texts of the website in other languages, over HTTP, without and with a translation service.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TranslationFlowIT {

  private static final String KEY = "4f1c0key0of0the0service";
  private static final String[] FORCED = {"ForceTranslation", "Y", "IncludeClient", "N"};
  private static final String[] MASTER_SPACE = {"IncludeMaster", "Y", "IncludeClient", "N"};

  @TempDir static Path folder;
  private TranslationStub service;
  private ServerProcess server;
  private Website master;
  private Website translator;
  private Website office;
  private Website anybody;

  @BeforeAll
  void start() throws IOException {
    service = TranslationStub.start();
    server = ServerProcess.start(folder, "--ITR_TRANSLATE_URL=" + service.url());
    master = server.master();
    master.liftCallLimit();
    translator = TestCompany.first(server).user("IsTranslator");
    office = TestCompany.first(server).user();
    anybody = new Website(server.url());
  }

  @AfterAll
  void stop() {
    server.close();
    service.close();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static Map<String, Object> texts(String... keysAndValues) {
    Map<String, Object> texts = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      texts.put(keysAndValues[i], Map.of("value", keysAndValues[i + 1]));
    }
    return texts;
  }

  private JsonNode language(String code) {
    return ok(anybody.get("translations/" + code)).json();
  }

  private String value(String code, String key) {
    return language(code).get(key).get("value").asText();
  }

  private List<JsonNode> trail(String language) {
    List<JsonNode> rows = new ArrayList<>();
    master
        .get("audittrail/objecttype/30", "StartPage", "-1", "Sort", "CreateDate")
        .json()
        .forEach(rows::add);
    String object =
        java.util
            .UUID
            .nameUUIDFromBytes(language.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString();
    rows.removeIf(row -> !row.get("ObjectID").asText().equals(object));
    return rows;
  }

  @Test
  @Order(1)
  void a_server_without_translations_says_so_in_the_ways_the_website_can_read() {
    Answer languages = ok(anybody.get("translations"));
    assertThat(languages.body()).isEqualTo("[]");
    assertThat(languages.type()).startsWith("application/json");
    Answer none = ok(anybody.get("translations/nl"));
    assertThat(none.body()).isEqualTo("[]");
    assertThat(none.type()).startsWith("text/html");
    assertThat(office.get("translate/en/nl", "ToTranslate", "Save").status()).isEqualTo(404);
  }

  @Test
  @Order(2)
  void new_texts_are_stored_as_they_are_given_and_those_that_are_there_stay() {
    Map<String, Object> many = texts("#Sessions.save", "Bewaar", "#Sessions.a/b", "<b>é 漢 &</b>");
    for (int i = 0; i < 300; i++) {
      many.put("key " + i, Map.of("value", "text " + i));
    }
    ok(translator.post("translations/NL", many));
    ok(translator.post("translations/nl", texts("#Sessions.save", "Opslaan", "new", "Nieuw")));

    Answer all = ok(anybody.get("translations/nl"));
    assertThat(all.type()).startsWith("text/html");
    assertThat(all.body()).doesNotContain("<").doesNotContain("&");
    JsonNode json = all.json();
    assertThat(json).hasSize(303);
    JsonNode save = json.get("#Sessions.save");
    assertThat(save.get("value").asText()).isEqualTo("Bewaar");
    assertThat(save.get("originalValue").asText()).isEqualTo("Bewaar");
    assertThat(save.get("valueAsOriginal").asText()).isEqualTo("Bewaar");
    assertThat(save.get("changeDateTime").asText()).matches("20\\d\\d-.*\\+00:00");
    assertThat(save.get("changedBy").asText())
        .isEqualTo(translator.get("logins/currentuser").json().get("ID").asText());
    assertThat(json.get("#Sessions.a/b").get("value").asText()).isEqualTo("<b>é 漢 &</b>");
    assertThat(json.get("new").get("value").asText()).isEqualTo("Nieuw");
    assertThat(ok(anybody.get("translations")).json()).extracting(JsonNode::asText).contains("nl");
  }

  @Test
  @Order(3)
  void the_editor_changes_one_text_and_the_trail_tells_who_changed_what() {
    int before = trail("nl").size();
    ok(master.post("translations/nl", texts("#Sessions.save", "Opslaan"), FORCED));
    ok(master.post("translations/nl", texts("#Sessions.save", "Opslaan"), FORCED));
    ok(
        master.post(
            "translations/nl",
            texts("#Sessions.save", "Opslaan maar"),
            "ForceTranslation",
            "true"));
    JsonNode save = language("nl").get("#Sessions.save");
    assertThat(save.get("value").asText()).isEqualTo("Opslaan maar");
    assertThat(save.get("originalValue").asText()).isEqualTo("Bewaar");
    assertThat(save.get("valueAsOriginal").asText()).isEqualTo("Bewaar");
    List<JsonNode> trail = trail("nl");
    assertThat(trail).hasSize(before + 2);
    JsonNode row = trail.get(trail.size() - 1);
    assertThat(row.get("MessageID").asInt()).isEqualTo(102);
    assertThat(row.get("UserID").asText()).isEqualTo(save.get("changedBy").asText());
    assertThat(row.get("NewData").asText()).contains("Opslaan maar").doesNotContain("key 1");
    assertThat(
            ok(master.get("audittrail/" + row.get("ID").asText())).json().get("OldData").asText())
        .contains("\"value\":\"Opslaan\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "undefined", "[]", "{\"a\":", "{\"a\":{}}", "{\"\":\"x\"}", "5"})
  @Order(4)
  void what_is_no_object_of_texts_is_refused_and_nothing_of_it_is_stored(String body) {
    Answer answer = translator.post("translations/fr", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("text/plain");
    assertThat(anybody.get("translations/fr").body()).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "english", "nl.json", "%00", "'--", "nl%20", "%2e%2e", "en%3bx"})
  @Order(4)
  void what_is_no_language_is_refused(String language) {
    assertThat(anybody.get("translations/" + language).status()).isIn(400, 404);
    assertThat(translator.post("translations/" + language, texts("a", "b")).status())
        .isIn(400, 404);
    assertThat(office.get("translate/" + language + "/nl", "ToTranslate", "a").status())
        .isIn(400, 404);
  }

  @Test
  @Order(4)
  void only_translators_and_master_users_write() {
    assertThat(office.post("translations/de", texts("a", "b")).status()).isEqualTo(403);
    assertThat(office.delete("translations/nl").status()).isEqualTo(403);
    assertThat(anybody.post("translations/de", texts("a", "b")).status()).isEqualTo(404);
    assertThat(anybody.get("translations/de").body()).isEqualTo("[]");
  }

  @Test
  @Order(5)
  void nothing_is_called_until_somebody_sets_a_key() {
    assertThat(service.calls()).isEmpty();
  }

  @Test
  @Order(6)
  void with_a_key_new_texts_are_translated_and_others_are_left_alone() {
    ok(master.post("systemsettings/TRANSLATE_AZURE_KEY", KEY, MASTER_SPACE));
    ok(
        translator.post(
            "translations/nl", texts("#Sessions.save", "Save", "fresh", "Open <b>it</b>")));
    JsonNode fresh = language("nl").get("fresh");
    assertThat(fresh.get("value").asText()).isEqualTo("Open <b>it</b>!");
    assertThat(fresh.get("originalValue").asText()).isEqualTo("Open <b>it</b>");
    assertThat(value("nl", "#Sessions.save")).isEqualTo("Opslaan maar");
    assertThat(service.calls()).hasSize(1);
    assertThat(service.calls().get(0).key()).isEqualTo(KEY);
    assertThat(service.calls().get(0).query()).contains("from=en&to=nl").contains("textType=html");

    ok(translator.post("translations/nl", texts("fresh", "Mijn woorden"), FORCED));
    assertThat(value("nl", "fresh")).isEqualTo("Mijn woorden");
    ok(translator.post("translations/en", texts("english", "As it is")));
    assertThat(value("en", "english")).isEqualTo("As it is");
    assertThat(service.calls()).hasSize(1);
  }

  @Test
  @Order(7)
  void one_text_is_translated_for_the_office() {
    Answer answer = ok(office.get("translate/EN/nl", "ToTranslate", "a%20%3Cb%3E+%C3%A9%3C/b%3E"));
    assertThat(answer.body()).isEqualTo("a <b>+é</b>!");
    assertThat(answer.type()).startsWith("text/plain");
    assertThat(office.get("translate/en/nl", "ToTranslate", "%zz").status()).isEqualTo(400);
    assertThat(ok(office.get("translate/en/nl")).body()).isEmpty();
    assertThat(anybody.get("translate/en/nl", "ToTranslate", "a").status()).isEqualTo(404);
  }

  @Test
  @Order(8)
  void a_service_that_is_away_is_told_and_nothing_is_stored_halfway() {
    service.answer(500, texts -> "");
    Answer refused = translator.post("translations/nl", texts("later", "Later"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(language("nl").has("later")).isFalse();
    assertThat(office.get("translate/en/nl", "ToTranslate", "a").status()).isEqualTo(503);
    service.answer(400, texts -> "{}");
    ok(translator.post("translations/nl", texts("unknown", "To the service")));
    assertThat(value("nl", "unknown")).isEqualTo("To the service");
    assertThat(office.get("translate/en/xx", "ToTranslate", "a").status()).isEqualTo(404);
    service.behave();
  }

  @Test
  @Order(9)
  void a_key_that_is_taken_back_is_used_no_more() {
    ok(master.delete("systemsettings/TRANSLATE_AZURE_KEY", MASTER_SPACE));
    assertThat(office.get("translate/en/nl", "ToTranslate", "a").status()).isEqualTo(404);
    int before = service.calls().size();
    ok(translator.post("translations/nl", texts("plain", "Plain")));
    assertThat(value("nl", "plain")).isEqualTo("Plain");
    assertThat(service.calls()).hasSize(before);
  }

  @Test
  @Order(10)
  void a_published_translation_is_taken_over_and_removed() throws IOException {
    Path published = folder.resolve("publics").resolve("itr-translations");
    Files.writeString(
        published.resolve("pt_br.json"),
        "{\"a\": {\"value\": \"Um\", \"originalValue\": \"One\"}, \"b\": \"Dois\"}");
    ok(master.post("translations/pt-br", texts("a", "Mine", "own", "Own")));
    ok(master.post("installpublics/itr-translations/pt_br.json", ""));
    assertThat(value("pt-br", "a")).isEqualTo("Um");
    assertThat(language("pt-br").get("a").get("originalValue").asText()).isEqualTo("One");
    assertThat(value("pt-br", "b")).isEqualTo("Dois");
    assertThat(value("pt-br", "own")).isEqualTo("Own");
    assertThat(trail("pt-br")).hasSize(2);

    ok(master.delete("installpublics/itr-translations/pt_br.json"));
    assertThat(anybody.get("translations/pt-br").body()).isEqualTo("[]");
    assertThat(master.delete("installpublics/itr-translations/pt_br.json").status()).isEqualTo(404);
    assertThat(trail("pt-br")).hasSize(3);
    assertThat(master.post("installpublics/itr-translations/xx.json", "").status()).isEqualTo(404);
    Files.writeString(published.resolve("es.json"), "<html>");
    assertThat(master.post("installpublics/itr-translations/es.json", "").status()).isEqualTo(400);
    Files.writeString(published.resolve("readme.json"), "{}");
    assertThat(master.post("installpublics/itr-translations/readme.json", "").status())
        .isEqualTo(400);
    assertThat(translator.post("installpublics/itr-translations/pt_br.json", "").status())
        .isEqualTo(403);
  }

  @Test
  @Order(11)
  void a_language_goes_with_its_texts_and_comes_again_without_them() {
    ok(translator.post("translations/de", texts("a", "Eins", "b", "Zwei")));
    ok(translator.delete("translations/de"));
    assertThat(anybody.get("translations/de").body()).isEqualTo("[]");
    assertThat(translator.delete("translations/de").status()).isEqualTo(404);
    ok(translator.post("translations/de", texts("b", "Zwo")));
    assertThat(language("de")).hasSize(1);
  }

  @Test
  @Order(12)
  void the_key_is_told_nobody() throws IOException {
    assertThat(Files.readString(server.log())).doesNotContain(KEY);
    assertThat(master.get("audittrail", "StartPage", "-1").body()).doesNotContain(KEY);
    assertThat(master.get("systemsettings", "StartPage", "-1", "IncludeMaster", "Y").body())
        .doesNotContain(KEY);
  }

  @Test
  @Order(13)
  void the_texts_made_again_from_history_are_the_same() {
    server.close();
    try (Application application = Application.on(folder)) {
      Map<String, ProjectionComparison.Difference> differences =
          application.part(ProjectionComparison.class).compareAll(progress -> {});
      assertThat(differences).containsKeys("translations", "translationtexts");
      assertThat(differences)
          .allSatisfy(
              (table, difference) ->
                  assertThat(difference.isNone()).as(table + " " + difference).isTrue());
    }
  }
}
