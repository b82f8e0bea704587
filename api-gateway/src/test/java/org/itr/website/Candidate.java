package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;

/** Somebody who takes a test. */
final class Candidate {

  /** What a test does of which a page says so, by a button or a timer: all filled in is stored. */
  private static final String STORE = "processEvent('Store', '')";

  /** What the website does every now and then while a test is taken, and a little longer. */
  private static final String SAVE = "ITSInstance.testTakingController.saveCurrentTest()";

  /** Where the questions of the test of many pages are on their pages. */
  private static final int QUESTION = 2;

  private final Walk walk;
  private final WebsiteWindow window;
  private final TestPage page;

  Candidate(Walk walk) {
    this(walk, walk.window());
  }

  /** Somebody who takes a test in a window that is there already. */
  Candidate(Walk walk, WebsiteWindow window) {
    this.walk = walk;
    this.window = window;
    this.page = new TestPage(window);
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

  /** Every page of a test has buttons to go on, to go back or to end it. */
  void seesTheTest() {
    assertThat(page.button("").first()).isVisible();
    window.settle();
    window.picture("test");
  }

  /** Leaves the introduction of a test of many pages. */
  void begins() {
    turnsThePage(page.button("NextScreen"));
  }

  /** Answers the next questions of a test of many pages, each of which turns the page. */
  void answers(List<Integer> choices) {
    choices.forEach(choice -> turnsThePage(page.choice(QUESTION, choice)));
  }

  private void turnsThePage(Locator button) {
    Locator left = window.id(button.getAttribute("id"));
    window.awaitPostAlone("sessionteststaking/", button::click);
    assertThat(left).isHidden();
  }

  /** Goes a page back to an answer, and on again by giving it once more. */
  void findsTheAnswerBefore(int choice) {
    turnsThePage(page.button("PreviousScreen"));
    page.showsChosen(QUESTION, choice);
    window.picture("answer-before");
    turnsThePage(page.choice(QUESTION, choice));
  }

  /** Makes the choices of the demonstration test, and stays until they are saved. */
  void chooses(List<Integer> choices) {
    window.settle();
    page.choose(choices);
    window.picture("choices");
    window.awaitPost("sessionteststaking/", () -> window.run(STORE));
  }

  void findsTheChoices(List<Integer> choices) {
    page.shows(choices);
    window.picture("choices-before");
  }

  /** Puts a text in the place of what stands in the essay of the demonstration test. */
  void writes(String essay) {
    Locator editor = window.frame("iframe[id$=_ifr]:visible").locator("body");
    assertThat(editor).not().isEmpty();
    editor.fill(essay);
  }

  /** Closes the browser in the middle of the test, and opens it again. */
  void closesTheBrowser() {
    window.reopen();
  }

  /** Ends the test, which is the last of the session, and is thanked. */
  void endsTheTest() {
    window.awaitPost("sessions/", page.button("EndTest")::click);
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
    isLoggedOut();
  }

  /** Is told, with the next save, that nobody takes it any more. */
  void isLoggedOut() {
    window.isRefusedFromNowOn();
    window.awaitPost("sessionteststaking/", () -> window.run(STORE));
    window.isTold("login has expired");
    window.picture("expired");
  }

  void leaves() {
    window.close();
  }
}
