package org.itr.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.application.CommandLine;
import org.itr.http.Ids;
import org.itr.job.JobClient;
import org.itr.job.JobRequest;

/** Erases a person: {@code ./itr erase <person> --company=<company>}. */
public final class EraseCommand {

  private static final int ERASED = 0;
  private static final int NOT_ERASED = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final String COMPANY = "--company=";
  private static final String WITHOUT_ASKING = "--yes";

  private final PrintStream out;
  private final InputStream in;

  private EraseCommand(PrintStream out, InputStream in) {
    this.out = out;
    this.in = in;
  }

  /**
   * Ends with 0 when the person was erased, with 1 when not, and with 2 when the arguments are not
   * understood.
   */
  public static void main(String[] args) throws Exception {
    CommandLine.end(() -> run(System.out, System.in, args));
  }

  static int run(PrintStream out, InputStream in, String... args) throws SQLException, IOException {
    return new EraseCommand(out, in).run(List.of(args));
  }

  private int run(List<String> args) throws SQLException, IOException {
    List<String> persons = args.stream().filter(arg -> !arg.startsWith("--")).toList();
    Optional<UUID> company =
        args.stream()
            .filter(arg -> arg.startsWith(COMPANY))
            .findFirst()
            .flatMap(arg -> Ids.find(arg.substring(COMPANY.length())));
    Optional<UUID> person = persons.size() == 1 ? Ids.find(persons.get(0)) : Optional.empty();
    if (person.isEmpty() || company.isEmpty()) {
      out.println("Usage: ./itr erase <ID of the person> --company=<ID of the company> [--yes]");
      return NOT_UNDERSTOOD;
    }
    List<String> settings = new ArrayList<>(args);
    settings.removeAll(persons);
    settings.removeIf(arg -> arg.startsWith(COMPANY) || arg.equals(WITHOUT_ASKING));
    return JobClient.run(
        server -> erase(server, person.get(), company.get(), !args.contains(WITHOUT_ASKING)),
        settings.toArray(String[]::new));
  }

  private int erase(JobClient server, UUID person, UUID company, boolean asks)
      throws IOException, SQLException {
    if (asks) {
      JsonNode who = ask(server, ErasureRequests.PREVIEW, person, company);
      if (!isDone(who)) {
        return NOT_ERASED;
      }
      out.printf(
          "This permanently erases the person %s of %s with %d sessions.%nType yes to continue: ",
          person, who.get("CompanyName").asText(), who.get("Sessions").asInt());
      out.flush();
      if (!"yes".equals(answer())) {
        out.println("Nobody was erased.");
        return NOT_ERASED;
      }
    }
    JsonNode receipt = ask(server, ErasureRequests.ERASURE, person, company);
    if (!isDone(receipt)) {
      return NOT_ERASED;
    }
    out.println("The person was erased. The receipt, which is also stored on the server:");
    out.println(receipt.get("Document").asText());
    out.println("Signature: " + receipt.get("Signature").asText());
    return ERASED;
  }

  private static JsonNode ask(JobClient server, String kind, UUID person, UUID company)
      throws SQLException {
    return server.ask(JobRequest.of(kind, null, company, person), progress -> {});
  }

  private boolean isDone(JsonNode answer) {
    boolean isDone = answer.get("State").asText().equals(JobRequest.FINISHED);
    if (!isDone) {
      out.println(answer.get("Failure").asText());
    }
    return isDone;
  }

  private String answer() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
    return line == null ? "" : line.strip();
  }
}
