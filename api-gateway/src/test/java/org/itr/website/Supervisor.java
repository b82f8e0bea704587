package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.itr.support.Website;

/** Who runs a company. */
final class Supervisor extends Consultant {

  Supervisor(Walk walk, String user) {
    super(walk, user);
  }

  void namesTheCompanyAndGivesItALogo(String name, byte[] picture) {
    window.show("CustomerSettings", "CustomerSettingsDiv-CompanyName-val");
    window.fill("CustomerSettingsDiv-CompanyName-val", name);
    String logo = "data:image/gif;base64," + Base64.getEncoder().encodeToString(picture);
    window.fill("CustomerSettingsDiv-CompanyLogo-val", logo);
    window.settle();
    window.picture("company-settings");
    Website calls = calls();
    assertThat(calls.get("systemsettings/COMPANYNAME").body()).isEqualTo(name);
    assertThat(calls.get("systemsettings/COMPANYLOGO").body()).isEqualTo(logo);
    assertThat(
            calls
                .get("systemsettings/SMTP_PORT", "IncludeMaster", "Y", "IncludeClient", "N")
                .status())
        .isEqualTo(403);
  }

  /** Makes a mail template of the company's or of the supervisor's own. */
  void makesAMailTemplate(String scope, String description) {
    window.show("MailTemplateEditor&Scope=" + scope, "MailTemplateEditor_ButtonSave");
    window.click("MailTemplateEditorAddButton");
    window.fill("MailTemplateEditorDescription", description);
    window.fill("MailTemplateEditorSubject", "About " + description);
    window.click("MailTemplateEditor_ButtonSave");
    window.picture("mail-templates-" + scope);
    boolean personal = "personal".equals(scope);
    String kept = personal ? "logins/currentuser" : "systemsettings/MailTemplates";
    assertThat(calls().get(kept).body()).contains("About " + description);
    // The editor of the other scope is the same screen: whether it changed cannot be seen.
    window.show("Switchboard", "AdminInterfaceCreditManagementChart");
  }

  void makesABattery(String name, String test) {
    window.show("BatteryEditor&BatteryType=10&TestType=0", "BatteryEditorSaveButton");
    window.fill("BatteryEditorDescriptionFor", name);
    window.check("BatteryEditorTestsIncludeOtherLanguages");
    window.choose("BatteryEditorTestsInputList", test);
    window.picture("battery");
    window.click("BatteryEditorSaveButton");
    sees("BatteryLister&BatteryType=10", "BatteryListerTable", name);
  }

  /** Sees that a candidate's test, the only one so far, was billed once. */
  void seesTheCreditsUsedFor(String candidate) {
    sees("CreditsUsedLister", "CreditsUsedListerTable", candidate);
    assertThat(window.id("CreditsUsedListerTable").locator("tbody tr")).hasCount(1);
    window.picture("credits-used");
    window.show("Switchboard", "AdminInterfaceCreditManagementChart");
    window.picture("credits-per-month");
  }

  void seesTheMailTo(String address) {
    sees("SessionAuditTrail&ObjectType=1001", "SessionAuditTrailList", address);
    window.picture("mail-log");
  }
}
