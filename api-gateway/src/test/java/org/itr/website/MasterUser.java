package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;

/** The master user of the first start, who runs the server. */
final class MasterUser extends OfficeUser {

  private static final String FIRST_COMPANY = "ITRHelpdesk";
  private static final String EDITOR = "AdminInterfaceTestTemplateEditor";
  private static final Map<String, String> PUBLISHERS =
      Map.of(
          "tests", "TestTemplateLocalPublisher&TestType=0",
          "screentemplates", "ScreenTemplateLocalPublisher",
          "reportdefinitions", "ReportTemplateLocalPublisher&ReportType=0");
  private static final String[] MASTER_COPY = {"IncludeMaster", "Y", "IncludeClient", "N"};

  MasterUser(Walk walk) {
    super(walk, "Admin");
  }

  void logsIn() {
    logsIn(ServerProcess.ADMIN_PASSWORD);
    assertThat(window.all("#NavbarsAdmin")).containsText(FIRST_COMPANY);
    window.picture("switchboard");
  }

  @Override
  Website calls() {
    return walk.masterCalls();
  }

  void setsTheMailServer(String sender) {
    window.show("ServerSettings", "ServerSettingsDiv-SMTPServer-val");
    window.fill("ServerSettingsDiv-SMTPServer-val", "localhost");
    window.fill("ServerSettingsDiv-SMTPPort-val", "" + walk.mailPort());
    window.fill("ServerSettingsDiv-SMTPSender-val", sender);
    window.settle();
    window.picture("server-settings");
    Website calls = calls();
    assertThat(masterCopy(calls, "systemsettings/SMTP_SERVER").body()).isEqualTo("localhost");
    assertThat(masterCopy(calls, "systemsettings/SMTP_SENDER").body()).isEqualTo(sender);
  }

  void installsAllThatIsPublished() {
    window.show("ServerSettingsPublics", "ServerSettingsPublicsTestTemplate_all");
    Locator offered = window.all("#ServerSettingsPublicsTestTemplate-list");
    assertThat(offered).containsText("demonstration_test");
    assertThat(offered).not().containsText("README");
    for (String kind :
        List.of(
            "PublicsTestScreenTemplate",
            "PublicsTestTemplate",
            "PublicsReportTemplate",
            "LanguageTemplate")) {
      window.click("ServerSettings" + kind + "_all");
      window.settleAfterMany();
      window.isTold("The action has succeeded");
    }
    window.picture("publics");
    Website calls = calls();
    for (String kind : List.of("screentemplates", "tests", "reportdefinitions")) {
      assertThat(masterCopy(calls, kind).json().findValuesAsText("Description"))
          .as(kind)
          .isNotEmpty()
          .doesNotContain("");
    }
    assertThat(calls.get("translations").json().toString()).contains("\"nl\"");
  }

  /** Gives a published test a price and a report. */
  void preparesTheTest(String description, int price, String report) {
    Website calls = calls();
    String test = publishedTest(calls, description);
    save(calls, "tests/" + test, Map.of("Costs", price), MASTER_COPY);
    save(
        calls,
        "reportdefinitions/" + UUID.randomUUID(),
        reportOf(test, "Report of the walk", report),
        MASTER_COPY);
  }

  /** The ID of a published test. */
  String idOfTest(String description) {
    return publishedTest(calls(), description);
  }

  private static String publishedTest(Website calls, String description) {
    for (JsonNode offered : masterCopy(calls, "tests").json()) {
      if (description.equals(offered.get("Description").asText())) {
        return id(offered);
      }
    }
    throw new IllegalArgumentException("No such test is published: " + description);
  }

  private static Map<String, Object> reportOf(String test, String description, String text) {
    return Map.of(
        "Description",
        description,
        "ReportType",
        0,
        "TestID",
        test,
        "Active",
        true,
        "ReportText",
        text);
  }

  private static void save(Website calls, String path, Object body, String... headers) {
    assertThat(calls.post(path, body, headers).status()).as(path).isEqualTo(200);
  }

  /** Makes a course that has the pages of a published test. */
  void makesACourse(String description, String test) {
    Website calls = calls();
    ObjectNode course =
        (ObjectNode) masterCopy(calls, "tests/" + publishedTest(calls, test)).json();
    String id = UUID.randomUUID().toString();
    course.put("ID", id).put("Description", description).put("TestType", 1000).put("Costs", 0);
    save(calls, "tests/" + id, course.toString(), MASTER_COPY);
  }

  /** Gives a company a report of its own and a screen template of its own. */
  void makesAReportAndAScreenOfTheCompany(String company, String test, String description) {
    Website ofCompany = callsIn(company);
    save(
        ofCompany,
        "reportdefinitions/" + UUID.randomUUID(),
        reportOf(idOfTest(test), description, "<p>Own</p>"));
    save(
        ofCompany,
        "screentemplates/" + UUID.randomUUID(),
        Map.of("Description", description, "TemplateVariables", List.of()));
  }

  private Website callsIn(String company) {
    String id = id(calls().get("companies", "SearchField", company).json().get(0));
    return walk.calls("Admin", ServerProcess.ADMIN_PASSWORD, id);
  }

  /** Publishes something of the company's own to all. */
  void publishes(String entity, String description) {
    Locator own = publisherRows(entity, description).first();
    window.click(own.locator("[onclick*='.publish(']"));
    window.isTold("successfully published");
    window.picture("published");
    assertThat(published(entity)).contains(description);
  }

  /** Takes back something that was published; the company's own stays. */
  void revokes(String entity, String description) {
    Locator published = publisherRows(entity, description).last();
    window.click(published.locator("[onclick*='.revokePublish(']"));
    window.isTold("successfully revoked");
    assertThat(published(entity)).doesNotContain(description);
    assertThat(publisherRows(entity, description)).hasCount(1);
  }

  private Locator publisherRows(String entity, String description) {
    String screen = PUBLISHERS.get(entity);
    String table = screen.replaceFirst("&.*", "") + "ListerTable";
    sees(screen, table, description);
    return window.id(table).locator("tr:has-text('" + description + "')");
  }

  private List<String> published(String entity) {
    return masterCopy(calls(), entity).json().findValuesAsText("Description");
  }

  private static String id(JsonNode row) {
    return row.get("ID").asText();
  }

  private static Answer masterCopy(Website calls, String path) {
    return calls.get(path, "IncludeMaster", "Y", "IncludeClient", "N", "StartPage", "-1");
  }

  void readsTheLog() {
    window.show("ServerLogs", "ServerLogsDiv-LogText");
    assertThat(window.id("ServerLogsDiv-LogText")).hasValue(Pattern.compile("ItrApplication"));
    window.picture("logs");
  }

  void seesWhoIsLoggedIn() {
    sees("TokenLister", "TokenListerTable", FIRST_COMPANY);
    window.picture("tokens");
  }

  /** Sees a row of each entity of which there are some; answers which these are. */
  List<String> readsTheRawDataOfEveryEntity() {
    window.show("ServerData", "ServerDataDiv-SourceSelect");
    Locator sources = window.id("ServerDataDiv-SourceSelect");
    Locator table = window.id("ServerDataDiv-ServerDataTable");
    List<String> shown = new ArrayList<>();
    for (Locator source : sources.locator("option").all()) {
      String entity = source.getAttribute("value");
      sources.selectOption(entity);
      JsonNode listed =
          window.awaitList(entity, () -> window.click("ServerDataDiv-getButton")).json();
      assertThat(window.id("basicModal")).isHidden();
      List<String> fields = fieldsOfTheFirst(listed);
      if (!fields.isEmpty()) {
        fields.forEach(field -> assertThat(table.locator("thead").first()).containsText(field));
        assertThat(table.locator("tbody tr").first()).isVisible();
        window.picture("raw-data-" + entity);
        shown.add(entity);
      }
    }
    return shown;
  }

  /** The fields that have a value in the first row of a list. */
  private static List<String> fieldsOfTheFirst(JsonNode list) {
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : list.path(0).properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        fields.add(field.getKey());
      }
    }
    return fields;
  }

  void makesACompany(String name) {
    window.show("OrganisationLister", "OrganisationListerTableAddButton");
    window.click("OrganisationListerTableAddButton");
    String form = "OrganisationEditorInterface";
    window.fill(form + "OrganisationName", name);
    window.fill(form + "ContactPerson", "Chris Contact");
    window.fill(form + "ContactEMail", "chris@walk.example");
    window.click(form + "OrganisationEnablePublicSessions");
    window.click("OrganisationEditorEditButtonBar_Save");
  }

  void grantsCredits(String company, int credits) {
    opens(sees("OrganisationLister", "OrganisationListerTable", company));
    window.click("OrganisationEditorEditButtonBar_GrantCredits");
    assertThat(window.id("GrantCreditsEditorInterfaceCreditsToGrant")).isVisible();
    window.fill("GrantCreditsEditorInterfaceCreditsToGrant", "" + credits);
    window.click("GrantCreditsInterfaceSave");
    window.isTold("credits have been granted");
  }

  void switchesTo(String company) {
    opens(sees("OrganisationLister", "OrganisationListerTable", company));
    window.click("OrganisationEditorEditButtonBar_SwitchTo");
    assertThat(window.all("#NavbarsAdmin")).containsText(company);
    window.settle();
    window.picture("switched");
  }

  void seesTheGrant(String company, int credits) {
    assertThat(sees("CreditsGrantedLister", "CreditsGrantedListerTable", company))
        .containsText("" + credits);
    window.picture("credits-granted");
  }

  void makesMailTemplatesForAll() {
    window.show("MailTemplateEditor&Scope=master", "MailTemplateEditor_ButtonSave");
    List<String> kinds = List.of("defaultSession", "defaultPasswordConsultant");
    for (String kind : kinds) {
      window.id("MailTemplateEditorTemplateType").selectOption(kind);
      window.settle();
    }
    window.click("MailTemplateEditor_ButtonSave");
    window.picture("mail-templates");
    assertThat(masterCopy(calls(), "systemsettings/MailTemplates").body())
        .contains(kinds.toArray(String[]::new));
  }

  void seesTheCreditsUsedBy(String company, int credits) {
    assertThat(sees("CreditsUsedListerServer", "CreditsUsedListerServerTable", company))
        .containsText(Pattern.compile("\\s" + credits + "\\s"));
    window.picture("credits-of-all");
  }

  /** Logs in to one of several companies, with the website in a language. */
  void logsInTo(String company, String language) {
    window = walk.window();
    window.open("/?Lang=" + language);
    window.logIn("Admin", ServerProcess.ADMIN_PASSWORD);
    window.picture("companies-to-choose-from");
    window.click(window.all(":text-is('" + company + "'):visible").first());
    assertThat(window.all("#NavbarsAdmin")).containsText(company);
    window.settle();
  }

  /** Puts another text in the place of the first one of the website in a language. */
  void translates(String language, String text) {
    window.show("TranslationEditor", "TranslationEditorList");
    Locator first = window.id("TranslationEditorList").locator("input").first();
    window.awaitPost(
        "translations/" + language,
        () -> {
          first.fill(text);
          first.press("Tab");
        });
    window.picture("translations");
    assertThat(calls().get("translations/" + language).body()).contains(text);
  }

  /** Makes a test with a picture that all can load who know its address; answers the address. */
  String makesATestWithAPicture(String description, byte[] picture) {
    window.show("TestTemplateEditor&TestType=0", EDITOR + "AddNewTest");
    window.click(EDITOR + "AddNewTest");
    window.fill(EDITOR + "TestName", "Walk");
    // It hears the keys.
    window.id(EDITOR + "TestDescription").pressSequentially(description);
    window
        .id(EDITOR + "-filesA")
        .setInputFiles(new FilePayload("Walk picture.gif", "image/gif", picture));
    Locator link = window.id(EDITOR + "Media_LinkCol0");
    assertThat(link).hasValue(Pattern.compile("/walkpicture\\.gif$"));
    window.awaitPost("tests/", () -> window.click(EDITOR + "ActionButtonSave"));
    window.picture("test-editor");
    assertThat(walk.file(link.inputValue())).isEqualTo(picture);
    return link.inputValue();
  }

  /** Sees that all can load a file of the company's from what is published, too. */
  void seesThePublished(String address, byte[] file) {
    String published = address.replaceFirst("/files/[^/]*/", "/files/master/");
    assertThat(walk.file(published)).isEqualTo(file);
  }
}
