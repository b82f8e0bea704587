package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.itr.support.Website.Answer;

/**
 * A person's window of the website. It reaches no server but ours, and remembers what the browser
 * and the server complained of.
 */
final class WebsiteWindow implements AutoCloseable {

  private static final Path PICTURES = Path.of("target", "website-walk");
  private static final double PATIENCE_MS = 30_000;

  /** What the server does by itself it does every minute. */
  private static final double HOUSEKEEPING_MS = 150_000;

  private static final Duration QUIET = Duration.ofMillis(700);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** Longer than the second after which the website repeats a call that was one too many. */
  private static final Duration QUIET_AFTER_MANY = Duration.ofMillis(1_600);

  /** Refusals that the website asks for: of what was never set or is made by the next call. */
  private static final List<Pattern> EXPECTED_REFUSALS =
      List.of(
          Pattern.compile("404 GET /api/systemsettings/\\w+"),
          Pattern.compile("404 GET /api/companies/[0-9a-f-]{36}"),
          Pattern.compile("404 GET /api/reportdefinitions/undefined"),
          Pattern.compile("404 GET /api/(persons|logins)/[0-9a-f-]{36}"),
          Pattern.compile("404 POST /api/logout"),
          // Every office screen asks for it, and only a master user may.
          Pattern.compile("403 POST /api/refreshpublics"),
          // New texts are posted without a language until one is chosen.
          Pattern.compile("404 POST /api/translations/"),
          // The person of a lesson goes at the same time, and takes the session along.
          Pattern.compile("404 DELETE /api/sessions/group/[0-9a-f-]{36}"),
          // At the end of a test all is loaded again, the last of it when the login is over.
          Pattern.compile("404 GET /api/files/[0-9a-f-]{36}/[0-9a-f-]{36}/(test|media)"),
          // Pictures in the markup that the raw data viewer shows as it is.
          Pattern.compile("40[04] GET /(?!api/).*"));

  /** Errors in scripts of the website that come with a correct answer; docs/wire.md lists them. */
  private static final List<Pattern> OWN_ERRORS =
      Stream.of(
              "reading 'DarkMode'",
              "reading 'length'\\)\\n    at \\w+\\.setContent \\(\\S+/js/tinymce/tinymce\\.min\\.js",
              // The raw data viewer is given an empty list.
              "null to object\\n    at Object\\.getOwnPropertyNames \\(\\S+\\)\\n    at makeHTMLTableBasedOnObject",
              // The undefined text of an essay, met by a plugin of its editor or by the editor
              // itself;
              // its text, set before the editor is there.
              "reading 'parse'",
              "js/tinymce/plugins/pagebreak/plugin\\.min\\.js",
              "js/flatpickr\\.js",
              // The mailer, shown once more, looks for its template before it has loaded them
              // again.
              "reading '(subject|ID)'\\)\\n    at ITSSessionMailerEditor\\.selectTemplateInEditor",
              // The window of a lesson is looked into before it is there.
              "reading 'testTakingController'",
              "reading 'CurrentPage'")
          .map(Pattern::compile)
          .toList();

  /** How the browser logs each refusal, which is heard already, and what it may not load. */
  private static final String FAILED_LOAD = "Failed to load resource";

  /** What the website logs of an answer that it cannot read. */
  private static final List<String> UNREADABLE_ANSWER =
      List.of("ITSJSONLoad loading failed", "cannot be processed");

  /** A box that comes while the veil of the one before still fades never shows itself. */
  private static final String IS_AT_REST =
      "() => !$('#basicModal').data('bs.modal')?._isTransitioning && !$('.modal-backdrop:not(.show)').length";

  private static final String IS_TOLD = "$('#basicModal').data('bs.modal')?._isShown === true";

  private final String origin;
  private final int number;
  private final List<String> complaints = new ArrayList<>();

  /** Calls that were one too many, and that the website has not repeated yet. */
  private final Set<String> putOff = new LinkedHashSet<>();

  private Page page;
  private boolean refused;
  private int pending;
  private long lastCall = System.nanoTime();
  private int pictures;

  /** Opens a window without an address yet. */
  WebsiteWindow(Browser browser, String origin, int number) {
    this(
        browser
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1400, 1000).setLocale("en-US"))
            .newPage(),
        origin,
        number);
  }

  private WebsiteWindow(Page page, String origin, int number) {
    this.page = page;
    this.origin = origin;
    this.number = number;
    listen();
  }

  private void listen() {
    page.setDefaultTimeout(PATIENCE_MS);
    page.onRequest(request -> count(request, 1));
    page.onRequestFinished(request -> count(request, -1));
    page.onRequestFailed(this::hear);
    page.onResponse(this::hear);
    page.onPageError(this::hear);
    page.onConsoleMessage(this::hear);
  }

  /** Another window of the same browser, which opens with something that is done in this one. */
  WebsiteWindow opening(int otherNumber, Runnable action) {
    return new WebsiteWindow(page.waitForPopup(action), origin, otherNumber);
  }

  /** Closes the browser and opens it again: it knows nobody, but has files of the website still. */
  void reopen() {
    BrowserContext browser = page.context();
    page.close();
    browser.clearCookies();
    pending = 0;
    page = browser.newPage();
    listen();
  }

  private void count(Request request, int change) {
    if (request.url().startsWith(origin + "/api/")) {
      pending += change;
      lastCall = System.nanoTime();
    }
  }

  /** A call that is given up because its page is left is no failure. */
  private void hear(Request failed) {
    count(failed, -1);
    if (failed.url().startsWith(origin + "/api/") && !"net::ERR_ABORTED".equals(failed.failure())) {
      complaints.add(failed.failure() + " " + call(failed));
    }
  }

  private void hear(Response response) {
    if (!response.url().startsWith(origin)) {
      return;
    }
    Request request = response.request();
    String askedAgain = request.method() + " " + request.url() + " " + request.headers();
    if (response.status() == 429 && "GET".equals(request.method())) {
      putOff.add(askedAgain);
      return;
    }
    putOff.remove(askedAgain);
    if (response.status() < 400 || refused && response.status() < 500) {
      return;
    }
    String refusal = response.status() + " " + call(request);
    if (EXPECTED_REFUSALS.stream().noneMatch(known -> known.matcher(refusal).matches())) {
      complaints.add(refusal);
    }
  }

  private static String call(Request request) {
    return request.method()
        + " "
        + URI.create(request.url().replaceAll("[^\\w:/?&=%.-]", "_")).getRawPath();
  }

  /** The website logs an answer that it cannot read, and otherwise goes on as if it had. */
  private void hear(ConsoleMessage line) {
    boolean isError = "error".equals(line.type()) && !line.text().startsWith(FAILED_LOAD);
    if (isError || UNREADABLE_ANSWER.stream().anyMatch(line.text()::contains)) {
      hear(line.text());
    }
  }

  private void hear(String error) {
    if (OWN_ERRORS.stream().noneMatch(own -> own.matcher(error).find())) {
      complaints.add(error);
    }
  }

  /** What went wrong so far, for a reason that is not the website's own. */
  List<String> complaints() {
    List<String> all = new ArrayList<>(complaints);
    putOff.forEach(call -> all.add("429 and not repeated: " + call));
    return all;
  }

  /** Something was refused, once, and is to be: it is no complaint. */
  void wasRefused(String refusal) {
    assertThat(complaints.remove(refusal)).as(refusal).isTrue();
  }

  /** Refusals are what comes next, as the login is no longer good. */
  void isRefusedFromNowOn() {
    refused = true;
  }

  /** Goes to an address of the website. */
  void open(String address) {
    page.navigate(address.startsWith(origin) ? address : origin + address);
    settle();
  }

  /** Waits until no call is on its way or about to be made. */
  void settle() {
    settle(QUIET);
  }

  /** The same after so many calls that the server puts some of them off. */
  void settleAfterMany() {
    settle(QUIET_AFTER_MANY);
  }

  private void settle(Duration quiet) {
    page.waitForCondition(
        () -> pending <= 0 && System.nanoTime() - lastCall > quiet.toNanos(),
        new Page.WaitForConditionOptions().setTimeout(4 * PATIENCE_MS));
  }

  /** Waits for something outside of the window, whose calls go on meanwhile. */
  void await(BooleanSupplier condition) {
    AtomicLong looked = new AtomicLong(System.nanoTime() - BETWEEN_LOOKS.toNanos());
    page.waitForCondition(
        () -> {
          long now = System.nanoTime();
          if (now - looked.get() < BETWEEN_LOOKS.toNanos()) {
            return false;
          }
          looked.set(now);
          return condition.getAsBoolean();
        },
        new Page.WaitForConditionOptions().setTimeout(HOUSEKEEPING_MS));
  }

  /** Logs in; a name that the address gave already may be left out. */
  void logIn(String user, String password) {
    Locator name = id("LoginWindowinputUsername");
    assertThat(name).isVisible();
    if (user.isEmpty()) {
      assertThat(name).not().hasValue("");
    } else {
      name.fill(user);
    }
    id("LoginWindowinputPassword").fill(password);
    click("LoginWindowLoginButton");
    assertThat(name).not().isVisible();
    settle();
  }

  /** Goes to a screen, as its menu item does, and waits for an element of it. */
  void show(String screen, String id) {
    page.evaluate("screen => history.pushState(screen, screen, '/?Path=' + screen)", screen);
    assertThat(id(id)).isVisible();
    settle();
  }

  /** An element by its id. */
  Locator id(String id) {
    return page.locator("[id='" + id + "']");
  }

  /** Elements by a selector. */
  Locator all(String selector) {
    return page.locator(selector);
  }

  /** Fills a field and leaves it. */
  void fill(String id, String value) {
    id(id).fill(value);
    id(id).press("Tab");
  }

  /** Presses a button, and waits for what it sets in motion; buttons may lie under a menu. */
  void click(String id) {
    click(id(id));
  }

  /** The same with an element that was found otherwise. */
  void click(Locator element) {
    assertThat(element).isAttached();
    element.dispatchEvent("click");
    settle();
  }

  /** Chooses from a box that offers what fits to the letters typed so far. */
  void choose(String listId, String text) {
    Locator typed =
        page.locator(".combobox-container:has([id='" + listId + "']) input[type=text]")
            .or(id(listId).locator("xpath=..").locator(".combobox-container input[type=text]"))
            .first();
    typed.click();
    typed.pressSequentially(text);
    page.locator("ul.typeahead li:visible")
        .filter(new Locator.FilterOptions().setHasText(text))
        .first()
        .click();
    settle();
  }

  /** Does something of which a certain write comes, and waits for its answer. */
  void awaitPost(String path, Runnable action) {
    awaitAnswer("POST", path, action);
  }

  /** The same where nothing else comes of it. */
  void awaitPostAlone(String path, Runnable action) {
    awaitAnswerAlone("POST", path, action);
  }

  /** Does something of which a certain call comes, and waits for its answer. */
  void awaitAnswer(String method, String partOfPath, Runnable action) {
    awaitAnswerAlone(method, partOfPath, action);
    settle();
  }

  /** Does something of which a list is asked for without a size of its pages; answers the list. */
  Answer awaitList(String path, Runnable action) {
    Response list =
        page.waitForResponse(
            response ->
                response.ok()
                    && response.url().equals(origin + "/api/" + path)
                    && "".equals(response.request().headers().get("pagesize")),
            action);
    return new Answer(list.status(), list.headers().get("content-type"), list.text());
  }

  private void awaitAnswerAlone(String method, String partOfPath, Runnable action) {
    page.waitForResponse(
        response ->
            method.equals(response.request().method())
                && response.url().startsWith(origin + "/api/")
                && response.url().contains("/" + partOfPath),
        action);
  }

  /** Lets the website do what it would do by a timer of its own. */
  void run(String script) {
    page.evaluate(script);
  }

  /** Waits until a function in the page answers something. */
  void awaitValue(String function, String expected) {
    page.waitForFunction("expected => (%s)() === expected".formatted(function), expected);
  }

  /** Ticks a box that is not ticked yet. */
  void check(String id) {
    if (!id(id).isChecked()) {
      click(id);
    }
  }

  /** A document within the page. */
  FrameLocator frame(String selector) {
    return page.frameLocator(selector);
  }

  /**
   * The box that tells the person something had these words. It is closed if it still stands: some
   * go with the screen that they belong to.
   *
   * @return all that it said
   */
  String isTold(String words) {
    settle();
    Locator box = id("basicModal");
    assertThat(box).containsText(words);
    String said = id("basicModalBody").textContent();
    closeBox(box);
    settle();
    return said;
  }

  /** While a box moves it does not hear the key, and it hears it only where the focus is. */
  private void closeBox(Locator box) {
    page.waitForFunction(IS_AT_REST);
    while (page.evaluate(IS_TOLD).equals(true)) {
      box.press("Escape");
      page.waitForFunction(IS_AT_REST);
    }
    assertThat(box).isHidden();
    // The next box may say the same.
    page.evaluate("$('#basicModalBody').empty()");
  }

  /** Whether it still stands. */
  boolean isOpen() {
    return !page.isClosed();
  }

  /** A picture of the window, for who wants to see what the person saw. */
  void picture(String name) {
    pictures++;
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("%d-%02d-%s.png".formatted(number, pictures, name))));
  }

  @Override
  public void close() {
    page.context().close();
  }
}
