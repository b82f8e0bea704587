package org.itr.http;

import static org.itr.http.Access.ANY;
import static org.itr.http.Access.AUDITOR;
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

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.itr.audit.AuditTrail;
import org.itr.audit.HistoryView;
import org.itr.company.Companies;
import org.itr.export.XlsxFile;
import org.itr.file.StoredFiles;
import org.itr.login.Logins;
import org.itr.mail.Mails;
import org.itr.objecttype.Field;
import org.itr.person.Persons;
import org.itr.privacy.RetentionRules;
import org.itr.record.GeneratedReports;
import org.itr.session.GroupMembers;
import org.itr.session.GroupSessionsView;
import org.itr.session.SessionsView;
import org.itr.sessiontest.SessionTests;
import org.itr.sessiontest.SessionTestsView;
import org.itr.setting.SystemSettings;
import org.itr.token.Tokens;

/**
 * The table of all calls: who may make each, and what it does. Rights are checked before the
 * controller is reached, the documentation is generated from the table, tests try every role on
 * every row, and startup fails if a call is missing from it. Checks that depend on the object are
 * made by the call itself and described in {@code but}.
 */
public final class Rights extends CallTable {

  private static final String SLOW =
      "Repeated failures slow down from the fifth and lock from the tenth for five minutes";
  private static final String OWN_COMPANY =
      "Users other than master users see their own company's only";
  private static final String COMPANY_OF_OBJECT =
      "For an object of the user's own company; master users name another one by CompanyID, or the master space by MASTER";
  private static final String REPORTED_COMPANY =
      "For the user's own company; for master users, for the one in CompanyID, or for all";
  private static final String CANDIDATES_OWN = "Users who only take tests read their own only";
  private static final String OF_HOST =
      "That of the company whose AdministrativeID is the host name, otherwise the server's";
  private static final String SOME_ACCOUNT =
      "The token of a user other than a master user can only be moved to a company where the user has a login";
  private static final String OWN_FILES =
      "Those of the user's own company; for a master user with company master, those of the master space";
  private static final String NO_UPGRADE = "the server's code is never updated over HTTP";
  private static final String TRANSLATED =
      "{\"a.key\": {\"value\": \"Hallo\", \"originalValue\": \"Hello\", \"valueAsOriginal\": \"N\","
          + " \"changeDateTime\": \"2026-01-31T12:00:00+00:00\", \"changedBy\": \"\"}}";
  private static final String UNPAID =
      "Refused if it has results that have not been paid for, except for master users";
  private static final Field ENTITY = Field.string("the name of the entity", 20);
  private static final Field LANGUAGE = Field.string("language", 10);
  private static final Field REPOSITORY = Field.string("repository", 40);
  private static final Field PUBLIC_FILE = Field.string("file", 255);
  private static final String EMAIL_TAKEN =
      "Another login of the company has this e-mail address, or the ID is that of a consultant's login";

  private static final String A_JOB_IS_UNDER_WAY = "A rebuild or a comparison is in progress";

  private static final Rights TABLE = new Rights();

  private Rights() {
    gettingInAndOut();
    aboutTheServer();
    translations();
    managing();
    projections();
    definitions();
    persons();
    sessions();
    sessionTests();
    companies();
    reports();
    files();
    settings();
    mail();
    auditTrail();
    history();
    privacy();
    downloads();
  }

  private void gettingInAndOut() {
    section("Login and logout");
    row("GET", "/login", PUBLIC)
        .says("Logs in, with a name and a password or with the code of a public session")
        .but(SLOW)
        .reads(Header.USER_ID, Header.PASSWORD, Header.COMPANY_ID, Header.POLL)
        .answers(Shape.asText(loginResult()))
        .or(401, "Unknown user, wrong password or code, user or company inactive, licence ended");
    row("GET", "/login/qrcode", PUBLIC)
        .says("Sets up two-factor authentication: returns the address for an authenticator app")
        .but("Returns the same address until a first code has been accepted; refused afterwards")
        .reads(Header.USER_ID, Header.PASSWORD, Header.COMPANY_ID)
        .answers(Shape.text("The address", "otpauth://totp/ITR:somebody?secret=ABC&issuer=ITR"))
        .or(401, "Wrong password, two-factor authentication not required, or already set up");
    row("POST", "/login/mfacode", PUBLIC)
        .says("Logs in with password and two-factor code")
        .but("A code is valid once, in its 30-second period and the ones before and after")
        .reads(Header.USER_ID, Header.PASSWORD, Header.COMPANY_ID, Header.MFA_CODE)
        .answers(Shape.asText(loginResult()))
        .or(401, "Wrong password or code");
    row("POST", "/sendresetpassword", PUBLIC)
        .says("Sends a mail with a link to a page where the user sets a new password")
        .but("BaseURL must be an address of this server")
        .reads(Header.USER_ID, Header.USERNAME, Header.BASE_URL, Header.LANGUAGE)
        .or(404, "Unknown user");
    row("POST", "/resetpassword", PUBLIC)
        .says("Sets the password of a user, in all companies")
        .but("SessionID is the token from the mail, valid once, for five minutes, for its user")
        .reads(Header.USER_ID, Header.USERNAME, Header.PASSWORD, Header.SESSION_ID)
        .or(404, "Unknown user, or the token is not valid");
    row("POST", "/checktoken", ANY).says("Keeps a token alive");
    row("POST", "/logout", ANY).says("Revokes a token");
  }

  private void aboutTheServer() {
    section("Public information about the server");
    row("GET", "/copyright", PUBLIC)
        .says("Returns the copyright notice")
        .but(OF_HOST)
        .answers(Shape.text("The setting COPYRIGHT", "© ITR"));
    row("GET", "/companyname", PUBLIC)
        .says("Returns the display name of the server")
        .but(OF_HOST)
        .answers(Shape.text("The setting COMPANYNAME", "ITR"));
    row("GET", "/companylogo", PUBLIC)
        .says("Returns the address of the logo")
        .but(OF_HOST)
        .answers(Shape.text("The setting COMPANYLOGO", "images/logo.png"));
    row("GET", "/version", PUBLIC)
        .says("Returns the version of the server")
        .answers(Shape.text("The version", "1.0.0"));
    row("GET", "/openapi", PUBLIC)
        .says("Returns this description of all calls, as OpenAPI 3.1")
        .answers(Shape.tree("The description", "{\"openapi\": \"3.1.0\"}"));
    row("GET", "/test", PUBLIC)
        .says("Returns a page for trying out calls")
        .answers(Shape.page("The page"));
    row("GET", "/activesessions", OFFICE)
        .says(
            "Returns the number of users who are logged in, and in brackets how many of them are candidates")
        .answers(Shape.text("Of the company; for a master user also of the server", "4(3)-12(9)"));
  }

  private void translations() {
    section("Translations of the website");
    row("GET", "/translations", PUBLIC)
        .says("Lists the languages that have texts")
        .answers(Shape.texts("The language codes", "nl"));
    row("GET", "/translations/{language}", PUBLIC)
        .says("Reads the texts of a language by key; an empty list if there are none")
        .where("language", LANGUAGE)
        .answers(Shape.asText(Shape.tree("The texts", TRANSLATED)));
    row("POST", "/translations/{language}", TRANSLATOR)
        .says("Adds texts by key")
        .but("An existing key keeps its text unless ForceTranslation is set")
        .where("language", LANGUAGE)
        .reads(Header.FORCE_TRANSLATION)
        .takes(Shape.tree("The texts", "{\"a.key\": {\"value\": \"Hallo\"}}"));
    row("DELETE", "/translations/{language}", TRANSLATOR)
        .says("Removes all texts of a language")
        .where("language", LANGUAGE);
    row("GET", "/translate/{from}/{to}", OFFICE)
        .says("Translates a text with the configured translation service")
        .where("from", LANGUAGE)
        .where("to", LANGUAGE)
        .reads(Header.TO_TRANSLATE)
        .answers(Shape.text("The translated text", "Hallo"))
        .or(404, "No translation service is configured");
  }

  private void managing() {
    section("Server administration");
    row("GET", "/log/{number}/{from}", MASTER)
        .says("Reads lines of the log; number 0 is the current file, 1 and up are older ones")
        .but("from is ALL, LAST, or a time like 2026-01-31 12:00:00 after which lines are returned")
        .where("number", Field.int16("number"))
        .where("from", Field.string("ALL, LAST or a time", 19))
        .answers(Shape.texts("The lines", "ITR 2026-01-31 12:00:00,000 INFO"));
    row("POST", "/cache/clear", MASTER).says("Clears the server's caches");
    row("POST", "/refreshpublics", MASTER).says("Rereads the folders of published files");
    row("GET", "/listpublics/{repository}", MASTER)
        .says("Lists the files of a folder of published files")
        .where("repository", REPOSITORY)
        .answers(
            Shape.records(Field.text("name"), Field.text("getdate"), Field.text("explanation")));
    row("GET", "/listpublics/{repository}/{file}", MASTER)
        .says("Reads a published file")
        .where("repository", REPOSITORY)
        .where("file", PUBLIC_FILE)
        .answers(Shape.text("The content of the file", "{}"));
    publics(row("POST", "/installpublics/{repository}", MASTER))
        .says("Always refused: " + NO_UPGRADE);
    publics(row("DELETE", "/installpublics/{repository}", MASTER))
        .says("Always refused: " + NO_UPGRADE);
    publics(row("POST", "/installpublics/{repository}/{file}", MASTER))
        .says("Installs a published translation")
        .but("Only for itr-translations; for others " + NO_UPGRADE);
    publics(row("DELETE", "/installpublics/{repository}/{file}", MASTER))
        .says("Removes an installed translation")
        .but("Only for itr-translations; for others " + NO_UPGRADE);
  }

  private void definitions() {
    section("Definitions and reference data");
    entity("/batteries", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/educations", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/nationalities", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/organisations", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/groups", OFFICE, OFFICE, OFFICE, OFFICE);
    entity("/rightstemplates", OFFICE, OFFICE, SUPERVISOR, SUPERVISOR);
    entity("/reportdefinitions", OFFICE, ANY, REPORT_AUTHOR, REPORT_AUTHOR);
    entity("/screentemplates", ANY, ANY, TEMPLATE_AUTHOR, TEMPLATE_AUTHOR);
    entity("/tests", OFFICE, ANY, TEST_AUTHOR, TEST_AUTHOR)
        .get()
        .but(
            "Users who only take tests get a test with TestDefinitionIsProtected without its norms, scoring and documents");
  }

  private void persons() {
    section("Persons");
    Entity persons = entity("/persons", OFFICE, CANDIDATE, CANDIDATE, OFFICE);
    persons.get().but("Users who only take tests read their own record only");
    persons
        .save()
        .says("Creates or changes a person together with the person's login")
        .but("Users who only take tests can only change DateOfLastTest of their own record")
        .but("An empty Password keeps the old one; a new person without one gets a generated one")
        .or(409, EMAIL_TAKEN);
    persons.remove().says("Erases a person with login, sessions and session tests");
    row("POST", "/persons/deleteunused", OFFICE)
        .says("Erases the persons who have no session and no session test");
    row("GET", "/persons/{id}/password", PASSWORD_MANAGER)
        .says("Reads the password of a candidate")
        .answers(Shape.record(Persons.TYPE.field("Password")));
  }

  private void sessions() {
    section("Sessions");
    Entity sessions = entity("/sessions", CANDIDATE, CANDIDATE, CANDIDATE, OFFICE);
    sessions.list().but(CANDIDATES_OWN);
    sessions
        .get()
        .but(
            "Users who only take tests read their own only; for a public session a copy is made, once per token");
    sessions
        .save()
        .but(
            "Users who only take tests can only change Status, SessionState, StartedAt, EndedAt and PluginData of their own");
    sessions.remove().says("Removes a session with its session tests and reports");
    row("DELETE", "/sessions/{id}/deletealltests", OFFICE)
        .says(
            "Removes the session tests that have not been started; the session need not exist yet");
    row("GET", "/sessions/{id}/groupmembers", OFFICE)
        .says("Lists the members of a group")
        .answers(Shape.list(GroupMembers.TYPE));
    row("POST", "/sessions/{id}/groupmembers", OFFICE)
        .says("Adds persons to a group; each gets a session with the tests of the group")
        .takes(Shape.either(Shape.object(Persons.TYPE), Shape.listOf(Shape.object(Persons.TYPE))))
        .or(409, EMAIL_TAKEN);
    row("DELETE", "/sessions/{id}/groupmembers", OFFICE)
        .says("Removes the members named in the body, or all if it is empty")
        .takes(Shape.either(Shape.object(Persons.TYPE), Shape.listOf(Shape.object(Persons.TYPE))))
        .or(409, "A member has already started");
    row("GET", "/sessions/{id}/{test}/results", OFFICE)
        .says("Reads the participants' results so far for one test of a public session")
        .answers(
            Shape.asText(
                Shape.under(
                    "tests",
                    Shape.records(
                        SessionTests.TYPE.field("ID"),
                        SessionTests.TYPE.field("SessionID"),
                        SessionTests.TYPE.field("Status"),
                        SessionTests.TYPE.field("Results")))));
    row("DELETE", "/sessions/group/{id}", OFFICE)
        .says("Removes a session and those that have it as GroupSessionID");
    row("POST", "/sessions/group/{id}/archive", OFFICE)
        .says("Archives a session and those that have it as GroupSessionID");
    row("POST", "/sessions/group/{id}/unarchive", OFFICE)
        .says("Unarchives a session and those that have it as GroupSessionID");
    row("GET", "/sessionsview", OFFICE)
        .says("Lists sessions with their persons")
        .answers(Shape.list(SessionsView.TYPE));
    row("GET", "/sessionsview/{id}", OFFICE)
        .says("Reads a session with its person")
        .answers(Shape.object(SessionsView.TYPE));
    row("GET", "/groupsessionsview", OFFICE)
        .says("Lists group sessions with the progress of their members")
        .answers(Shape.list(GroupSessionsView.TYPE));
    row("GET", "/groupsessionsview/{id}", OFFICE)
        .says("Reads a group session with the progress of its members")
        .answers(Shape.object(GroupSessionsView.TYPE));
  }

  private void sessionTests() {
    section("Session tests and reports");
    row("GET", "/sessiontests", OFFICE)
        .says("Lists the session tests of all sessions")
        .answers(Shape.list(SessionTests.TYPE));
    row("GET", "/sessiontests/{session}", OFFICE)
        .says("Lists the session tests of a session")
        .answers(Shape.list(SessionTests.TYPE));
    row("GET", "/sessiontests/{session}/{id}", OFFICE)
        .says("Reads a session test, and bills it if it is finished and not billed yet")
        .but("Refused as long as a finished test cannot be billed")
        .answers(Shape.object(SessionTests.TYPE));
    row("POST", "/sessiontests/{session}/{id}", OFFICE)
        .says("Creates or changes a session test; status 30 finishes and bills it")
        .takes(Shape.object(SessionTests.TYPE))
        .or(409, "The session test belongs to another session");
    row("DELETE", "/sessiontests/{session}/{id}", OFFICE).says("Removes a session test");
    row("GET", "/sessiontestsview", OFFICE)
        .says("Lists session tests with their sessions, persons and tests")
        .answers(Shape.list(SessionTestsView.TYPE));
    row("GET", "/sessiontestsview/{id}", OFFICE)
        .says("Reads a session test with its session, person and test")
        .answers(Shape.object(SessionTestsView.TYPE));
    row("GET", "/sessionteststaking/{session}", CANDIDATE)
        .says("Lists the session tests of a session to take")
        .but(CANDIDATES_OWN)
        .answers(Shape.list(SessionTests.TYPE));
    row("GET", "/sessionteststaking/{session}/{id}", CANDIDATE)
        .says("Reads a session test to take")
        .but(CANDIDATES_OWN)
        .answers(Shape.object(SessionTests.TYPE));
    row("POST", "/sessionteststaking/{session}/{id}", CANDIDATE)
        .says("Saves the answers so far")
        .but("Users who only take tests change their own only")
        .but(
            "Changes Results, Scores, TestStart, TestEnd, PercentageOfQuestionsAnswered, TotalTestTime, Status,"
                + " CurrentPage, TotalPages and PluginData; other fields are ignored")
        .but(
            "429 if Results, Scores or PluginData is longer than MAX_RESULTS_LIMIT, MAX_SCORES_LIMIT or"
                + " MAX_PLUGINDATA_LIMIT")
        .but(
            "Saving a finished test as finished again, by a candidate who no longer has a login, answers 204 and changes nothing")
        .takes(Shape.object(SessionTests.TYPE));
    Entity reports = entity("/generatedreports", OFFICE, OFFICE, OFFICE, OFFICE);
    reports
        .get()
        .says(
            "Reads the report with that ID; if there is none, lists those linked to an object with that ID")
        .answers(
            Shape.either(Shape.object(GeneratedReports.TYPE), Shape.list(GeneratedReports.TYPE)));
    reports
        .remove()
        .says(
            "Removes the report with that ID; if there is none, all that are linked to an object with that ID");
    row("GET", "/generatedreports/{linked}/{id}", OFFICE)
        .says("Reads a report of the object it is linked to")
        .answers(Shape.object(GeneratedReports.TYPE));
    row("POST", "/generatedreports/{linked}/{id}", OFFICE)
        .says("Creates or changes a report and links it")
        .takes(Shape.object(GeneratedReports.TYPE));
    row("DELETE", "/generatedreports/{linked}/{id}", OFFICE)
        .says("Removes a report of the object it is linked to");
    entity("/datagathering", RESEARCHER, RESEARCHER, RESEARCHER, RESEARCHER);
  }

  private void companies() {
    section("Companies, their users and their credits");
    Entity companies = entity("/companies", MASTER, OFFICE, MASTER, MASTER);
    companies.get().but("Users other than master users read their own company only");
    companies
        .save()
        .but(
            "CurrentCreditLevel is only accepted for a new company; afterwards it changes through grants and usages")
        .or(409, "The ID is that of the master space");
    companies.remove().says("Removes a company with all its data");
    row("GET", "/companies/currentcompany", ANY)
        .says("Reads the company of the token")
        .answers(Shape.object(Companies.TYPE));
    Entity logins = entity("/logins", OFFICE, ANY, ANY, SUPERVISOR);
    logins.list().but("Users other than master users do not see master users");
    logins
        .get()
        .but("Other users' logins are for supervisors and master users")
        .but("APIKey is shown to password managers");
    logins
        .save()
        .but(
            "Supervisors and master users change others; users change their own profile but not their rights")
        .but("Only master users can grant rights that they do not have, or change a master user")
        .but("At most MAXNUMBEROFCONSULTANTS logins other than candidates'")
        .but("An empty Password keeps the old one; a new one has at least ten characters")
        .or(409, EMAIL_TAKEN);
    logins.remove().but("Only master users can remove a master user");
    row("GET", "/logins/currentuser", ANY)
        .says("Reads the own login")
        .answers(Shape.object(Logins.TYPE));
    row("POST", "/logins/currentuser", ANY)
        .says("Changes the profile of the own login, but not its rights")
        .takes(Shape.object(Logins.TYPE));
    row("GET", "/logins/currentuser/companies", ANY)
        .says("Lists the companies in which the own e-mail address has a login")
        .answers(Shape.list(Companies.TYPE));
    row("POST", "/logins/currentuser/changepassword", ANY)
        .says("Changes the own password")
        .takes(Shape.record(Field.text("old_password"), Field.text("new_password")));
    Entity tokens =
        entity("/tokens", OFFICE, MASTER, MASTER, MASTER).identifiedBy(Tokens.TYPE.field("Token"));
    tokens.list().but(OWN_COMPANY);
    tokens
        .get()
        .but(
            "With AsOf, TokenValidated is the time of issue, because uses of a token are not events");
    tokens.save().says("Moves a token to the company in CompanyID").but(SOME_ACCOUNT);
    tokens.remove().says("Revokes a token");
    row("POST", "/tokens/{id}/{company}", MASTER)
        .says("Moves a token to a company")
        .where("id", Tokens.TYPE.field("Token"))
        .but(SOME_ACCOUNT);
    Entity grants = entity("/creditgrants", OFFICE, OFFICE, MASTER, MASTER);
    grants.list().but(OWN_COMPANY);
    grants.get().but(OWN_COMPANY);
    grants
        .save()
        .says("Grants credits to the company in CompanyID, or changes a grant")
        .or(409, "The grant belongs to another company");
    entity("/creditusages", OFFICE, OFFICE, MASTER, MASTER);
    row("GET", "/creditusagespermonth", OFFICE)
        .says("Returns the company's credit usage by month for three calendar years, newest first")
        .reads(Header.START_PAGE, Header.PAGE_SIZE, Header.TIME_ZONE_OFFSET)
        .but("All rows where StartPage is absent")
        .answers(
            Shape.records(
                Field.int32("year"),
                Field.int32("month"),
                Field.int64("ticks"),
                Field.int64("discountedticks")));
    row("GET", "/creditusagespermonthforall/{year}", MASTER)
        .says(
            "Returns the credit usage of all companies by month for a year, or for all years if it is 0")
        .where("year", Field.int16("year"))
        .reads(Header.START_PAGE, Header.PAGE_SIZE, Header.TIME_ZONE_OFFSET, Header.SEARCH_FIELD)
        .but("All rows where StartPage is absent")
        .answers(
            Shape.records(
                Field.int32("year"),
                Field.int32("month"),
                Field.int64("ticks"),
                Field.int64("discountedticks"),
                Field.text("InvoiceCode"),
                Field.text("CompanyName"),
                Field.uuid("ID")));
  }

  private void reports() {
    section("Reports");
    row("GET", "/reports", OFFICE)
        .says("Lists the reports, what each counts and how its figures can be grouped")
        .answers(
            Shape.tree(
                "The reports",
                "[{\"Report\": \"usage\", \"Title\": \"Usage and credits\", \"GroupBy\": [\"month\", \"company\"]}]"));
    row("GET", "/reports/consultants", OFFICE)
        .says("Lists the consultants whose figures can be asked for, by company and name")
        .but(REPORTED_COMPANY)
        .but("Who is no master user does not see master users")
        .but("Users with MayWorkWithOwnObjectsOnly: themselves")
        .reads(Header.COMPANY_ID)
        .answers(
            Shape.tree(
                "The consultants",
                "[{\"CompanyID\": \"\", \"Company\": \"\", \"ConsultantID\": \"\", \"Consultant\": \"\"}]"));
    report("/reports/{report}")
        .says("Returns the figures of a report, grouped and in total, and how current they are")
        .answers(
            Shape.tree(
                "The figures",
                "{\"Columns\": [{\"Name\": \"Month\", \"Title\": \"Month\", \"Kind\": \"MONTH\"}],"
                    + " \"Rows\": [{\"Month\": \"2026-01\", \"Usages\": 3}], \"Total\": {\"Usages\": 3},"
                    + " \"FromMonth\": \"2026-01\", \"ToMonth\": \"2026-01\","
                    + " \"True\": {\"AsOf\": \"2026-01-31T12:00:00+00:00\", \"AsOfEvent\": 812}}"));
    report("/reports/{report}/csv")
        .says("Returns the same figures as comma-separated values")
        .answers(Shape.file("The file", "text/csv"))
        .isFile();
    report("/reports/{report}/xlsx")
        .says("Returns the same figures as an Excel workbook")
        .answers(Shape.file("The file", XlsxFile.MEDIA_TYPE))
        .isFile();
    report("/reports/{report}/rows")
        .says("Returns the rows behind the figures of a report, newest first")
        .answers(
            Shape.tree(
                "The rows",
                "{\"Columns\": [{\"Name\": \"Credits\", \"Title\": \"Credits\", \"Kind\": \"NUMBER\"}],"
                    + " \"Rows\": [{\"Credits\": 3}], \"FromMonth\": \"2026-01\", \"ToMonth\": \"2026-01\","
                    + " \"True\": {\"AsOf\": \"2026-01-31T12:00:00+00:00\", \"AsOfEvent\": 812}}"));
    report("/reports/{report}/rows/csv")
        .says("Returns all rows behind the figures as comma-separated values")
        .answers(Shape.file("The file", "text/csv"))
        .isFile();
    report("/reports/{report}/rows/xlsx")
        .says("Returns all rows behind the figures as an Excel workbook")
        .answers(Shape.file("The file", XlsxFile.MEDIA_TYPE))
        .isFile();
  }

  private void files() {
    section("Files");
    files(row("GET", "/files/{company}/{object}/{type}", ANY))
        .says("Lists the names of an object's files of one type, or of all types with ALL")
        .but("Only master users can list those of another company")
        .but("If the object has none in the company, those of the master space are listed")
        .answers(Shape.texts("The names", "picture.png"));
    files(row("DELETE", "/files/{company}/{object}/{type}", TEST_FILES))
        .says("Removes the files of an object, of one type or of all types with ALL")
        .but(OWN_FILES);
    files(row("GET", "/files/{company}/{object}/{type}/{name}", PUBLIC))
        .says("Loads a file; the master space's if the company has none of that name")
        .answers(Shape.bytes("The file"))
        .or(206, "The requested Range")
        .or(304, "The file matches If-None-Match")
        .or(404, "There is no such file")
        .or(416, "The Range is not satisfiable");
    files(row("POST", "/files/{company}/{object}/{type}/{name}", TEST_FILES))
        .says("Stores a file")
        .but(OWN_FILES)
        .takes(Shape.bytes("The file"));
    files(row("DELETE", "/files/{company}/{object}/{type}/{name}", TEST_FILES))
        .says("Removes a file")
        .but(OWN_FILES);
    row("POST", "/filecopy/{source}/{target}", TEST_FILES)
        .says(
            "Replaces the files of the target by those of the source; target master publishes them")
        .but("Only master users can publish")
        .where("target", Field.string("an ID or master", 36));
  }

  private void settings() {
    section("Settings");
    Entity settings =
        entity("/systemsettings", OFFICE, OFFICE, OFFICE, MASTER)
            .identifiedBy(SystemSettings.TYPE.field("ParameterName"));
    settings.list().but("Protected settings are omitted");
    settings
        .get()
        .but("Protected settings are for supervisors, those of the server for master users")
        .answers(Shape.text("The value", "a value"));
    settings
        .save()
        .but("Supervisors set the company's protected settings, master users those of the server")
        .but("Only master users can set MAXNUMBEROFCONSULTANTS")
        .takes(Shape.text("The value", "a value"));
  }

  private void mail() {
    section("Mail");
    row("POST", "/sendmail", OFFICE)
        .says("Sends a mail, and answers when the mail server has replied")
        .but("Addresses are separated by commas or semicolons; the body is HTML")
        .reads(Header.LINKED_SESSION_ID)
        .takes(Shape.object(Mails.TYPE))
        .or(
            500,
            "The mail server did not accept it, or none is configured; the text gives the reason");
    row("POST", "/sendmailconsultant/{session}", ANY)
        .says("Mails scores and results of a session to a consultant, who then manages it")
        .but("Users who only take tests can only do so for their own sessions")
        .takes(Shape.object(Mails.TYPE))
        .or(
            500,
            "The mail server did not accept it, or none is configured; the text gives the reason");
  }

  private void auditTrail() {
    section("The audit trail");
    Entity trail = entity("/audittrail", OFFICE, OFFICE, OFFICE, MASTER);
    trail
        .save()
        .says("Adds a note; user, time and company are set by the server")
        .or(409, "Entries of the audit trail cannot be changed");
    trail.remove().says("Hides an entry of the audit trail; history keeps it");
    row("GET", "/audittrail/object/{id}", OFFICE)
        .says("Lists what happened to an object")
        .answers(Shape.list(AuditTrail.TYPE));
    row("GET", "/audittrail/session/{id}", OFFICE)
        .says("Lists what happened in a session")
        .answers(Shape.list(AuditTrail.TYPE));
    row("GET", "/audittrail/objecttype/{number}", SUPERVISOR)
        .says("Lists what happened to objects of a type")
        .where("number", AuditTrail.TYPE.field("ObjectType"))
        .answers(Shape.list(AuditTrail.TYPE));
  }

  private void history() {
    section("History, for auditors");
    row("GET", "/history", AUDITOR)
        .says(
            "Searches all changes, refused calls and reads of results: who, what, when and from where")
        .but(OWN_COMPANY)
        .but("Kind is CHANGE, REFUSAL or READ; the events of one call share CorrelationID")
        .but(
            "For master users: of the company in CompanyID, of the master space with MASTER, or of all")
        .but(
            "SearchField is searched word by word: an entry must have all of them, in any order, in its sentence,"
                + " values, names of fields, or names of the user or the test; text in double quotes counts as one word")
        .answers(Shape.list(HistoryView.TYPE));
    row("GET", "/history/export/{format}", AUDITOR)
        .says(
            "Returns all rows that the search finds as a file, csv or jsonl (one JSON object per line)")
        .but(OWN_COMPANY)
        .but("StartPage is ignored")
        .where("format", Field.string("csv or jsonl", 5))
        .answers(Shape.bytes("The file"))
        .isFile();
    row("GET", "/history/events/{event}", AUDITOR)
        .says("Reads an event as stored: exact payload and metadata, hashes")
        .but(OWN_COMPANY)
        .but(
            "A note is found by its own ID, too; master users name its company by CompanyID if it is not their own")
        .but(
            "CompanyID in the answer is that of the object, for further calls; all zeros for the master space")
        .but(UNPAID)
        .answers(
            Shape.tree(
                "The event",
                "{\"EventType\": \"PersonChanged\", \"CompanyID\": \"\", \"Payload\": \"{}\", \"Hash\": \"\"}"));
    history(
        "/history/{entity}/{id}",
        "Lists the versions of an object, what each changed, and who made it");
    history("/history/files/{object}/{type}/{name}", "Lists the versions of a file")
        .where("type", Field.string("type", StoredFiles.LONGEST_TYPE))
        .where("name", Field.string("name", StoredFiles.LONGEST_NAME));
    comparison(
            "/history/{entity}/{id}/{version}/{other}",
            "Compares two versions of an object, field by field")
        .but("Not for mails, which no view contains: each of their versions is all that is known")
        .where("entity", ENTITY)
        .where("id", Field.string("an ID or a name", 50));
    comparison(
            "/history/files/{object}/{type}/{name}/{version}/{other}",
            "Compares two versions of a file: size, hash and type; older contents are not kept")
        .where("type", Field.string("type", StoredFiles.LONGEST_TYPE))
        .where("name", Field.string("name", StoredFiles.LONGEST_NAME));
    row("GET", "/history/sessions/{id}/replay", AUDITOR)
        .says(
            "Returns what happened in a session and its tests, step by step: pages, answers and the time between"
                + " them, with the names that the test gives to the screens and components in which answers are stored")
        .but(COMPANY_OF_OBJECT)
        .but(UNPAID)
        .answers(
            Shape.tree(
                "The steps",
                "{\"SessionID\": \"\", \"Steps\": [{\"SinceStart\": 0, \"Page\": 1, \"Answers\": []}],"
                    + " \"Names\": {\"<session test>\": {\"__<screen>\": \"Introduction\"}}}"));
    row("POST", "/history/verification", MASTER)
        .says("Starts verifying all of history against its seals")
        .or(409, "A verification is already in progress");
    row("GET", "/history/verification", AUDITOR)
        .says("Returns the state and result of the last verification")
        .but(
            "State is RUNNING, WHOLE, SOMETHING_IS_WRONG or FAILED; absent if there was no verification")
        .but(
            "Supervisors see State, Started, Ended, SealedAt and Finding only, since history covers all companies")
        .answers(
            Shape.record(
                Field.string("State", 20),
                Field.timestamp("Started"),
                Field.timestamp("Ended").nullable(),
                Field.int64("Verified"),
                Field.int64("Total"),
                Field.int64("Events"),
                Field.int64("Sealed"),
                Field.int64("Seals"),
                Field.int64("Unsealed"),
                Field.text("SealedUpTo"),
                Field.timestamp("SealedAt"),
                Field.string("Finding", 20),
                Field.text("Place"),
                Field.text("Text")));
  }

  private Call comparison(String path, String says) {
    return row("GET", path, AUDITOR)
        .says(says)
        .but(COMPANY_OF_OBJECT)
        .but(UNPAID)
        .where("version", Field.int32("version"))
        .where("other", Field.int32("other"))
        .answers(
            Shape.tree(
                "Both versions and the fields",
                "{\"Left\": {\"Version\": 1}, \"Right\": {\"Version\": 2}, \"Fields\": [{\"Field\": \"Remarks\","
                    + " \"Part\": \"\", \"Left\": \"\", \"Right\": \"new\", \"Differs\": true}]}"));
  }

  private Call history(String path, String says) {
    return row("GET", path, AUDITOR)
        .says(says)
        .but(COMPANY_OF_OBJECT)
        .but(UNPAID)
        .where("entity", ENTITY)
        .where("id", Field.string("an ID or a name", 50))
        .answers(
            Shape.listOf(
                Shape.tree(
                    "A version",
                    "{\"Version\": 2, \"EventType\": \"PersonChanged\", \"Changes\":"
                        + " [{\"Field\": \"Remarks\", \"Part\": \"\", \"Before\": \"\", \"After\": \"new\"}]}")));
  }

  private void downloads() {
    section("Downloads");
    row("POST", "/downloads", OFFICE)
        .says(
            "Issues a ticket with which a browser can download the answer of a call that returns a file")
        .but("Path and Headers are those of the call, which the user must be allowed to make")
        .but("The ticket is valid once, for one minute, and only as long as the token")
        .takes(
            Shape.tree(
                "The call",
                "{\"Path\": \"history/export/csv\", \"Headers\": {\"Filter\": \"Kind=CHANGE\"}}"))
        .answers(Shape.record(Field.string("Ticket", 64)));
    row("GET", "/downloads/{ticket}", PUBLIC)
        .says("Answers the call that a ticket was issued for, as a download")
        .but("Permissions, limits and history are those of a call by the owner of the ticket")
        .where("ticket", Field.string("ticket", 64))
        .or(404, "The ticket is unknown, expired or already used")
        .answers(Shape.bytes("The file"));
  }

  private void privacy() {
    section("Privacy");
    row("GET", "/privacy/persons/{id}/archive", SUPERVISOR)
        .says("Exports everything about a person as a ZIP file with JSON files and a readable page")
        .but("The export is recorded in the audit trail")
        .answers(Shape.file("The archive", "application/zip"))
        .isFile();
    row("DELETE", "/privacy/persons/{id}", SUPERVISOR)
        .says("Erases a person, like removing the person does, and returns the receipt")
        .answers(receipt());
    row("GET", "/privacy/receipts", SUPERVISOR)
        .says("Lists erasure receipts")
        .but("There is one for every person who was removed, by whatever call or command")
        .answers(Shape.listOf(receipt()));
    row("GET", "/privacy/receipts/{id}", SUPERVISOR)
        .says("Reads an erasure receipt and checks its signature")
        .answers(receipt())
        .isFile();
    row("GET", "/privacy/retention", SUPERVISOR)
        .says("Lists the company's retention rules")
        .answers(Shape.list(RetentionRules.TYPE));
    row("GET", "/privacy/retention/preview", SUPERVISOR)
        .says("Lists the persons whom the active rules would erase now, longest due first")
        .answers(duePersons());
    row("POST", "/privacy/retention/preview", SUPERVISOR)
        .says(
            "Lists the persons whom a rule like the one in the body would erase now; stores nothing")
        .takes(Shape.object(RetentionRules.TYPE))
        .answers(duePersons());
    row("GET", "/privacy/retention/{id}", SUPERVISOR)
        .says("Reads a retention rule")
        .answers(Shape.object(RetentionRules.TYPE));
    row("GET", "/privacy/retention/{id}/preview", SUPERVISOR)
        .says("Lists the persons whom a rule would erase now if it were active")
        .answers(duePersons());
    row("POST", "/privacy/retention/{id}", SUPERVISOR)
        .says("Creates or changes a retention rule")
        .but(
            "A person is due Months months after the last activity: the latest time at which the person"
                + " was registered or logged in, or a session or test was planned, started or"
                + " finished")
        .but("With ArchivedOnly, only persons who are not active are due")
        .but("With OrganisationID, only persons of that organisation are due")
        .but("Persons with a session that is in progress or can still be started are not due")
        .takes(Shape.object(RetentionRules.TYPE));
    row("DELETE", "/privacy/retention/{id}", SUPERVISOR).says("Removes a retention rule");
  }

  /** A receipt of an erasure. */
  private static Shape receipt() {
    return Shape.record(
        Field.uuid("ID"),
        Field.uuid("CompanyID"),
        Field.timestamp("CreateDate"),
        Field.uuid("UserID"),
        Field.string("Cause", 20),
        Field.text("Document"),
        Field.string("Signature", 200),
        Field.bool("SignatureIsValid"));
  }

  /** Persons whose time is over by retention rules. */
  private static Shape duePersons() {
    return Shape.tree(
        "The total number, and one page of them",
        "{\"Total\": 1, \"Persons\": [{\"ID\": \"5a0c6d5e-64a6-4c2e-9d5e-0f3c8e1b2a10\","
            + " \"FirstName\": \"Ada\", \"LastName\": \"Byron\", \"EMail\": \"ada@people.example\","
            + " \"Active\": false, \"LastActivity\": \"2020-01-31T12:00:00+00:00\","
            + " \"RuleID\": \"0b9f4c8a-1d1e-4f6f-8a3f-2c7d9e5b4a11\"}]}");
  }

  /** What login answers. */
  private static Shape loginResult() {
    return Shape.record(
        Field.string("SessionID", 33),
        Field.timestamp("ExpirationDateTime"),
        Field.uuid("CompanyID"),
        Field.string("MFAStatus", 4),
        Field.string("MultipleCompaniesFound", 1));
  }

  private Call report(String path) {
    return row("GET", path, OFFICE)
        .but(REPORTED_COMPANY)
        .but(
            "Users with MayWorkWithOwnObjectsOnly see their own figures only; ConsultantID is ignored")
        .where("report", Field.string("report", 20))
        .reads(
            Header.FROM_MONTH,
            Header.TO_MONTH,
            Header.COMPANY_ID,
            Header.CONSULTANT_ID,
            Header.TEST_ID,
            Header.BILLED_AS,
            Header.GROUP_SESSION_ID,
            path.contains("/rows") ? Header.FIGURE : Header.GROUP_BY);
  }

  private void projections() {
    section("Projections");
    row("GET", "/projections", MASTER)
        .says("Lists the projections with their tables, sizes and states")
        .but("Lag is always 0: an event that a projection cannot apply is not stored")
        .answers(
            Shape.tree(
                "The projections",
                "[{\"Name\": \"SessionsViewProjection\", \"Tables\": [\"sessionsview\"], \"Position\": 1200,"
                    + " \"Lag\": 0, \"Rows\": 40, \"Bytes\": 90112, \"Version\": 2, \"State\": \"LIVE\","
                    + " \"LastRebuild\": \"2026-01-31T12:00:00Z\", \"LastError\": null,"
                    + " \"LastErrorAt\": null, \"LastErrorEvent\": null}]"));
    row("POST", "/projections/rebuild", MASTER)
        .says("Starts rebuilding all projections from history; other calls continue")
        .answers(rebuild())
        .or(409, A_JOB_IS_UNDER_WAY);
    row("POST", "/projections/{name}/rebuild", MASTER)
        .says("Starts rebuilding one projection from history; other calls continue")
        .where("name", Field.string("the name of a projection", 100))
        .answers(rebuild())
        .or(409, A_JOB_IS_UNDER_WAY);
    row("GET", "/projections/rebuild", MASTER)
        .says(
            "Returns the progress of the rebuild, or the result of the last one since the server started")
        .but("State is NONE, RUNNING, FINISHED, CANCELLED or FAILED")
        .but("Phase is FOLDING, INDEXING or SWITCHING")
        .but("FailedEvent is the event that could not be applied")
        .answers(rebuild());
    row("DELETE", "/projections/rebuild", MASTER)
        .says("Cancels the rebuild; the projections do not change")
        .or(404, "No rebuild is in progress");
    row("POST", "/projections/comparison", MASTER)
        .says("Starts comparing the projections with history, row by row, without changing them")
        .answers(rebuild())
        .or(409, A_JOB_IS_UNDER_WAY);
    row("GET", "/projections/comparison", MASTER)
        .says("Returns the progress of the comparison, and how tables differ from history")
        .but("Phase is FOLDING or COMPARING")
        .but("The first hundred differing rows of each table are listed; personal data is masked")
        .but(
            "Kind is MISSING (only history has the row), SURPLUS (history does not have it) or CHANGED")
        .answers(
            Shape.tree(
                "As for a rebuild, and the tables",
                "{\"State\": \"FINISHED\", \"Phase\": \"COMPARING\", \"Events\": 1200, \"Total\": 1200,"
                    + " \"Tables\": [{\"Table\": \"groupcounts\", \"Missing\": 0, \"Surplus\": 0,"
                    + " \"Changed\": 1, \"Differences\": [{\"Kind\": \"CHANGED\", \"Key\": \"\","
                    + " \"Column\": \"donecount\", \"Live\": \"2\", \"History\": \"1\"}]}]}"));
    row("DELETE", "/projections/comparison", MASTER)
        .says("Cancels the comparison")
        .or(404, "No comparison is in progress");
    row("GET", "/projections/parked", MASTER)
        .says(
            "Lists the mails that could not be delivered, and the persons whom a retention rule could not erase,"
                + " with the reason")
        .but("Kind is MAIL or ERASURE; ObjectID is that of the mail or the person")
        .but(
            "A mail is removed from the list when it is retried, its person is erased, or after 30 days")
        .but(
            "A person is removed from the list when erased or no longer due; each daily run tries again")
        .answers(
            Shape.records(
                Field.uuid("ID"),
                Field.string("Kind", 10),
                Field.uuid("ObjectID"),
                Field.uuid("CompanyID"),
                Field.uuid("SessionID").nullable(),
                Field.string("Purpose", 50),
                Field.int32("Attempts"),
                Field.timestamp("CreateDate"),
                Field.timestamp("ParkedAt"),
                Field.text("Reason")));
    row("POST", "/projections/parked/{id}/retry", MASTER)
        .says("Retries what is listed: a mail is queued again, a person erased if still due")
        .or(
            409,
            "The same mail is still queued for other recipients, or the person could not be erased again");
  }

  /** A rebuild or a comparison and how far it is. */
  private static Shape rebuild() {
    return Shape.record(
        Field.uuid("ID"),
        Field.string("Projection", 100),
        Field.string("State", 10),
        Field.string("Phase", 10),
        Field.int64("Events"),
        Field.int64("Total"),
        Field.int64("EventsASecond"),
        Field.int64("SecondsLeft").nullable(),
        Field.timestamp("StartedAt").nullable(),
        Field.timestamp("EndedAt").nullable(),
        Field.uuid("FailedEvent").nullable(),
        Field.text("Failure"));
  }

  private static Call files(Call call) {
    return call.where("company", Field.string("an ID or master", 36))
        .where("type", Field.string("type", StoredFiles.LONGEST_TYPE))
        .where("name", Field.string("name", StoredFiles.LONGEST_NAME));
  }

  private static Call publics(Call call) {
    return call.where("repository", REPOSITORY).where("file", PUBLIC_FILE);
  }

  /** Who may make a call; empty for one that is not in the table. */
  static Optional<Access> of(String method, String pattern) {
    return TABLE.find(method, pattern).map(Call::access);
  }

  /** The call with that path whose answer is a file to keep. */
  static Optional<Call> ofFile(String path) {
    return TABLE.findFile(path);
  }

  /** All calls, each as {@code GET /api/persons/{id}}. */
  static Set<String> calls() {
    return TABLE.names();
  }

  /** All rows, section by section. */
  public static Collection<Call> table() {
    return TABLE.rows();
  }
}
