package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.itr.support.Website;

/** Somebody who works in the office, and what everybody there does. */
class OfficeUser {

  protected final Walk walk;
  protected WebsiteWindow window;
  private final String user;
  private String password = "";

  /** A user without a window yet. */
  OfficeUser(Walk walk, String user) {
    this.walk = walk;
    this.user = user;
    this.window = walk.window();
  }

  /** Opens the website and logs in. */
  void logsIn(String withPassword) {
    password = withPassword;
    window.open("/");
    window.logIn(user, password);
  }

  /** Follows the link of a mail, and chooses a password of their own. */
  void logsInFromMailAndChooses(String mail, String chosen) {
    String mailed = Walk.passwordIn(mail);
    window.open(Walk.linkIn(mail));
    window.logIn("", mailed);
    window.isTold("password");
    window.show("ResetPassword", "ResetPasswordInterfaceInformationOld");
    window.fill("ResetPasswordInterfaceInformationOld", mailed);
    window.fill("ResetPasswordInterfaceInformationNew1", chosen);
    window.fill("ResetPasswordInterfaceInformationNew2", chosen);
    window.click("ResetPasswordInterfaceInformationButtonSave");
    window.isTold("password");
    window.picture("new-password");
    assertThat(walk.letsIn(user, chosen)).isTrue();
    assertThat(walk.letsIn(user, mailed)).isFalse();
    // The window in which the password was changed goes on asking for a new one.
    window.close();
    window = walk.window();
    logsIn(chosen);
  }

  /** Loads the website anew, which still knows who is logged in. */
  void loadsTheWebsiteAnew() {
    window.open("/?Path=Switchboard");
  }

  /** The user's own calls. */
  Website calls() {
    return walk.calls(user, password);
  }

  /** The ID of the user's own login. */
  String ownId() {
    return calls().get("logins/currentuser").json().get("ID").asText();
  }

  /** Makes a consultant and mails the password; answers the mail. */
  String makesConsultant(String email, String name, String office, String... rights) {
    window.show("ConsultantLister", "ConsultantListerTableAddButton");
    window.click("ConsultantListerTableAddButton");
    window.fill("ConsultantEditorInterfaceEMail", email);
    window.fill("ConsultantEditorInterfaceName", name);
    for (String right : rights) {
      window.click("ConsultantEditorInterface" + right);
    }
    window.click("ConsultantEditorOffice" + office);
    window.click("ConsultantEditorEditButtonBar_Save");
    window.picture("consultant");
    window.click("ConsultantEditorEditButtonBar_ResetPassword");
    return sendsMail(email);
  }

  /** Sends the mail that the mailer has made up for an address; answers it as it arrives. */
  String sendsMail(String address) {
    assertThat(window.id("SessionMailerInterfaceSessionEditMailTo")).hasValue(address);
    assertThat(window.id("SessionMailerInterfaceSessionEditMailSubject")).not().hasValue("");
    window.picture("mailer");
    window.click("SessionMailerInterfaceSendButton");
    window.isTold("e-mail has been sent");
    return walk.nextMail(address, window);
  }

  /** Goes to a list and waits for a row with some text. */
  Locator sees(String screen, String table, String text) {
    window.show(screen, table);
    assertThat(window.id(table)).containsText(text);
    return window.id(table).locator("tr:has-text('" + text + "')").first();
  }

  /** Opens what a row of a list is about. */
  void opens(Locator row) {
    window.click(row.locator("[onclick*=view]").first());
  }
}
