package org.itr.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.application.CommandLine;
import org.itr.company.Companies;
import org.itr.event.Actors;
import org.itr.http.Ids;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.privacy.PrivacyCommand.Cause;
import org.itr.privacy.PrivacyCommand.Erase;
import org.itr.session.Sessions;
import org.itr.store.CommandSender;
import org.springframework.context.ConfigurableApplicationContext;

/** Erases a person while no server runs: {@code ./itr erase <person> --company=<company>}. */
public final class EraseCommand {

  private static final int ERASED = 0;
  private static final int NOT_ERASED = 1;
  private static final int NOT_UNDERSTOOD = 2;
  private static final String COMPANY = "--company=";
  private static final String WITHOUT_ASKING = "--yes";

  private final PrintStream out;
  private final InputStream in;

  EraseCommand(PrintStream out, InputStream in) {
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
    try (CommandLine command = CommandLine.start(settings.toArray(String[]::new))) {
      if (command.isServerRunning()) {
        out.println(
            "The server is running. Erase the person on the Privacy page of the console, or stop the server first.");
        return NOT_ERASED;
      }
      try (ConfigurableApplicationContext parts = command.startParts()) {
        return erase(
            ObjectKey.of(Persons.TYPE, Space.of(company.get()), person.get()),
            !args.contains(WITHOUT_ASKING),
            parts);
      }
    }
  }

  /** Erases a person with the parts of the server, where that is confirmed. */
  int erase(ObjectKey person, boolean asks, ConfigurableApplicationContext parts)
      throws IOException {
    Views views = parts.getBean(Views.class);
    Space space = person.space();
    Optional<Row> company = views.find(ObjectKey.of(Companies.TYPE, Space.MASTER, space.id()));
    if (company.isEmpty() || views.find(person).isEmpty()) {
      out.println(
          company.isEmpty()
              ? "There is no company " + space.id() + "."
              : "The company has no person " + person.id() + ".");
      return NOT_ERASED;
    }
    if (asks) {
      out.printf(
          "This permanently erases the person %s of %s with %d sessions.%nType yes to continue: ",
          person.id(),
          company.get().text("CompanyName"),
          views.findBy(Sessions.TYPE, space, "PersonID", person.uuid()).size());
      out.flush();
      if (!"yes".equals(answer())) {
        out.println("Nobody was erased.");
        return NOT_ERASED;
      }
    }
    UUID receipt = UUID.randomUUID();
    parts
        .getBean(CommandSender.class)
        .send(
            new Erase(person, receipt, parts.getBean(Clock.class).instant(), Cause.COMMAND_LINE),
            Actors.system(space));
    Receipt issued =
        Receipt.of(views.find(ObjectKey.of(ErasureReceipts.TYPE, space, receipt)).orElseThrow());
    out.println("The person was erased. The receipt, which is also stored on the server:");
    out.println(issued.document());
    out.println("Signature: " + issued.signature());
    return ERASED;
  }

  private String answer() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
    return line == null ? "" : line.strip();
  }
}
