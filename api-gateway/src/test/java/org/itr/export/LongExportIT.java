package org.itr.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files that are longer than the memory of the server which sends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongExportIT {

  private static final long HEAP = 160L << 20;
  private static final int ENTRIES = 50_000;
  private static final int LONG_VALUE = 4_000;
  private static final int USAGES = 250_000;

  private Path folder;
  private ServerProcess server;
  private Website master;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    folder = data;
    server = ServerProcess.start(folder, "-Xmx" + HEAP);
    master = server.master();
    UUID company = UUID.fromString(master.company());
    JdbcTemplate owner = new JdbcTemplate(server.database());
    owner.update(
        """
        insert into views.audittrail (space, id, create_date, audit_message, event_type, object_type, hidden, old_data, new_data)
        select ?, gen_random_uuid(), now() - i * interval '1 second', 'Told', 'PersonChanged', 3, false, '{}',
               json_build_object('LastName', repeat('x', ?))
        from generate_series(1, ?) i
        """,
        company,
        LONG_VALUE,
        ENTRIES);
    owner.update(
        """
        insert into views.creditusages (space, id, user_id, session_id, usage_date_time, invoice_code, session_name, user_name,
                                        total_ticks, discounted_ticks)
        select ?, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), timestamptz '2024-03-01Z' + i * interval '1 second',
               'BFI', 'A session of somebody', 'Somebody with a name', 5, 1
        from generate_series(1, ?) i
        """,
        company,
        USAGES);
    owner.execute("analyze views.audittrail");
    owner.execute("analyze views.creditusages");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private InputStream export(String path, String... headers) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/" + path))
            .header("SessionID", master.token())
            .header("CompanyID", master.company())
            .headers(headers)
            .build();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  /** How long a text is, and how often something stands in it. */
  private record Counted(long bytes, long found) {

    static Counted of(InputStream in, String wanted) throws IOException {
      byte[] sought = wanted.getBytes(StandardCharsets.US_ASCII);
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      long found = 0;
      int matched = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        for (int i = 0; i < read; i++) {
          matched = buffer[i] == sought[matched] ? matched + 1 : buffer[i] == sought[0] ? 1 : 0;
          if (matched == sought.length) {
            found++;
            matched = 0;
          }
        }
      }
      return new Counted(bytes, found);
    }
  }

  private void assertThatTheServerIsWell() {
    assertThat(master.get("logins/currentuser").status()).isEqualTo(200);
  }

  @Test
  void what_the_search_of_history_finds_is_sent_as_it_is_read() throws Exception {
    for (String format : new String[] {"csv", "jsonl"}) {
      try (InputStream file =
          export("history/export/" + format, "Filter", "EventType=PersonChanged")) {
        // The value ends in a quote, which each of the formats marks in its own way.
        Counted counted = Counted.of(file, format.equals("csv") ? "x\"\"}" : "x\\\"}");
        assertThat(counted.found()).as(format).isEqualTo(ENTRIES);
        assertThat(counted.bytes()).as(format).isGreaterThan(HEAP);
      }
      assertThatTheServerIsWell();
    }
  }

  @Test
  void all_pages_of_a_list_are_sent_as_they_are_read() throws Exception {
    try (InputStream list =
        export("history", "StartPage", "-1", "Filter", "EventType=PersonChanged")) {
      Counted counted = Counted.of(list, "x\\\"}");
      assertThat(counted.found()).isEqualTo(ENTRIES);
      assertThat(counted.bytes()).isGreaterThan(HEAP);
    }
    assertThatTheServerIsWell();
  }

  @Test
  void the_rows_behind_a_figure_are_sent_as_a_workbook_as_they_are_read() throws Exception {
    Path file = folder.resolve("rows.xlsx");
    try (InputStream workbook =
        export("reports/usage/rows/xlsx", "FromMonth", "2024-03", "ToMonth", "2024-03")) {
      Files.copy(workbook, file);
    }
    // Read by the directory at its end, as spreadsheet programs do.
    try (ZipFile workbook = new ZipFile(file.toFile());
        InputStream sheet =
            workbook.getInputStream(workbook.getEntry("xl/worksheets/sheet1.xml"))) {
      Counted counted = Counted.of(sheet, "<row ");
      assertThat(counted.found()).isEqualTo(USAGES + 1);
      assertThat(counted.bytes()).isGreaterThan(HEAP);
    }
    assertThatTheServerIsWell();
  }
}
