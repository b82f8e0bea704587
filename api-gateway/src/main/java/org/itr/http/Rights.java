package org.itr.http;

import static org.itr.http.Access.ANY;
import static org.itr.http.Access.CANDIDATE;
import static org.itr.http.Access.MASTER;
import static org.itr.http.Access.OFFICE;
import static org.itr.http.Access.PASSWORD_MANAGER;
import static org.itr.http.Access.PUBLIC;
import static org.itr.http.Access.REPORT_AUTHOR;
import static org.itr.http.Access.RESEARCHER;
import static org.itr.http.Access.SUPERVISOR;
import static org.itr.http.Access.TEMPLATE_AUTHOR;
import static org.itr.http.Access.TEST_AUTHOR;
import static org.itr.http.Access.TEST_FILES;
import static org.itr.http.Access.TRANSLATOR;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one table of who may make which call. It is checked before the controller is reached; the
 * start fails when a call is not in it.
 */
public final class Rights {

  private static final Map<String, Access> TABLE = new LinkedHashMap<>();

  static {
    // Getting in and out
    row("GET", "/login", PUBLIC);
    row("GET", "/login/qrcode", PUBLIC);
    row("POST", "/login/mfacode", PUBLIC);
    row("POST", "/sendresetpassword", PUBLIC);
    row("POST", "/resetpassword", PUBLIC);
    row("POST", "/checktoken", ANY);
    row("POST", "/logout", ANY);

    // What anybody sees, and the server about itself
    row("GET", "/copyright", PUBLIC);
    row("GET", "/companyname", PUBLIC);
    row("GET", "/companylogo", PUBLIC);
    row("GET", "/version", PUBLIC);
    row("GET", "/activesessions", OFFICE);

    // Translations of the website
    row("GET", "/translations", PUBLIC);
    row("GET", "/translations/{language}", PUBLIC);
    row("POST", "/translations/{language}", TRANSLATOR);
    row("DELETE", "/translations/{language}", TRANSLATOR);
    row("GET", "/translate/{from}/{to}", OFFICE);

    // Managing the server
    row("GET", "/log/{number}/{from}", MASTER);
    row("POST", "/cache/clear", MASTER);
    row("POST", "/refreshpublics", MASTER);
    row("GET", "/listpublics/{repository}", MASTER);
    row("GET", "/listpublics/{repository}/{file}", MASTER);
    row("POST", "/installpublics/{repository}", MASTER);
    row("DELETE", "/installpublics/{repository}", MASTER);
    row("POST", "/installpublics/{repository}/{file}", MASTER);
    row("DELETE", "/installpublics/{repository}/{file}", MASTER);

    // Plain records: list, object, save, remove
    entity("/batteries", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/educations", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/nationalities", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/organisations", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/groups", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/rightstemplates", OFFICE, OFFICE, SUPERVISOR, SUPERVISOR);
    entity("/reportdefinitions", OFFICE, ANY, REPORT_AUTHOR, REPORT_AUTHOR);
    entity("/screentemplates", ANY, ANY, TEMPLATE_AUTHOR, TEMPLATE_AUTHOR);
    entity("/tests", OFFICE, ANY, TEST_AUTHOR, TEST_AUTHOR);
    entity("/datagathering", RESEARCHER, RESEARCHER, RESEARCHER, RESEARCHER);

    entity("/generatedreports", OFFICE, OFFICE, OFFICE, OFFICE);
    row("GET", "/generatedreports/{linked}/{id}", OFFICE);
    row("POST", "/generatedreports/{linked}/{id}", OFFICE);
    row("DELETE", "/generatedreports/{linked}/{id}", OFFICE);

    // Persons and their sessions
    entity("/persons", OFFICE, CANDIDATE, CANDIDATE, OFFICE);
    row("POST", "/persons/deleteunused", OFFICE);
    row("GET", "/persons/{id}/password", PASSWORD_MANAGER);
    entity("/sessions", CANDIDATE, CANDIDATE, CANDIDATE, OFFICE);
    row("DELETE", "/sessions/{id}/deletealltests", OFFICE);
    row("GET", "/sessions/{id}/groupmembers", OFFICE);
    row("POST", "/sessions/{id}/groupmembers", OFFICE);
    row("DELETE", "/sessions/{id}/groupmembers", OFFICE);
    row("GET", "/sessions/{id}/{test}/results", OFFICE);
    row("DELETE", "/sessions/group/{id}", OFFICE);
    row("POST", "/sessions/group/{id}/archive", OFFICE);
    row("POST", "/sessions/group/{id}/unarchive", OFFICE);
    row("GET", "/sessiontests", OFFICE);
    row("GET", "/sessiontests/{session}", OFFICE);
    row("GET", "/sessiontests/{session}/{id}", OFFICE);
    row("POST", "/sessiontests/{session}/{id}", OFFICE);
    row("DELETE", "/sessiontests/{session}/{id}", OFFICE);
    row("GET", "/sessionteststaking/{session}", CANDIDATE);
    row("GET", "/sessionteststaking/{session}/{id}", CANDIDATE);
    row("POST", "/sessionteststaking/{session}/{id}", CANDIDATE);
    row("GET", "/sessionsview", OFFICE);
    row("GET", "/sessiontestsview", OFFICE);
    row("GET", "/groupsessionsview", OFFICE);

    // Companies, their users and their credits
    entity("/companies", MASTER, OFFICE, MASTER, MASTER);
    row("GET", "/companies/currentcompany", ANY);
    entity("/logins", OFFICE, ANY, ANY, SUPERVISOR);
    row("GET", "/logins/currentuser", ANY);
    row("POST", "/logins/currentuser", ANY);
    row("GET", "/logins/currentuser/companies", ANY);
    row("POST", "/logins/currentuser/changepassword", ANY);
    entity("/tokens", OFFICE, MASTER, MASTER, MASTER);
    row("POST", "/tokens/{id}/{company}", MASTER);
    entity("/creditgrants", OFFICE, OFFICE, MASTER, MASTER);
    entity("/creditusages", OFFICE, OFFICE, MASTER, MASTER);
    row("GET", "/creditusagespermonth", OFFICE);
    row("GET", "/creditusagespermonthforall/{year}", MASTER);

    // Files of objects: the master space's ask for more in the call itself
    row("GET", "/files/{company}/{object}/{type}", CANDIDATE);
    row("DELETE", "/files/{company}/{object}/{type}", TEST_FILES);
    row("GET", "/files/{company}/{object}/{type}/{name}", PUBLIC);
    row("POST", "/files/{company}/{object}/{type}/{name}", TEST_FILES);
    row("DELETE", "/files/{company}/{object}/{type}/{name}", TEST_FILES);
    row("POST", "/filecopy/{source}/{target}", TEST_FILES);

    // Settings: protected ones, and the master space's, ask for more in the call itself
    entity("/systemsettings", OFFICE, OFFICE, OFFICE, MASTER);

    // Mail
    row("POST", "/sendmail", OFFICE);
    row("POST", "/sendmailconsultant/{session}", ANY);

    // The audit trail
    entity("/audittrail", OFFICE, OFFICE, OFFICE, MASTER);
    row("GET", "/audittrail/object/{id}", OFFICE);
    row("GET", "/audittrail/session/{id}", OFFICE);
    row("GET", "/audittrail/objecttype/{number}", SUPERVISOR);
  }

  private Rights() {}

  private static void entity(String path, Access list, Access get, Access save, Access remove) {
    row("GET", path, list);
    row("GET", path + "/{id}", get);
    row("POST", path + "/{id}", save);
    row("DELETE", path + "/{id}", remove);
  }

  private static void row(String method, String path, Access access) {
    if (TABLE.put(call(method, "/api" + path), access) != null) {
      throw new IllegalStateException("Two rows for " + method + " " + path);
    }
  }

  private static String call(String method, String pattern) {
    return ("HEAD".equals(method) ? "GET" : method) + " " + pattern;
  }

  /** Who may make a call; empty for one that is not in the table. */
  static Optional<Access> of(String method, String pattern) {
    return Optional.ofNullable(TABLE.get(call(method, pattern)));
  }

  /** All calls, each as {@code GET /api/persons/{id}}. */
  static Set<String> calls() {
    return Set.copyOf(TABLE.keySet());
  }
}
