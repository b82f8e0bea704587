package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

/** Somebody who takes a test. */
final class Candidate {

  /** What the website does every now and then while a test is taken. */
  private static final String SAVE = "ITSInstance.testTakingController.saveCurrentTest()";

  private final Walk walk;
  private WebsiteWindow window;

  Candidate(Walk walk) {
    this.walk = walk;
    this.window = walk.window();
  }

  /** Follows the link of an invitation and logs in with its password. */
  void entersFromMail(String mail) {
    window.open(Walk.linkIn(mail));
    window.logIn("", Walk.passwordIn(mail));
    seesTheTest();
  }

  void enters(String user, String password) {
    window.open("/");
    window.logIn(user, password);
    seesTheTest();
  }

  /** Opens the address of a public session, which asks for no name. */
  void entersBy(String address) {
    window.open(address);
    seesTheTest();
  }

  private void seesTheTest() {
    assertThat(end()).isVisible();
    window.settle();
    window.picture("test");
  }

  private Locator end() {
    return window.all("button:visible:has-text('End this test')");
  }

  /** Closes the browser in the middle of the test; the next one knows nothing of it. */
  void closesTheBrowser() {
    window.close();
    window = walk.window();
  }

  /** Ends the test, which is the last of the session, and is thanked. */
  void endsTheTest() {
    window.awaitPost("sessions/", end()::click);
    assertThat(window.id("ITSTestTakingDivSessionEnded")).isVisible();
    assertThat(window.id("basicModal")).isHidden();
    window.picture("thanks");
  }

  /** Looks at the last page while an essay that was in the test saves itself once more. */
  void goesOnReadingTheThanks() {
    window.awaitPost("sessionteststaking/", () -> window.run(SAVE));
    assertThat(window.id("ITSTestTakingDivSessionEnded")).isVisible();
    assertThat(window.id("basicModal")).isHidden();
  }

  /** Is told, with the next save, that the time of the login is over. */
  void isLoggedOutByTime(String person) {
    window.isRefusedFromNowOn();
    walk.expireLoginsOf(person, window);
    window.awaitPost("sessionteststaking/", () -> window.run(SAVE));
    window.isTold("login has expired");
    window.picture("expired");
  }

  void leaves() {
    window.close();
  }
}
