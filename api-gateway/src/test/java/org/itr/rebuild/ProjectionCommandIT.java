package org.itr.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.itr.application.CommandLine;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class ProjectionCommandIT {

  @TempDir Path folder;

  @Test
  void views_are_compared_and_rebuilt_beside_a_running_server_and_after_it_has_ended()
      throws Exception {
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      String id = UUID.randomUUID().toString();
      assertThat(master.post("nationalities/" + id, Map.of("NationalityName", "Frisian")).status())
          .isEqualTo(200);
      assertThat(run(0, "compare")).contains("row by row");
      new JdbcTemplate(server.database())
          .update("update views.nationalities set nationality_name = 'x'");
      assertThat(run(1, "compare"))
          .contains("nationalities: 0 rows missing, 0 surplus, 1 changed")
          .contains("nationality_name: x, in history Frisian");
      assertThat(run(1, "rebuild", "Nothing")).contains("There is no projection with that name");
      assertThat(run(0, "rebuild", "ObjectProjection")).contains("the new tables are in use");
      assertThat(master.get("nationalities/" + id).body()).contains("Frisian");
      new JdbcTemplate(server.database()).update("delete from views.nationalities");
    }
    assertThat(run(1, "compare")).contains("nationalities: 1 rows missing");
    assertThat(run(0, "rebuild")).contains("the new tables are in use");
    try (CommandLine command = CommandLine.start("--ITR_DATA_DIR=" + folder)) {
      assertThat(
              new JdbcTemplate(command.database())
                  .queryForList("select nationality_name from views.nationalities", String.class))
          .containsExactly("Frisian");
    }
  }

  private String run(int status, String... command) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    String[] args = java.util.Arrays.copyOf(command, command.length + 1);
    args[command.length] = "--ITR_DATA_DIR=" + folder;
    int result = ProjectionCommand.run(out, args);
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(result).as(text).isEqualTo(status);
    return text;
  }
}
