package org.itr.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Numbers that are kept as things happen, so that nobody has to count. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SumsFlowIT {

  private Application application;
  private Website master;

  @BeforeAll
  void start() {
    application = Application.start();
    master = new Website(application.url());
    master.login("Admin", ServerProcess.ADMIN_PASSWORD);
    master.liftCallLimit();
  }

  @AfterAll
  void stop() {
    application.close();
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private String session(Map<String, Object> fields) {
    String id = UUID.randomUUID().toString();
    Map<String, Object> all = new HashMap<>(fields);
    all.put("Description", "Counted");
    ok(master.post("sessions/" + id, all));
    return id;
  }

  private String counts(String group) {
    JsonNode row = master.get("groupsessionsview", "Filter", "ID=" + group).json().get(0);
    return row.get("readycount").asInt()
        + " "
        + row.get("inprogresscount").asInt()
        + " "
        + row.get("donecount").asInt();
  }

  @Test
  void members_are_counted_as_they_come_start_finish_move_and_go() {
    String group = session(Map.of("SessionType", 100, "Status", 10));
    String another = session(Map.of("SessionType", 1000, "Status", 10));
    assertThat(counts(group)).isEqualTo("0 0 0");

    String first = session(Map.of("GroupSessionID", group, "Status", 10));
    String second = session(Map.of("GroupSessionID", group, "Status", 20));
    String third = session(Map.of("GroupSessionID", group, "Status", 30));
    session(Map.of("GroupSessionID", group));
    assertThat(counts(group)).isEqualTo("2 1 1");

    ok(master.post("sessions/" + first, Map.of("Status", 20, "Remarks", "begun")));
    ok(master.post("sessions/" + first, Map.of("Status", 21)));
    ok(master.post("sessions/" + second, Map.of("Status", 30)));
    assertThat(counts(group)).isEqualTo("1 1 2");

    ok(master.post("sessions/" + first, Map.of("GroupSessionID", another)));
    ok(master.post("sessions/" + third, Map.of("GroupSessionID", another, "Status", 20)));
    assertThat(counts(group)).isEqualTo("1 0 1");
    assertThat(counts(another)).isEqualTo("0 2 0");

    ok(master.delete("sessions/" + second));
    ok(master.delete("sessions/" + first));
    assertThat(counts(group)).isEqualTo("1 0 0");
    assertThat(counts(another)).isEqualTo("0 1 0");

    ok(master.post("sessions/" + group, Map.of("GroupSessionID", group)));
    assertThat(counts(group)).as("a group is no member of itself").isEqualTo("1 0 0");
    ok(master.delete("sessions/group/" + group));

    assertThatHistoryGivesTheSame();
  }

  private void assertThatHistoryGivesTheSame() {
    assertThat(application.part(ProjectionComparison.class).compareAll(progress -> {}))
        .containsKeys("groupcounts", "creditusagebuckets", "creditusagemonths")
        .allSatisfy((table, difference) -> assertThat(difference.isNone()).as(table).isTrue());
  }

  @Test
  void many_things_that_count_for_one_number_come_in_one_write_and_in_one_batch_of_a_rebuild() {
    String group = session(Map.of("SessionType", 100, "Status", 10));
    List<Map<String, Object>> members = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String id = UUID.randomUUID().toString();
      members.add(Map.of("ID", id, "EMail", id + "@members.example", "LastName", "Member " + i));
      ok(
          master.post(
              "creditusages/" + id,
              Map.of(
                  "InvoiceCode",
                  "many",
                  "TotalTicks",
                  2,
                  "UsageDateTime",
                  "2024-03-05T12:00:00Z")));
    }
    ok(master.post("sessions/" + group + "/groupmembers", members));

    assertThat(counts(group)).isEqualTo("30 0 0");
    assertThat(
            master
                .get("creditusagespermonthforall/2024", "SearchField", "many")
                .json()
                .get(0)
                .get("ticks")
                .asInt())
        .isEqualTo(60);
    assertThatHistoryGivesTheSame();
  }

  @Test
  void groups_are_sorted_and_filtered_by_their_counts() {
    String few = session(Map.of("SessionType", 200, "Status", 10));
    String many = session(Map.of("SessionType", 200, "Status", 10));
    session(Map.of("GroupSessionID", few, "Status", 10));
    session(Map.of("GroupSessionID", many, "Status", 10));
    session(Map.of("GroupSessionID", many, "Status", 10));

    JsonNode sorted =
        master
            .get("groupsessionsview", "Filter", "SessionType=200", "Sort", "readycount desc")
            .json();
    assertThat(List.of(sorted.get(0).get("ID").asText(), sorted.get(1).get("ID").asText()))
        .containsExactly(many, few);
    assertThat(
            master
                .get("groupsessionsview", "Filter", "SessionType=200,readycount>=2")
                .json()
                .get(0)
                .get("ID")
                .asText())
        .isEqualTo(many);
  }
}
