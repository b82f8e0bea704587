package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.itr.support.Chromium;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four people walk through the website: a master user, a supervisor, a consultant and candidates.
 * It runs where {@code ITR_WEBSITE} names a checkout of the website and {@code ITR_PUBLICS_DIR} a
 * folder with checkouts of its public repositories, and leaves pictures of the screens in {@code
 * target/website-walk}. Each step goes on where the one before it ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebsiteWalkIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static final String COMPANY = "Walk & Partners";
  private static final String TEST = "Demonstration test";
  private static final int PRICE = 10;
  private static final int CREDITS = 1_000;
  private static final String SUPERVISOR = "sam@walk.example";
  private static final String SUPERVISOR_PASSWORD = "Supervisor2026!";
  private static final String CANDIDATE = "grace@people.example";
  private static final Pattern MAILED_PASSWORD =
      Pattern.compile("Password\\s*:\\s*(?:&nbsp;)?\\s*([^\\s<]+)");
  private static final Pattern MAILED_LINK =
      Pattern.compile("http://localhost[^\\s<\"]*[^\\s<\".]");

  @TempDir static Path folder;

  private final GreenMail mailbox =
      new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
  private final List<WebsiteWindow> windows = new ArrayList<>();
  private ServerProcess server;
  private WebsiteWindow master;
  private WebsiteWindow supervisor;
  private WebsiteWindow candidate;

  @BeforeAll
  void start() throws IOException {
    Path website = folderOf("ITR_WEBSITE", "a checkout of the website");
    Path publics = folderOf("ITR_PUBLICS_DIR", "a folder with its public repositories");
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
    mailbox.start();
    server = ServerProcess.start(folder, website, "--ITR_PUBLICS_DIR=" + publics);
    master = window();
    supervisor = window();
    candidate = window();
  }

  private static Path folderOf(String setting, String what) {
    @Nullable String set = System.getenv(setting);
    Assumptions.assumeTrue(
        set != null && Files.isDirectory(Path.of(set)),
        setting + " does not name " + what + ": the walk through the website is skipped.");
    return Path.of(set).toAbsolutePath();
  }

  private WebsiteWindow window() {
    WebsiteWindow window = new WebsiteWindow(CHROMIUM.browser(), server.url());
    windows.add(window);
    return window;
  }

  @AfterEach
  void nobody_complained() {
    for (WebsiteWindow window : windows) {
      assertThat(window.complaints()).isEmpty();
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    mailbox.stop();
  }

  @Test
  @Order(1)
  void a_master_user_logs_in_and_sets_the_mail_server() {
    master.open("/");
    master.logIn("Admin", ServerProcess.ADMIN_PASSWORD);
    assertThat(master.all("#NavbarsAdmin")).containsText("ITRHelpdesk");
    master.picture("switchboard");
    master.show("ServerSettings", "ServerSettingsDiv-SMTPServer-val");
    master.fill("ServerSettingsDiv-SMTPServer-val", "localhost");
    master.fill("ServerSettingsDiv-SMTPPort-val", "" + mailbox.getSmtp().getPort());
    master.fill("ServerSettingsDiv-SMTPSender-val", "itr@walk.example");
    master.settle();
    master.picture("server-settings");
    Website calls = server.master();
    assertThat(masterCopy(calls, "systemsettings/SMTP_SERVER").body()).isEqualTo("localhost");
    assertThat(masterCopy(calls, "systemsettings/SMTP_SENDER").body())
        .isEqualTo("itr@walk.example");
  }

  @Test
  @Order(2)
  void a_master_user_installs_what_is_published_and_nothing_but_that() {
    master.show("ServerSettingsPublics", "ServerSettingsPublicsTestTemplate_all");
    Locator offered = master.all("#ServerSettingsPublicsTestTemplate-list");
    assertThat(offered).containsText("demonstration_test");
    assertThat(offered).not().containsText("README");
    install("ServerSettingsPublicsTestScreenTemplate_all");
    install("ServerSettingsPublicsTestTemplate_all");
    install("ServerSettingsPublicsReportTemplate_all");
    install("ServerSettingsLanguageTemplate_all");
    master.picture("publics");
    Website calls = server.master();
    for (String kind : List.of("screentemplates", "tests", "reportdefinitions")) {
      assertThat(masterCopy(calls, kind).json().findValuesAsText("Description"))
          .as(kind)
          .isNotEmpty()
          .doesNotContain("");
    }
    assertThat(calls.get("translations").json().toString()).contains("\"nl\"");
    String id = "";
    for (JsonNode test : masterCopy(calls, "tests").json()) {
      id = TEST.equals(test.get("Description").asText()) ? test.get("ID").asText() : id;
    }
    assertThat(
            calls
                .post(
                    "tests/" + id,
                    Map.of("Costs", PRICE),
                    "IncludeMaster",
                    "Y",
                    "IncludeClient",
                    "N")
                .status())
        .isEqualTo(200);
  }

  private void install(String button) {
    master.click(button);
    master.settleAfterMany();
    master.isTold("The action has succeeded");
  }

  private static Website.Answer masterCopy(Website calls, String path) {
    return calls.get(path, "IncludeMaster", "Y", "IncludeClient", "N", "StartPage", "-1");
  }

  @Test
  @Order(3)
  void a_master_user_reads_logs_tokens_and_the_raw_data_of_every_entity() {
    master.show("ServerLogs", "ServerLogsDiv-LogText");
    assertThat(master.id("ServerLogsDiv-LogText")).hasValue(Pattern.compile("ItrApplication"));
    master.picture("logs");
    master.show("TokenLister", "TokenListerTable");
    assertThat(master.id("TokenListerTable")).containsText("ITRHelpdesk");
    master.picture("tokens");
    master.show("ServerData", "ServerDataDiv-SourceSelect");
    Locator sources = master.id("ServerDataDiv-SourceSelect");
    List<String> entities = sources.locator("option").allTextContents();
    assertThat(entities).hasSizeGreaterThan(20);
    for (String entity : entities) {
      sources.selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(entity));
      master.click("ServerDataDiv-getButton");
      assertThat(master.id("basicModal")).isHidden();
    }
    sources.selectOption("companies");
    master.click("ServerDataDiv-getButton");
    assertThat(master.id("ServerDataDiv-ServerDataTable")).containsText("ITRHelpdesk");
    master.picture("raw-data");
  }

  @Test
  @Order(4)
  void a_master_user_makes_a_company_grants_credits_and_switches_to_it() {
    master.show("OrganisationLister", "OrganisationListerTableAddButton");
    master.click("OrganisationListerTableAddButton");
    String form = "OrganisationEditorInterface";
    master.fill(form + "OrganisationName", COMPANY);
    master.fill(form + "ContactPerson", "Chris Contact");
    master.fill(form + "ContactEMail", "chris@walk.example");
    master.click("OrganisationEditorEditButtonBar_Save");
    master.click("OrganisationEditorEditButtonBar_GrantCredits");
    assertThat(master.id("GrantCreditsEditorInterfaceCreditsToGrant")).isVisible();
    master.fill("GrantCreditsEditorInterfaceCreditsToGrant", "" + CREDITS);
    master.click("GrantCreditsInterfaceSave");
    master.isTold("credits have been granted");
    master.show("OrganisationLister", "OrganisationListerTableAddButton");
    master.click(master.all("td:visible:has-text('" + COMPANY + "')").first());
    master.click("OrganisationEditorEditButtonBar_SwitchTo");
    assertThat(master.all("#NavbarsAdmin")).containsText(COMPANY);
    master.settle();
    master.picture("switched");
    master.show("CreditsGrantedLister", "CreditsGrantedListerTable");
    assertThat(master.id("CreditsGrantedListerTable")).containsText(COMPANY);
    assertThat(master.id("CreditsGrantedListerTable")).containsText("" + CREDITS);
    master.picture("credits-granted");
  }

  @Test
  @Order(5)
  void a_master_user_makes_mail_templates_and_mails_a_supervisor_the_password() throws Exception {
    master.show("MailTemplateEditor&Scope=master", "MailTemplateEditor_ButtonSave");
    for (String type : List.of("defaultSession", "defaultPasswordConsultant")) {
      master.id("MailTemplateEditorTemplateType").selectOption(type);
      master.settle();
    }
    master.click("MailTemplateEditor_ButtonSave");
    master.picture("mail-templates");
    assertThat(masterCopy(server.master(), "systemsettings/MailTemplates").body())
        .contains("defaultSession", "defaultPasswordConsultant");

    master.show("ConsultantLister", "ConsultantListerTableAddButton");
    master.click("ConsultantListerTableAddButton");
    master.fill("ConsultantEditorInterfaceEMail", SUPERVISOR);
    master.fill("ConsultantEditorInterfaceName", "Sam Supervisor");
    for (String right :
        List.of(
            "OrganisationSupervisor", "IsDataResearcher", "MayViewPasswords", "MayOrderCredits")) {
      master.click("ConsultantEditorInterface" + right);
    }
    master.click("ConsultantEditorOfficeAll");
    master.click("ConsultantEditorEditButtonBar_Save");
    master.picture("consultant");
    master.click("ConsultantEditorEditButtonBar_ResetPassword");
    assertThat(master.id("SessionMailerInterfaceSessionEditMailTo")).hasValue(SUPERVISOR);
    assertThat(master.id("SessionMailerInterfaceSessionEditMailSubject"))
        .not()
        .hasValue("", new LocatorAssertions.HasValueOptions().setTimeout(15_000));
    master.picture("mailer");
    master.click("SessionMailerInterfaceSendButton");
    master.isTold("e-mail has been sent");

    String mail = mailTo(SUPERVISOR);
    String password = found(MAILED_PASSWORD, mail);
    supervisor.open(found(MAILED_LINK, mail));
    supervisor.logIn("", password);
    supervisor.isTold("password");
    supervisor.show("ResetPassword", "ResetPasswordInterfaceInformationOld");
    supervisor.fill("ResetPasswordInterfaceInformationOld", password);
    supervisor.fill("ResetPasswordInterfaceInformationNew1", SUPERVISOR_PASSWORD);
    supervisor.fill("ResetPasswordInterfaceInformationNew2", SUPERVISOR_PASSWORD);
    supervisor.click("ResetPasswordInterfaceInformationButtonSave");
    supervisor.isTold("password");
    supervisor.picture("new-password");
    Website calls = new Website(server.url());
    assertThat(calls.tryLogin(SUPERVISOR, SUPERVISOR_PASSWORD).status()).isEqualTo(200);
    assertThat(calls.tryLogin(SUPERVISOR, password).status()).isNotEqualTo(200);
  }

  private String mailTo(String address) throws Exception {
    return Awaitility.await("a mail to " + address)
        .until(
            () -> {
              for (MimeMessage mail : mailbox.getReceivedMessages()) {
                if (address.equals(mail.getRecipients(RecipientType.TO)[0].toString())) {
                  return mail.getContent().toString();
                }
              }
              return "";
            },
            text -> !text.isEmpty());
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(matcher.groupCount()).replace("&amp;", "&");
  }

  @Test
  @Order(6)
  void a_supervisor_names_the_company_and_gives_it_a_logo() {
    // The window in which the password was changed goes on asking for a new one.
    supervisor = window();
    supervisor.open("/");
    supervisor.logIn(SUPERVISOR, SUPERVISOR_PASSWORD);
    supervisor.show("CustomerSettings", "CustomerSettingsDiv-CompanyName-val");
    supervisor.fill("CustomerSettingsDiv-CompanyName-val", "Walk's own name");
    supervisor.fill(
        "CustomerSettingsDiv-CompanyLogo-val",
        "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=");
    supervisor.settle();
    supervisor.picture("company-settings");
    Website calls = new Website(server.url());
    calls.login(SUPERVISOR, SUPERVISOR_PASSWORD);
    assertThat(calls.get("systemsettings/COMPANYNAME").body()).isEqualTo("Walk's own name");
    assertThat(calls.get("systemsettings/COMPANYLOGO").body()).startsWith("data:image/gif");
    assertThat(
            calls
                .get("systemsettings/SMTP_PORT", "IncludeMaster", "Y", "IncludeClient", "N")
                .status())
        .isEqualTo(403);
  }

  @Test
  @Order(7)
  void a_candidate_is_invited_by_mail_takes_the_test_and_is_thanked() throws Exception {
    supervisor.show("Switchboard", "AdminInterfaceInviteNewCandidateInputUsername");
    supervisor.fill("AdminInterfaceInviteNewCandidateInputUsername", CANDIDATE);
    supervisor.click("AdminInterfaceInviteNewCandidateButton");
    String form = "AdminInterfaceSessionNewSession";
    supervisor.fill(form + "DescriptionFor", "Selection of Grace");
    supervisor.fill(form + "CandidateFor", CANDIDATE);
    supervisor.settle();
    if (!supervisor.id(form + "TestsIncludeOtherLanguages").isChecked()) {
      supervisor.click(form + "TestsIncludeOtherLanguages");
    }
    supervisor.choose(form + "TestsInputList", TEST);
    supervisor.fill(form + "CandidateFirstName", "Grace");
    supervisor.fill(form + "CandidateLastName", "Hopper");
    supervisor.picture("new-session");
    supervisor.click(form + "InviteButton");
    assertThat(supervisor.id("SessionMailerInterfaceSessionEditMailTo")).hasValue(CANDIDATE);
    assertThat(supervisor.id("SessionMailerInterfaceSessionEditMailSubject")).not().hasValue("");
    supervisor.picture("invitation");
    supervisor.click("SessionMailerInterfaceSendButton");
    supervisor.isTold("e-mail has been sent");

    String mail = mailTo(CANDIDATE);
    candidate.open(found(MAILED_LINK, mail));
    candidate.logIn("", found(MAILED_PASSWORD, mail));
    Locator end = candidate.all("button:visible:has-text('End this test')");
    assertThat(end).isVisible();
    candidate.picture("test");

    supervisor.show("SessionLister&SessionType=0&Status=Busy", "SessionListerTable");
    assertThat(supervisor.id("SessionListerTable")).containsText("Selection of Grace");
    supervisor.picture("in-progress");

    end.click();
    candidate.settle();
    assertThat(candidate.all("body")).containsText("completed all the tests");
    candidate.picture("thanks");
    Website calls = new Website(server.url());
    calls.login(SUPERVISOR, SUPERVISOR_PASSWORD);
    candidate.await(() -> calls.get("sessions", "Filter", "Status=31").json().size() == 1);
  }

  @Test
  @Order(8)
  void what_was_done_is_listed_billed_and_on_the_trail() {
    supervisor.show("SessionLister&SessionType=0&Status=Done", "SessionListerTable");
    assertThat(supervisor.id("SessionListerTable")).containsText("Selection of Grace");
    openSessionOfGrace();
    supervisor.picture("finished-session");
    supervisor.click("AdminInterfaceEditSessionEditArchiveTest");
    supervisor.show("SessionLister&SessionType=0&Status=Archived", "SessionListerTable");
    openSessionOfGrace();
    assertThat(supervisor.id("AdminInterfaceEditSessionEditUnarchiveTest")).isVisible();
    supervisor.click("AdminInterfaceEditSessionEditUnarchiveTest");
    supervisor.show("SessionLister&SessionType=0&Status=Done", "SessionListerTable");
    assertThat(supervisor.id("SessionListerTable")).containsText("Selection of Grace");
    supervisor.show("CreditsUsedLister", "CreditsUsedListerTable");
    assertThat(supervisor.id("CreditsUsedListerTable").locator("tbody tr")).hasCount(1);
    assertThat(supervisor.id("CreditsUsedListerTable")).containsText("Grace Hopper");
    supervisor.picture("credits-used");
    supervisor.show("SessionAuditTrail&ObjectType=1001", "SessionAuditTrailList");
    assertThat(supervisor.id("SessionAuditTrailList")).containsText(CANDIDATE);
    supervisor.picture("mail-log");
    master.show("CreditsUsedListerServer", "CreditsUsedListerServerTable");
    assertThat(master.id("CreditsUsedListerServerTable")).containsText(COMPANY);
    master.picture("credits-of-all");
  }

  private void openSessionOfGrace() {
    supervisor.click(
        supervisor.all("#SessionListerTable [onclick]:has-text('Selection of Grace')").last());
    assertThat(supervisor.id("AdminInterfaceEditSessionEditHeaderCandidate"))
        .containsText("Grace Hopper");
  }
}
