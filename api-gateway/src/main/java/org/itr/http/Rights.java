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
 * The one table of the calls: who may make each, and what it does. Rights are checked before the
 * controller is reached, the documentation is made of the table, tests try every role on every row,
 * and the start fails when a call is not in it. What only the call itself can check, because it
 * depends on the object, stands in {@code but}.
 */
public final class Rights extends CallTable {

  private static final String SLOW =
      "Repeated failures slow down from the fifth and lock from the tenth for five minutes";
  private static final String OWN_COMPANY = "Who is no master user sees the own company's";
  private static final String REPORTED_COMPANY =
      "Of the own company; from a master user of the one that CompanyID names, else of all";
  private static final String CANDIDATES_OWN = "Who only takes tests reads the own ones";
  private static final String OF_HOST =
      "Of the company whose AdministrativeID is the host name, else of the server";
  private static final String SOME_ACCOUNT =
      "Users who are no master users are moved only to where they have a login";
  private static final String OWN_FILES =
      "Those of the own company, or with master as the company and a master user the master space's";
  private static final String NO_UPGRADE =
      "the server's code is replaced where it is installed, never over HTTP";
  private static final String TRANSLATED =
      "{\"a.key\": {\"value\": \"Hallo\", \"originalValue\": \"Hello\", \"valueAsOriginal\": \"N\","
          + " \"changeDateTime\": \"2026-01-31T12:00:00+00:00\", \"changedBy\": \"\"}}";
  private static final String UNPAID =
      "Refused where it has results that are not paid for, but for master users";
  private static final Field ENTITY = Field.string("the name of the entity", 20);
  private static final Field LANGUAGE = Field.string("language", 10);
  private static final Field REPOSITORY = Field.string("repository", 40);
  private static final Field PUBLIC_FILE = Field.string("file", 255);
  private static final String EMAIL_TAKEN =
      "Another login of the company has this e-mail address, or the ID is that of a consultant's login";

  private static final String A_JOB_IS_UNDER_WAY = "A rebuild or a comparison is under way";

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
    section("Getting in and out");
    row("GET", "/login", PUBLIC)
        .says("Logs in, with a name and a password or with the code of a public session")
        .but(SLOW)
        .reads(Header.USER_ID, Header.PASSWORD, Header.COMPANY_ID, Header.POLL)
        .answers(Shape.asText(loginResult()))
        .or(401, "Unknown user, wrong password or code, user or company inactive, licence ended");
    row("GET", "/login/qrcode", PUBLIC)
        .says("Begins a second factor: the address that a device for codes takes over")
        .but("The same address until a first code has succeeded, refused afterwards")
        .reads(Header.USER_ID, Header.PASSWORD, Header.COMPANY_ID)
        .answers(Shape.text("The address", "otpauth://totp/ITR:somebody?secret=ABC&issuer=ITR"))
        .or(401, "Wrong password, no second factor asked for, or one is in use already");
    row("POST", "/login/mfacode", PUBLIC)
        .says("Logs in with the code of the second factor too")
        .but("A code is good once, in its half minute and the ones before and after")
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
        .but("SessionID is the token of the mail: good for five minutes, once, for its user")
        .reads(Header.USER_ID, Header.USERNAME, Header.PASSWORD, Header.SESSION_ID)
        .or(404, "Unknown user, or the token is not valid");
    row("POST", "/checktoken", ANY).says("Keeps a token alive");
    row("POST", "/logout", ANY).says("Ends a token");
  }

  private void aboutTheServer() {
    section("What anybody sees, and the server about itself");
    row("GET", "/copyright", PUBLIC)
        .says("Whose server it is")
        .but(OF_HOST)
        .answers(Shape.text("The setting COPYRIGHT", "© ITR"));
    row("GET", "/companyname", PUBLIC)
        .says("What the server calls itself")
        .but(OF_HOST)
        .answers(Shape.text("The setting COMPANYNAME", "ITR"));
    row("GET", "/companylogo", PUBLIC)
        .says("The address of a picture to show")
        .but(OF_HOST)
        .answers(Shape.text("The setting COMPANYLOGO", "images/logo.png"));
    row("GET", "/version", PUBLIC)
        .says("The version of the server")
        .answers(Shape.text("The version", "1.0.0"));
    row("GET", "/openapi", PUBLIC)
        .says("This description of all calls, as OpenAPI 3.1")
        .answers(Shape.tree("The description", "{\"openapi\": \"3.1.0\"}"));
    row("GET", "/test", PUBLIC)
        .says("A page to try all calls by hand")
        .answers(Shape.page("The page"));
    row("GET", "/activesessions", OFFICE)
        .says("How many are logged in, and in brackets how many of them are candidates")
        .answers(Shape.text("Of the company; for a master user also of the server", "4(3)-12(9)"));
  }

  private void translations() {
    section("Translations of the website");
    row("GET", "/translations", PUBLIC)
        .says("Lists the languages that there are texts in")
        .answers(Shape.texts("The codes of the languages", "nl"));
    row("GET", "/translations/{language}", PUBLIC)
        .says("Reads the texts of a language by their keys; an empty list where there are none")
        .where("language", LANGUAGE)
        .answers(Shape.asText(Shape.tree("The texts", TRANSLATED)));
    row("POST", "/translations/{language}", TRANSLATOR)
        .says("Adds texts by their keys")
        .but("A key that is there keeps its text, unless ForceTranslation says otherwise")
        .where("language", LANGUAGE)
        .reads(Header.FORCE_TRANSLATION)
        .takes(Shape.tree("The texts", "{\"a.key\": {\"value\": \"Hallo\"}}"));
    row("DELETE", "/translations/{language}", TRANSLATOR)
        .says("Removes all texts of a language")
        .where("language", LANGUAGE);
    row("GET", "/translate/{from}/{to}", OFFICE)
        .says("Translates a text, where a translation service is set up")
        .where("from", LANGUAGE)
        .where("to", LANGUAGE)
        .reads(Header.TO_TRANSLATE)
        .answers(Shape.text("The translated text", "Hallo"))
        .or(404, "No translation service is set up");
  }

  private void managing() {
    section("Managing the server");
    row("GET", "/log/{number}/{from}", MASTER)
        .says(
            "Reads lines of the log: of the newest file with number 0, of older ones with 1 and more")
        .but(
            "from is ALL, LAST, or a moment like 2026-01-31 12:00:00 after which the lines are wanted")
        .where("number", Field.int16("number"))
        .where("from", Field.string("ALL, LAST or a moment", 19))
        .answers(Shape.texts("The lines", "ITR 2026-01-31 12:00:00,000 INFO"));
    row("POST", "/cache/clear", MASTER)
        .says("Lets the server forget what it only remembers to be fast");
    row("POST", "/refreshpublics", MASTER).says("Reads the folders of published files anew");
    row("GET", "/listpublics/{repository}", MASTER)
        .says("Lists the files of a folder of published files")
        .where("repository", REPOSITORY)
        .answers(
            Shape.records(Field.text("name"), Field.text("getdate"), Field.text("explanation")));
    row("GET", "/listpublics/{repository}/{file}", MASTER)
        .says("Reads a published file")
        .where("repository", REPOSITORY)
        .where("file", PUBLIC_FILE)
        .answers(Shape.text("What the file holds", "{}"));
    publics(row("POST", "/installpublics/{repository}", MASTER)).says("Is refused: " + NO_UPGRADE);
    publics(row("DELETE", "/installpublics/{repository}", MASTER))
        .says("Is refused: " + NO_UPGRADE);
    publics(row("POST", "/installpublics/{repository}/{file}", MASTER))
        .says("Takes over a published translation")
        .but("Only of itr-translations; for others " + NO_UPGRADE);
    publics(row("DELETE", "/installpublics/{repository}/{file}", MASTER))
        .says("Removes a translation that was taken over")
        .but("Only of itr-translations; for others " + NO_UPGRADE);
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
            "Who only takes tests gets one with TestDefinitionIsProtected without its norms, scoring and documents");
  }

  private void persons() {
    section("Persons");
    Entity persons = entity("/persons", OFFICE, CANDIDATE, CANDIDATE, OFFICE);
    persons.get().but("Who only takes tests reads the own record");
    persons
        .save()
        .says("Creates or changes a person, and the login of the person with it")
        .but("Who only takes tests changes DateOfLastTest of the own record")
        .but("An empty Password keeps the old one; a new person without one gets one made up")
        .or(409, EMAIL_TAKEN);
    persons.remove().says("Removes a person with login, sessions and session tests, for good");
    row("POST", "/persons/deleteunused", OFFICE)
        .says("Removes the persons whom no session and no session test is about");
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
        .but("Who only takes tests reads an own one; of a public one a copy is made, once a token");
    sessions
        .save()
        .but(
            "Who only takes tests changes Status, SessionState, StartedAt, EndedAt and PluginData of an own one");
    sessions.remove().says("Removes a session with its session tests and reports");
    row("DELETE", "/sessions/{id}/deletealltests", OFFICE)
        .says("Removes the session tests that nobody has begun; the session need not be there yet");
    row("GET", "/sessions/{id}/groupmembers", OFFICE)
        .says("Lists the members of a group")
        .answers(Shape.list(GroupMembers.TYPE));
    row("POST", "/sessions/{id}/groupmembers", OFFICE)
        .says("Makes persons members of a group: each gets a session with the tests of the group")
        .takes(Shape.either(Shape.object(Persons.TYPE), Shape.listOf(Shape.object(Persons.TYPE))))
        .or(409, EMAIL_TAKEN);
    row("DELETE", "/sessions/{id}/groupmembers", OFFICE)
        .says("Removes the members that the body names, or all when it is empty")
        .takes(Shape.either(Shape.object(Persons.TYPE), Shape.listOf(Shape.object(Persons.TYPE))))
        .or(409, "A member has begun already");
    row("GET", "/sessions/{id}/{test}/results", OFFICE)
        .says("Results so far of those who take part in a public session, of one test")
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
        .says("Removes a session and those whose GroupSessionID it is");
    row("POST", "/sessions/group/{id}/archive", OFFICE)
        .says("Archives a session and those whose GroupSessionID it is");
    row("POST", "/sessions/group/{id}/unarchive", OFFICE)
        .says("Brings a session and those whose GroupSessionID it is back from the archive");
    row("GET", "/sessionsview", OFFICE)
        .says("Lists sessions with their persons")
        .answers(Shape.list(SessionsView.TYPE));
    row("GET", "/sessionsview/{id}", OFFICE)
        .says("Reads a session with its person")
        .answers(Shape.object(SessionsView.TYPE));
    row("GET", "/groupsessionsview", OFFICE)
        .says("Lists group sessions with how far their members are")
        .answers(Shape.list(GroupSessionsView.TYPE));
    row("GET", "/groupsessionsview/{id}", OFFICE)
        .says("Reads a group session with how far its members are")
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
        .says("Reads a session test, and bills one that is done and not billed yet")
        .but("Refused as long as one that is done cannot be billed")
        .answers(Shape.object(SessionTests.TYPE));
    row("POST", "/sessiontests/{session}/{id}", OFFICE)
        .says("Creates or changes a session test; with status 30 it is done and billed")
        .takes(Shape.object(SessionTests.TYPE))
        .or(409, "The session test is another session's");
    row("DELETE", "/sessiontests/{session}/{id}", OFFICE).says("Removes a session test");
    row("GET", "/sessiontestsview", OFFICE)
        .says("Lists session tests with their sessions, persons and tests")
        .answers(Shape.list(SessionTestsView.TYPE));
    row("GET", "/sessiontestsview/{id}", OFFICE)
        .says("Reads a session test with its session, person and test")
        .answers(Shape.object(SessionTestsView.TYPE));
    row("GET", "/sessionteststaking/{session}", CANDIDATE)
        .says("Lists the session tests of a session that one takes")
        .but(CANDIDATES_OWN)
        .answers(Shape.list(SessionTests.TYPE));
    row("GET", "/sessionteststaking/{session}/{id}", CANDIDATE)
        .says("Reads a session test that one takes")
        .but(CANDIDATES_OWN)
        .answers(Shape.object(SessionTests.TYPE));
    row("POST", "/sessionteststaking/{session}/{id}", CANDIDATE)
        .says("Saves what was answered so far")
        .but("Who only takes tests changes the own ones")
        .but(
            "Changes Results, Scores, TestStart, TestEnd, PercentageOfQuestionsAnswered, TotalTestTime, Status,"
                + " CurrentPage, TotalPages and PluginData; other fields are left")
        .but(
            "Results, Scores and PluginData may be no longer than MAX_RESULTS_LIMIT, MAX_SCORES_LIMIT and"
                + " MAX_PLUGINDATA_LIMIT say: 429")
        .but(
            "A test that is done, saved as done by who has no login any more, is answered 204 and left as it is")
        .takes(Shape.object(SessionTests.TYPE));
    Entity reports = entity("/generatedreports", OFFICE, OFFICE, OFFICE, OFFICE);
    reports
        .get()
        .says(
            "Reads the report with that ID, else lists those that are linked to an object with it")
        .answers(
            Shape.either(Shape.object(GeneratedReports.TYPE), Shape.list(GeneratedReports.TYPE)));
    reports.remove().says("Removes the report with that ID, else all that are linked to it");
    row("GET", "/generatedreports/{linked}/{id}", OFFICE)
        .says("Reads a report of what it is linked to")
        .answers(Shape.object(GeneratedReports.TYPE));
    row("POST", "/generatedreports/{linked}/{id}", OFFICE)
        .says("Creates or changes a report and links it")
        .takes(Shape.object(GeneratedReports.TYPE));
    row("DELETE", "/generatedreports/{linked}/{id}", OFFICE)
        .says("Removes a report of what it is linked to");
    entity("/datagathering", RESEARCHER, RESEARCHER, RESEARCHER, RESEARCHER);
  }

  private void companies() {
    section("Companies, their users and their credits");
    Entity companies = entity("/companies", MASTER, OFFICE, MASTER, MASTER);
    companies.get().but("Who is no master user reads the own company");
    companies
        .save()
        .but(
            "CurrentCreditLevel is taken from a new company alone; grants and usages move it later")
        .or(409, "The ID is that of the master space");
    companies.remove().says("Removes a company with everything that is its own");
    row("GET", "/companies/currentcompany", ANY)
        .says("Reads the company of the token")
        .answers(Shape.object(Companies.TYPE));
    Entity logins = entity("/logins", OFFICE, ANY, ANY, SUPERVISOR);
    logins.list().but("Who is no master user does not see master users");
    logins
        .get()
        .but("Of others for supervisors and master users")
        .but("APIKey is shown to password managers");
    logins
        .save()
        .but(
            "Others are changed by supervisors and master users; of oneself the profile, no rights")
        .but("Nobody but a master user gives a right that they have not, or touches a master user")
        .but("At most MAXNUMBEROFCONSULTANTS logins that are no candidates'")
        .but("An empty Password keeps the old one; another has ten characters or more")
        .or(409, EMAIL_TAKEN);
    logins.remove().but("A master user is removed by master users");
    row("GET", "/logins/currentuser", ANY)
        .says("Reads the own login")
        .answers(Shape.object(Logins.TYPE));
    row("POST", "/logins/currentuser", ANY)
        .says("Changes the own login: the profile, no rights")
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
    tokens.get().but("With AsOf TokenValidated is when it was issued: that it is used is no event");
    tokens.save().says("Moves a token to the company that CompanyID names").but(SOME_ACCOUNT);
    tokens.remove().says("Ends a token");
    row("POST", "/tokens/{id}/{company}", MASTER)
        .says("Moves a token to a company")
        .where("id", Tokens.TYPE.field("Token"))
        .but(SOME_ACCOUNT);
    Entity grants = entity("/creditgrants", OFFICE, OFFICE, MASTER, MASTER);
    grants.list().but(OWN_COMPANY);
    grants.get().but(OWN_COMPANY);
    grants
        .save()
        .says("Grants credits to the company that CompanyID names, or changes a grant")
        .or(409, "The grant is another company's");
    entity("/creditusages", OFFICE, OFFICE, MASTER, MASTER);
    row("GET", "/creditusagespermonth", OFFICE)
        .says("The company's usage of credits by month, of three calendar years, newest first")
        .reads(Header.TIME_ZONE_OFFSET)
        .answers(
            Shape.records(
                Field.int32("year"),
                Field.int32("month"),
                Field.int64("ticks"),
                Field.int64("discountedticks")));
    row("GET", "/creditusagespermonthforall/{year}", MASTER)
        .says("The usage of credits of all companies by month, of a year; 0 is all years")
        .where("year", Field.int16("year"))
        .reads(Header.TIME_ZONE_OFFSET, Header.SEARCH_FIELD)
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
        .says("Lists the reports, what each counts and what its figures can be told apart by")
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
        .says("The figures of a report, all together and told apart, with up to when they are true")
        .answers(
            Shape.tree(
                "The figures",
                "{\"Columns\": [{\"Name\": \"Month\", \"Title\": \"Month\", \"Kind\": \"MONTH\"}],"
                    + " \"Rows\": [{\"Month\": \"2026-01\", \"Usages\": 3}], \"Total\": {\"Usages\": 3},"
                    + " \"FromMonth\": \"2026-01\", \"ToMonth\": \"2026-01\","
                    + " \"True\": {\"AsOf\": \"2026-01-31T12:00:00+00:00\", \"AsOfEvent\": 812}}"));
    report("/reports/{report}/csv")
        .says("The same figures as comma-separated values")
        .answers(Shape.file("The file", "text/csv"))
        .isFile();
    report("/reports/{report}/xlsx")
        .says("The same figures as a workbook")
        .answers(Shape.file("The file", XlsxFile.MEDIA_TYPE))
        .isFile();
    report("/reports/{report}/rows")
        .says("The rows behind the figures of a report, the newest first")
        .answers(
            Shape.tree(
                "The rows",
                "{\"Columns\": [{\"Name\": \"Credits\", \"Title\": \"Credits\", \"Kind\": \"NUMBER\"}],"
                    + " \"Rows\": [{\"Credits\": 3}], \"FromMonth\": \"2026-01\", \"ToMonth\": \"2026-01\","
                    + " \"True\": {\"AsOf\": \"2026-01-31T12:00:00+00:00\", \"AsOfEvent\": 812}}"));
    report("/reports/{report}/rows/csv")
        .says("All rows behind the figures as comma-separated values")
        .answers(Shape.file("The file", "text/csv"))
        .isFile();
    report("/reports/{report}/rows/xlsx")
        .says("All rows behind the figures as a workbook")
        .answers(Shape.file("The file", XlsxFile.MEDIA_TYPE))
        .isFile();
  }

  private void files() {
    section("Files");
    files(row("GET", "/files/{company}/{object}/{type}", ANY))
        .says("Lists the names of an object's files of a type, or of all types with ALL")
        .but("Those of another company are there for master users alone")
        .but("An object that has none in the company has those of the master space")
        .answers(Shape.texts("The names", "picture.png"));
    files(row("DELETE", "/files/{company}/{object}/{type}", TEST_FILES))
        .says("Removes the files of an object, of a type or with ALL of all types")
        .but(OWN_FILES);
    files(row("GET", "/files/{company}/{object}/{type}/{name}", PUBLIC))
        .says("Loads a file, the master space's where the company has none of that name")
        .answers(Shape.bytes("The file"))
        .or(206, "The part of it that Range asks for")
        .or(304, "It is what If-None-Match names")
        .or(404, "There is no such file")
        .or(416, "It has no such part");
    files(row("POST", "/files/{company}/{object}/{type}/{name}", TEST_FILES))
        .says("Stores a file")
        .but(OWN_FILES)
        .takes(Shape.bytes("The file"));
    files(row("DELETE", "/files/{company}/{object}/{type}/{name}", TEST_FILES))
        .says("Removes a file")
        .but(OWN_FILES);
    row("POST", "/filecopy/{source}/{target}", TEST_FILES)
        .says("Replaces the files of one object by those of another; target master publishes them")
        .but("Only a master user publishes")
        .where("target", Field.string("an ID or master", 36));
  }

  private void settings() {
    section("Settings");
    Entity settings =
        entity("/systemsettings", OFFICE, OFFICE, OFFICE, MASTER)
            .identifiedBy(SystemSettings.TYPE.field("ParameterName"));
    settings.list().but("Protected ones are left out");
    settings
        .get()
        .but("Protected ones are read by supervisors, the server's by master users")
        .answers(Shape.text("The value", "a value"));
    settings
        .save()
        .but("The company's protected ones are set by supervisors, the server's by master users")
        .but("MAXNUMBEROFCONSULTANTS is set by master users")
        .takes(Shape.text("The value", "a value"));
  }

  private void mail() {
    section("Mail");
    row("POST", "/sendmail", OFFICE)
        .says("Sends a mail, and answers when the mail server has answered")
        .but("Addresses are separated by commas or semicolons; the body is HTML")
        .reads(Header.LINKED_SESSION_ID)
        .takes(Shape.object(Mails.TYPE))
        .or(500, "The mail server did not take it, or none is set up; the text says why");
    row("POST", "/sendmailconsultant/{session}", ANY)
        .says("Mails scores and results of a session to a consultant, who then manages it")
        .but("Who only takes tests does so with the own sessions")
        .takes(Shape.object(Mails.TYPE))
        .or(500, "The mail server did not take it, or none is set up; the text says why");
  }

  private void auditTrail() {
    section("The audit trail");
    Entity trail = entity("/audittrail", OFFICE, OFFICE, OFFICE, MASTER);
    trail
        .save()
        .says("Adds a note; who, when and for which company is the server's to say")
        .or(409, "What is in the trail cannot be changed");
    trail.remove().says("Hides an entry from the trail; history itself is never lost");
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
            "Searches all that happened, refused and read: who, what, when, from where, in sentences")
        .but(OWN_COMPANY)
        .but("Kind is CHANGE, REFUSAL or READ; the events of one call share CorrelationID")
        .but(
            "SearchField looks in sentences, values and names of users; in names of tests unless more than 20 have it")
        .answers(Shape.list(HistoryView.TYPE));
    row("GET", "/history/export/{format}", AUDITOR)
        .says("The same as a file of any length, csv or jsonl (a row of JSON a line)")
        .but(OWN_COMPANY)
        .but("All pages, whatever StartPage says")
        .where("format", Field.string("csv or jsonl", 5))
        .answers(Shape.bytes("The file"))
        .isFile();
    row("GET", "/history/events/{event}", AUDITOR)
        .says("Reads all that is stored of an event: payload and metadata to the letter, hashes")
        .but(OWN_COMPANY)
        .but(UNPAID)
        .answers(
            Shape.tree(
                "The event",
                "{\"EventType\": \"PersonChanged\", \"Payload\": \"{}\", \"Hash\": \"\"}"));
    history(
        "/history/{entity}/{id}",
        "Lists the versions of an object, what each changed, and who made it");
    history("/history/files/{object}/{type}/{name}", "Lists the versions of a file")
        .where("type", Field.string("type", StoredFiles.LONGEST_TYPE))
        .where("name", Field.string("name", StoredFiles.LONGEST_NAME));
    row("GET", "/history/{entity}/{id}/{version}/{other}", AUDITOR)
        .says("Compares two versions of an object, field by field")
        .but(OWN_COMPANY)
        .but(UNPAID)
        .where("entity", ENTITY)
        .where("id", Field.string("an ID or a name", 50))
        .where("version", Field.int32("version"))
        .where("other", Field.int32("other"))
        .answers(
            Shape.tree(
                "Both versions and the fields",
                "{\"Left\": {\"Version\": 1}, \"Right\": {\"Version\": 2}, \"Fields\": [{\"Field\": \"Remarks\","
                    + " \"Part\": \"\", \"Left\": \"\", \"Right\": \"new\", \"Differs\": true}]}"));
    row("GET", "/history/sessions/{id}/replay", AUDITOR)
        .says(
            "What happened in a session and its tests, step by step: pages, answers and the time between;"
                + " and what the test called the screens and components that answers are kept by")
        .but(OWN_COMPANY)
        .but(UNPAID)
        .answers(
            Shape.tree(
                "The steps",
                "{\"SessionID\": \"\", \"Steps\": [{\"SinceStart\": 0, \"Page\": 1, \"Answers\": []}],"
                    + " \"Names\": {\"<session test>\": {\"__<screen>\": \"Introduction\"}}}"));
    row("POST", "/history/verification", MASTER)
        .says("Begins to verify all of history against its seals")
        .or(409, "A verification is under way already");
    row("GET", "/history/verification", AUDITOR)
        .says("How the last verification stands, and what it found")
        .but(
            "State is RUNNING, WHOLE, SOMETHING_IS_WRONG or FAILED; nothing at all where there was none")
        .but(
            "Supervisors see State, Started, Ended, SealedAt and Finding: history is that of all companies")
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

  private Call history(String path, String says) {
    return row("GET", path, AUDITOR)
        .says(says)
        .but(OWN_COMPANY)
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
        .says("Issues a ticket with which a browser saves the answer of a call that gives a file")
        .but("Path is that of the call, Headers are what it reads; for whoever may make the call")
        .but("The ticket is good once, within a minute, and as long as the token is")
        .takes(
            Shape.tree(
                "The call",
                "{\"Path\": \"history/export/csv\", \"Headers\": {\"Filter\": \"Kind=CHANGE\"}}"))
        .answers(Shape.record(Field.string("Ticket", 64)));
    row("GET", "/downloads/{ticket}", PUBLIC)
        .says("Answers the call that a ticket was issued for, as a file to keep")
        .but(
            "The answer is checked, counted and told as if the owner of the ticket had made the call")
        .where("ticket", Field.string("ticket", 64))
        .or(404, "The ticket is unknown, over, or was used already")
        .answers(Shape.bytes("The file"));
  }

  private void privacy() {
    section("Privacy");
    row("GET", "/privacy/persons/{id}/archive", SUPERVISOR)
        .says("Hands out everything about a person: a ZIP file with JSON files and a page to read")
        .but("That it was handed out, when and by whom, is told in the audit trail")
        .answers(Shape.file("The archive", "application/zip"))
        .isFile();
    row("DELETE", "/privacy/persons/{id}", SUPERVISOR)
        .says("Erases a person, as removing one does, files included, and gives the receipt")
        .answers(receipt());
    row("GET", "/privacy/receipts", SUPERVISOR)
        .says("Lists the receipts of erasures")
        .but("Every person who is removed leaves one, whoever removed the person and how")
        .answers(Shape.listOf(receipt()));
    row("GET", "/privacy/receipts/{id}", SUPERVISOR)
        .says("Reads a receipt of an erasure, and checks its signature")
        .answers(receipt())
        .isFile();
    row("GET", "/privacy/retention", SUPERVISOR)
        .says("Lists the company's rules that say when persons are erased")
        .answers(Shape.list(RetentionRules.TYPE));
    row("GET", "/privacy/retention/preview", SUPERVISOR)
        .says("Lists whom the rules that are switched on would erase now, the longest due first")
        .answers(duePersons());
    row("GET", "/privacy/retention/{id}", SUPERVISOR)
        .says("Reads a retention rule")
        .answers(Shape.object(RetentionRules.TYPE));
    row("GET", "/privacy/retention/{id}/preview", SUPERVISOR)
        .says("Lists whom a rule would erase now if it were switched on")
        .answers(duePersons());
    row("POST", "/privacy/retention/{id}", SUPERVISOR)
        .says("Creates or changes a retention rule; it is switched on with Active")
        .but(
            "A person is due so many Months after the last activity: the latest of when the person"
                + " was registered or logged in and when a session or a test was planned, began or"
                + " ended")
        .but("With ArchivedOnly only persons who are not active are due")
        .but("With OrganisationID only the persons of that organisation are due")
        .but("Who has a session that was begun and is not done, or can still begin one, is not due")
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
        "How many there are, and a page of them",
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
        .but("Users with MayWorkWithOwnObjectsOnly: their own alone, whatever ConsultantID says")
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
        .says("Lists the projections: what each keeps, how large it is and how it is doing")
        .but("Lag is 0: an event that a projection cannot fold is not stored")
        .answers(
            Shape.tree(
                "The projections",
                "[{\"Name\": \"SessionsViewProjection\", \"Tables\": [\"sessionsview\"], \"Position\": 1200,"
                    + " \"Lag\": 0, \"Rows\": 40, \"Bytes\": 90112, \"Version\": 2, \"State\": \"LIVE\","
                    + " \"LastRebuild\": \"2026-01-31T12:00:00Z\", \"LastError\": null,"
                    + " \"LastErrorAt\": null, \"LastErrorEvent\": null}]"));
    row("POST", "/projections/rebuild", MASTER)
        .says("Begins to make all projections anew from history, while all calls go on")
        .answers(rebuild())
        .or(409, A_JOB_IS_UNDER_WAY);
    row("POST", "/projections/{name}/rebuild", MASTER)
        .says("Begins to make one projection anew from history, while all calls go on")
        .where("name", Field.string("the name of a projection", 100))
        .answers(rebuild())
        .or(409, A_JOB_IS_UNDER_WAY);
    row("GET", "/projections/rebuild", MASTER)
        .says("Tells how far the rebuild is, or how the last one since the server started ended")
        .but("State is NONE, RUNNING, FINISHED, CANCELLED or FAILED")
        .but("Phase is FOLDING, INDEXING or SWITCHING")
        .but("The event that could not be folded is FailedEvent")
        .answers(rebuild());
    row("DELETE", "/projections/rebuild", MASTER)
        .says("Stops the rebuild; the projections stay as they are, and nothing is left of it")
        .or(404, "No rebuild is under way");
    row("POST", "/projections/comparison", MASTER)
        .says("Begins to compare the projections with history, row by row, without touching them")
        .answers(rebuild())
        .or(409, A_JOB_IS_UNDER_WAY);
    row("GET", "/projections/comparison", MASTER)
        .says("Tells how far the comparison is, and which tables differ from history in what")
        .but("Phase is FOLDING or COMPARING")
        .but(
            "What differs is named in the first hundred rows of a table; what is personal is masked")
        .but("Kind is MISSING (history has the row), SURPLUS (it has not) or CHANGED")
        .answers(
            Shape.tree(
                "As for a rebuild, and the tables",
                "{\"State\": \"FINISHED\", \"Phase\": \"COMPARING\", \"Events\": 1200, \"Total\": 1200,"
                    + " \"Tables\": [{\"Table\": \"groupcounts\", \"Missing\": 0, \"Surplus\": 0,"
                    + " \"Changed\": 1, \"Differences\": [{\"Kind\": \"CHANGED\", \"Key\": \"\","
                    + " \"Column\": \"donecount\", \"Live\": \"2\", \"History\": \"1\"}]}]}"));
    row("DELETE", "/projections/comparison", MASTER)
        .says("Stops the comparison")
        .or(404, "No comparison is under way");
    row("GET", "/projections/parked", MASTER)
        .says("Lists what was given up and can be tried again: mails, with the reason")
        .but(
            "A mail leaves the list when it is tried again, its person is erased, or after 30 days")
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
        .says("Tries again what was given up: a mail goes back to those that wait to be sent")
        .or(409, "The same mail still waits to be sent to others");
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
