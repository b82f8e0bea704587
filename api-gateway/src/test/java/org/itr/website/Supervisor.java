package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.regex.Pattern;
import org.itr.support.Website;

/** Who runs a company. */
final class Supervisor extends Consultant {

  /** The label and the figure of the last month in the chart of credits. */
  private static final String LAST_OF_THE_CHART =
      """
      () => {
        const shown = Object.values(Chart.instances)
            .map(one => one.chart ?? one)
            .filter(one => one.canvas.id === 'AdminInterfaceCreditManagementChart').pop()
        const data = shown?.config.data
        return data?.labels.at(-1) + ': ' + data?.datasets[0].data.at(-1)
      }
      """;

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

  /** Makes a battery of tests, in that order. */
  void makesABattery(String name, String... tests) {
    window.show("BatteryEditor&BatteryType=10&TestType=0", "BatteryEditorSaveButton");
    window.fill("BatteryEditorDescriptionFor", name);
    window.check("BatteryEditorTestsIncludeOtherLanguages");
    for (String test : tests) {
      window.choose("BatteryEditorTestsInputList", test);
    }
    window.picture("battery");
    window.click("BatteryEditorSaveButton");
    sees("BatteryLister&BatteryType=10", "BatteryListerTable", name);
  }

  /** Sees that a candidate's test, the only one so far, was billed once. */
  void seesTheCreditsUsedFor(String candidate, int credits) {
    sees("CreditsUsedLister", "CreditsUsedListerTable", candidate);
    Locator rows = window.id("CreditsUsedListerTable").locator("tbody tr");
    assertThat(rows).hasCount(1);
    assertThat(rows).containsText(Pattern.compile("\\s" + credits + "\\s+" + candidate));
    window.picture("credits-used");
  }

  /** Sees the credits of this month in the chart, and how many are left. */
  void seesTheCreditsOfTheMonth(int used, int left) {
    // The figures are otherwise those of up to a minute ago.
    loadsTheWebsiteAnew();
    assertThat(window.id("AdminInterfaceCreditManagementBodyAmount")).hasText("" + left);
    YearMonth month = YearMonth.now(ZoneOffset.UTC);
    window.awaitValue(
        LAST_OF_THE_CHART, "%d/%d: %d".formatted(month.getYear(), month.getMonthValue(), used));
    window.picture("credits-per-month");
  }

  void seesTheMailTo(String address) {
    sees("SessionAuditTrail&ObjectType=1001", "SessionAuditTrailList", address);
    window.picture("mail-log");
  }
}
