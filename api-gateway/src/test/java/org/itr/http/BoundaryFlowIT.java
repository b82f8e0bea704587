package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
 * another company's. A new call is tried by itself: {@link Belongings} asks for what it needs.
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
    return Stream.concat(theirs.ids().stream(), Stream.of(theirs.mark(), others.id()))
        .anyMatch(answer.body()::contains);
  }

  @Test
  void nothing_of_another_company_is_read_by_any_call() {
    Website intruder = company.user(EVERY_RIGHT);
    List<String> leaks = new ArrayList<>();
    for (Call call : calls(true)) {
      String path = theirs.path(call.pattern());
      for (String[] disguise : disguises()) {
        for (String[] search : searches()) {
          Answer answer = intruder.get(path, headers(disguise, search));
          if (answer.status() >= 500 || answer.status() == 200 && tellsOfThem(answer)) {
            leaks.add(call + " with " + List.of(disguise) + List.of(search) + ": " + brief(answer));
          }
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  /** Else the test above would find nothing whatever the server did. */
  @Test
  void the_same_calls_do_tell_the_company_itself() {
    List<String> silent = new ArrayList<>();
    for (Call call : calls(true)) {
      Answer answer =
          theirs
              .master()
              .get(theirs.path(call.pattern()), "StartPage", "-1", "TimeZoneOffset", "0");
      boolean isAboutObjects =
          call.answer().filter(shape -> !(shape instanceof Shape.Text)).isPresent();
      if (isAboutObjects && !(answer.status() == 200 && tellsOfThem(answer))) {
        silent.add(call.toString());
      }
    }
    assertThat(silent)
        .as("calls that tell nothing of what Belongings has made")
        .isSubsetOf(
            // Nobody's time is over yet by a retention rule; usage and figures by month have no
            // names, and nothing was charged; nobody takes part in a public session here; the log,
            // the published files, the projections and the verification are the server's.
            "GET /api/projections",
            "GET /api/projections/rebuild",
            "GET /api/projections/comparison",
            "GET /api/projections/parked",
            "GET /api/reports",
            "GET /api/reports/{report}",
            "GET /api/reports/{report}/csv",
            "GET /api/reports/{report}/xlsx",
            "GET /api/reports/{report}/rows",
            "GET /api/reports/{report}/rows/csv",
            "GET /api/reports/{report}/rows/xlsx",
            "GET /api/history/verification",
            "GET /api/log/{number}/{from}",
            "GET /api/listpublics/{repository}",
            "GET /api/creditusagespermonth",
            "GET /api/sessions/{id}/{test}/results",
            "GET /api/persons/{id}/password",
            "GET /api/privacy/retention/preview",
            "GET /api/privacy/retention/{id}/preview");
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
          Answer answer =
              intruder.call(
                  call.method(),
                  theirs.path(call.pattern()),
                  call.request().isPresent() ? body(call) : null,
                  headers(disguise, new String[] {"BrowserID", UUID.randomUUID().toString()}));
          if (answer.status() >= 500) {
            refusedBadly.add(call + ": " + brief(answer));
          }
        }
      }
      assertThat(refusedBadly).isEmpty();
      List<StoredEvent> byIntruder =
          store.after(before).stream().filter(event -> event.user().equals(self)).toList();
      assertThat(byIntruder)
          .as("what the intruder did in the own company, so that the calls did reach something")
          .hasSizeGreaterThan(10);
      assertThat(byIntruder)
          .filteredOn(
              event ->
                  event.target().contains(others.id())
                      || isServerWide(event)
                          && theirs.ids().stream().anyMatch(event.target()::contains))
          .isEmpty();
    }
  }

  /** Objects in the master space, which is the zero uuid, exist once on the server. */
  private static boolean isServerWide(StoredEvent event) {
    return event.target().contains("/00000000-0000-0000-0000-000000000000/");
  }

  private String body(Call call) {
    Map<String, Object> fields =
        new HashMap<>(
            Map.of(
                "Description",
                "taken",
                "Name",
                "taken",
                "LastName",
                "taken",
                "CompanyID",
                others.id(),
                "ID",
                theirs.id("persons"),
                "Active",
                false));
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
