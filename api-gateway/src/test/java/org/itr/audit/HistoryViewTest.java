package org.itr.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.junit.jupiter.api.Test;

class HistoryViewTest {

  private String views() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/db/migration/R__01_views.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void the_database_has_every_story_that_is_not_the_text_of_the_website() throws IOException {
    String sql = views();
    AuditMessages.STORIES.forEach(
        (event, story) ->
            assertThat(sql).containsOnlyOnce("when '%s' then '%s'".formatted(event, story)));
  }

  @Test
  void the_database_names_every_kind_of_object_by_its_number() throws IOException {
    String sql = views();
    for (ObjectType type : ObjectTypes.all()) {
      if (!type.isView() && type.auditNumber() != 0) {
        assertThat(sql).contains("when %d then '%s'".formatted(type.auditNumber(), type.name()));
      }
    }
  }

  private static String sentence(String template, String oldData, String newData) {
    return story("PersonChanged", template, oldData, newData);
  }

  private static String story(String eventType, String template, String oldData, String newData) {
    return AuditMessages.story(
        eventType,
        template,
        oldData,
        newData,
        (name, value) -> name.equals("TestID") ? "Reasoning" : value);
  }

  @Test
  void what_the_website_has_one_text_for_is_told_apart() {
    String session = "Session updated to status %%SessionStatus%%";
    assertThat(story("SessionPlanned", session, "{}", "{\"SessionStatus\":10,\"Goal\":\"a\"}"))
        .isEqualTo("Session planned with status 10");
    assertThat(
            story(
                "SessionChanged",
                session,
                "{\"Goal\":\"a\",\"Active\":true}",
                "{\"SessionStatus\":20,\"Goal\":\"b\",\"Active\":false}"))
        .isEqualTo("Session changed, status 20: Goal, Active");
    assertThat(story("SessionTestAssigned", "for page %%CurrentPage%%", "{}", "{\"TestID\":1}"))
        .isEqualTo("Test Reasoning added to the session");
    assertThat(story("PersonRegistered", "A person was registered", "{}", "{\"LastName\":\"x\"}"))
        .isEqualTo("A person was registered");
  }

  @Test
  void messages_become_sentences() {
    assertThat(sentence("Status %%Status%%", "{}", "{\"Status\":30}")).isEqualTo("Status 30");
    assertThat(sentence("Test %%TestID%%", "{}", "{\"TestID\":1}")).isEqualTo("Test Reasoning");
    assertThat(sentence("Mail to %%To%%", "{}", "{}")).isEqualTo("Mail to (no longer known)");
    assertThat(sentence("Changed", "{\"Old\":1,\"Name\":\"a\"}", "{\"Name\":\"b\"}"))
        .isEqualTo("Changed: Name, Old");
    assertThat(sentence("Removed", "", "")).isEqualTo("Removed");
    assertThat(sentence("A note", "free text", "{}")).isEqualTo("A note");
  }
}
