package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.itr.support.Belongings;
import org.itr.support.ServerProcess;
import org.itr.support.StoredEvents;
import org.itr.support.StoredEvents.StoredEvent;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Somebody with every right in one company, but no master user, tries every call to reach what is
 * another company's. A new call is tried by itself: {@link Belongings} asks for what it needs, and
 * what tells or changes nothing even for the company itself must be named here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundaryFlowIT {

  private static final String[] EVERY_RIGHT = {
    "IsOfficeUser",
    "IsOrganisationSupervisor",
    "IsTestAuthor",
    "IsReportAuthor",
    "IsTestScreenTemplateAuthor",
    "IsTranslator",
    "IsPasswordManager",
    "IsResearcher"
  };

  /** Reads that name nothing of a company, whoever makes them. */
  private static final Set<String> TELL_NOTHING =
      Set.of(
          // What reports there are.
          "GET /api/reports",
          // A number: the test of its own below.
          "GET /api/activesessions",
          // How the verification of all companies' history ended.
          "GET /api/history/verification",
          // No translation service is set up here.
          "GET /api/translate/{from}/{to}",
          // Nobody's time is over yet: RetentionFlowIT lets it go by.
          "GET /api/privacy/retention/preview",
          "GET /api/privacy/retention/{id}/preview");

  /** Writes that change nothing of what a company has, whoever makes them. */
  private static final Set<String> CHANGE_NOTHING =
      Set.of(
          "POST /api/checktoken",
          // A ticket is tried with each read that gives a file.
          "POST /api/downloads",
          "POST /api/privacy/retention/preview",
          // What is in the trail cannot be changed.
          "POST /api/audittrail/{id}",
          // The texts of the website are the server's.
          "POST /api/translations/{language}",
          "DELETE /api/translations/{language}",
          // No mail server is set up here: MailFlowIT has one.
          "POST /api/sendmail",
          "POST /api/sendmailconsultant/{session}");

  private static final Pattern CREDITS = Pattern.compile("\\b" + Belongings.CREDITS_USED + "\\b");

  private final ServerProcess server = ServerProcess.shared();
  private TestCompany others;
  private Belongings theirs;
  private TestCompany company;

  @BeforeAll
  void settle() {
    others = TestCompany.on(server);
    theirs = Belongings.of(others);
    company = TestCompany.on(server);
  }

  /** What an intruder adds to a call to be taken for somebody of the other company. */
  private List<String[]> disguises() {
    String id = others.id();
    return List.of(
        new String[] {},
        new String[] {"CompanyID", id},
        new String[] {"CompanyID", id, "IncludeMaster", "Y"},
        new String[] {"CompanyID", id, "IncludeMaster", "Y", "IncludeClient", "N"},
        new String[] {"CompanyID", id, "MASTER", "Y"});
  }

  /** What an intruder asks of a list. */
  private List<String[]> searches() {
    return List.of(
        new String[] {"StartPage", "-1"},
        new String[] {"StartPage", "-1", "GroupBy", "company"},
        new String[] {"StartPage", "-1", "SearchField", theirs.mark()},
        new String[] {"StartPage", "-1", "SearchField", theirs.id("persons")},
        new String[] {"StartPage", "-1", "Filter", "CompanyID=" + others.id()},
        new String[] {
          "StartPage",
          "-1",
          "Filter",
          "ID=%s,SessionID=%s,PersonID=%s,ObjectID=%s"
              .formatted(
                  theirs.id("sessions"),
                  theirs.id("sessions"),
                  theirs.id("persons"),
                  theirs.id("persons"))
        },
        new String[] {
          "StartPage", "-1", "Filter", "ID!=" + UUID.randomUUID(), "IncludeArchived", "Y"
        });
  }

  /** The calls that one makes with a token and can make again. */
  private static List<Call> calls(boolean reads) {
    return Rights.table().stream()
        .filter(call -> !call.isPublic() && call.isRead() == reads)
        .filter(call -> !call.pattern().equals("/api/logout"))
        .toList();
  }

  private boolean tellsOfThem(Answer answer) {
    return answer.status() == 200
        && (Stream.concat(theirs.ids().stream(), Stream.of(theirs.mark(), others.id()))
                .anyMatch(answer.body()::contains)
            || CREDITS.matcher(answer.body()).find());
  }

  private static boolean isRefusedWrongly(Call call, Answer answer) {
    return answer.status() >= 500 || call.access() == Access.MASTER && answer.status() != 403;
  }

  @Test
  void nothing_of_another_company_is_read_by_any_call() {
    Website intruder = company.user(EVERY_RIGHT);
    List<String> leaks = new ArrayList<>();
    for (Call call : calls(true)) {
      for (String path : theirs.paths(call.pattern())) {
        for (String[] disguise : disguises()) {
          for (String[] search : searches()) {
            Answer answer = read(intruder, path, headers(disguise, search));
            if (isRefusedWrongly(call, answer) || tellsOfThem(answer)) {
              leaks.add(path + " with " + List.of(headers(disguise, search)) + brief(answer));
            }
          }
          if (call.answersFile() && tellsOfThem(byTicket(intruder, path, disguise))) {
            leaks.add(path + " by a ticket with " + List.of(disguise));
          }
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  /** Else the test above would find nothing whatever the server did. */
  @Test
  void the_same_calls_do_tell_the_company_itself() {
    Website insider = others.user(EVERY_RIGHT);
    Map<String, String> silent = new TreeMap<>();
    for (Call call : calls(true)) {
      if (call.access() != Access.MASTER) {
        for (String path : theirs.paths(call.pattern())) {
          boolean tells =
              searches().stream().anyMatch(search -> tellsOfThem(read(insider, path, search)));
          if (!tells
              || call.answersFile()
                  && !tellsOfThem(byTicket(insider, path, "GroupBy", "company"))) {
            silent.merge(
                call.toString(),
                path + " " + brief(read(insider, path)),
                (one, more) -> one + more);
          }
        }
      }
    }
    assertThat(silent.keySet())
        .as("calls that tell nothing of what Belongings has made: %s", silent)
        .containsExactlyInAnyOrderElementsOf(TELL_NOTHING);
  }

  /** Reads as a browser that is new each time, which has not called too often. */
  private static Answer read(Website user, String path, String... headers) {
    return user.get(path, headers(headers, browser()));
  }

  private static String[] browser() {
    return new String[] {"BrowserID", UUID.randomUUID().toString()};
  }

  /** The answer of a call that gives a file, with a ticket. */
  private static Answer byTicket(Website user, String path, String... headers) {
    Map<String, String> asked = new HashMap<>(Map.of("StartPage", "-1"));
    for (int i = 0; i < headers.length; i += 2) {
      asked.put(headers[i], headers[i + 1]);
    }
    Answer issued = user.post("downloads", Map.of("Path", path, "Headers", asked));
    assertThat(issued.status()).as(issued.body()).isIn(200, 403);
    return issued.status() == 200
        ? user.get("downloads/" + issued.json().get("Ticket").asText())
        : issued;
  }

  @Test
  void how_many_are_logged_in_is_told_of_the_own_company_alone() {
    Website intruder = TestCompany.on(server).user(EVERY_RIGHT);
    assertThat(others.user(EVERY_RIGHT).get("activesessions").body()).isNotEqualTo("1(0)");
    for (String[] disguise : disguises()) {
      assertThat(intruder.get("activesessions", disguise).body()).isEqualTo("1(0)");
    }
  }

  @Test
  void nothing_of_another_company_is_changed_or_removed_by_any_call() {
    // What an intruder leaves in the own company must not look like a leak to other tests.
    Website intruder = TestCompany.on(server).user(EVERY_RIGHT);
    String self = intruder.get("logins/currentuser").json().get("ID").asText();
    try (StoredEvents store = server.events()) {
      long before = store.last();
      List<String> refusedBadly = new ArrayList<>();
      for (Call call : calls(false)) {
        for (String[] disguise : disguises()) {
          Answer answer = write(intruder, call, theirs, disguise);
          if (isRefusedWrongly(call, answer)) {
            refusedBadly.add(call + ": " + brief(answer));
          }
        }
      }
      assertThat(refusedBadly).isEmpty();
      assertThat(store.after(before))
          .filteredOn(event -> event.user().equals(self))
          .as("what the intruder did in the own company, so that the calls did reach something")
          .hasSizeGreaterThan(10)
          .filteredOn(
              event ->
                  event.target().contains(others.id())
                      || isServerWide(event)
                          && theirs.ids().stream().anyMatch(event.target()::contains))
          .isEmpty();
    }
  }

  /** Else the test above would find nothing whatever the server did. */
  @Test
  void the_same_calls_do_change_the_company_itself() {
    TestCompany own = TestCompany.on(server);
    Belongings ours = Belongings.of(own);
    Website insider = own.user(EVERY_RIGHT);
    Map<String, String> idle = new TreeMap<>();
    try (StoredEvents store = server.events()) {
      for (Call call : calls(false)) {
        if (call.access() == Access.MASTER) {
          continue;
        }
        long before = store.last();
        Answer answer = write(insider, call, ours);
        if (!hasChanged(store, before, own) && !CHANGE_NOTHING.contains(call.toString())) {
          // A call before this one may have taken away what this one is about.
          own = TestCompany.on(server);
          ours = Belongings.of(own);
          insider = own.user(EVERY_RIGHT);
          before = store.last();
          answer = write(insider, call, ours);
        }
        if (!hasChanged(store, before, own)) {
          idle.put(call.toString(), brief(answer));
        }
      }
    }
    assertThat(idle.keySet())
        .as("calls that change nothing of what Belongings has made: %s", idle)
        .containsExactlyInAnyOrderElementsOf(CHANGE_NOTHING);
  }

  private static boolean hasChanged(StoredEvents store, long before, TestCompany company) {
    return store.after(before).stream()
        .filter(event -> !event.type().equals("CallRefused"))
        .anyMatch(event -> event.target().contains(company.id()));
  }

  /** Objects in the master space, which is the zero uuid, exist once on the server. */
  private static boolean isServerWide(StoredEvent event) {
    return event.target().contains("/00000000-0000-0000-0000-000000000000/");
  }

  private Answer write(Website user, Call call, Belongings things, String... disguise) {
    return user.call(
        call.method(),
        things.path(call.pattern()),
        call.request().isPresent() ? body(call, things) : null,
        headers(disguise, browser()));
  }

  private String body(Call call, Belongings things) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("UserName", "taken");
    call.objectType()
        .ifPresent(type -> things.marked(type).keySet().forEach(name -> fields.put(name, "taken")));
    fields.put("CompanyID", things.id("companies"));
    fields.put("ID", things.id("persons"));
    fields.put("EMail", Belongings.email(things.id("persons")));
    fields.put("Months", 12);
    fields.put("CurrentPage", 3);
    fields.put("Active", false);
    fields.put("old_password", company.password());
    fields.put("new_password", "Everybody2027!!");
    return call.pattern().startsWith("/api/systemsettings/") ? "taken" : Website.text(fields);
  }

  @Test
  void a_token_of_another_company_is_for_that_company_alone() {
    Website intruder = company.user(EVERY_RIGHT);
    Website mine = new Website(server.url());
    mine.continueWith(intruder.token(), others.id());
    assertThat(mine.get("companies/currentcompany").json().get("ID").asText())
        .isEqualTo(company.id());
    assertThat(mine.get("companies/" + others.id()).status()).isEqualTo(404);
    assertThat(mine.post("tokens/" + mine.token() + "/" + others.id(), "").status()).isEqualTo(403);
    assertThat(mine.get("companies/currentcompany").json().get("ID").asText())
        .isEqualTo(company.id());
  }

  private static String brief(Answer answer) {
    String body = answer.body();
    return answer.status() + " " + body.substring(0, Math.min(body.length(), 300));
  }

  private static String[] headers(String[] some, String[] more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }
}
