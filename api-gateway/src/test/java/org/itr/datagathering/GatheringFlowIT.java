package org.itr.datagathering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;

/** What is gathered for research of a test that is done, and what is not. */
class GatheringFlowIT {

  private static final String END = "2026-02-03T10:30:00+00:00";
  private static final Map<String, Object> NOT_ALLOWED =
      Map.of("DataGathering", Map.of("Allowed", false));

  private final Website researcher =
      TestCompany.on(ServerProcess.shared()).user("IsOfficeUser", "IsResearcher");
  private final String session = UUID.randomUUID().toString();
  private final String path = "sessiontests/" + session + "/" + UUID.randomUUID();

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode gathered() {
    return researcher.get("datagathering", "Filter", "SessionID=" + session).json();
  }

  private void takeTest(Map<String, Object> pluginData) {
    ok(researcher.post("sessions/" + session, Map.of("Description", "Gathered", "Status", 20)));
    ok(
        researcher.post(
            path,
            Map.of(
                "TestID",
                UUID.randomUUID().toString(),
                "Status",
                30,
                "PluginData",
                pluginData,
                "Results",
                Map.of(
                    "__page",
                    Map.of(
                        "name",
                        Map.of("Value", "Ada", "Anonimise", true),
                        "answer",
                        Map.of("Value", "B", "Anonimise", false))))));
  }

  @Test
  void a_row_knows_the_end_of_the_session_that_is_ended_after_its_last_test() {
    takeTest(Map.of());
    assertThat(gathered()).hasSize(1);

    ok(researcher.post("sessions/" + session, Map.of("Status", 30, "EndedAt", END)));

    JsonNode row = gathered().get(0);
    assertThat(row.get("SessionEndData").asText()).isEqualTo(END);
    assertThat(row.get("SessionData").asText()).contains("2026-02-03T10:30:00Z");
    assertThat(row.get("TestData").asText())
        .contains("*ANONIMISED*", "\"B\"")
        .doesNotContain("Ada");
    assertThat(
            researcher
                .get("datagathering", "Filter", "SessionID=" + session + ",SessionEndData>=" + END)
                .json())
        .hasSize(1);
  }

  @Test
  void nothing_is_gathered_that_may_not_be() {
    takeTest(NOT_ALLOWED);
    ok(researcher.post("sessions/" + session, Map.of("Status", 30, "EndedAt", END)));
    assertThat(gathered()).isEmpty();
  }

  @Test
  void what_was_gathered_goes_when_it_may_not_be_any_more() {
    takeTest(Map.of());
    assertThat(gathered()).hasSize(1);
    ok(researcher.post(path, Map.of("Status", 30, "PluginData", NOT_ALLOWED)));
    assertThat(gathered()).isEmpty();
  }
}
