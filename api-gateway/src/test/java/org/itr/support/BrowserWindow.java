package org.itr.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * A window of a browser that forgets everything when it is closed, and that remembers what the
 * browser complained of: scripts that fail, and everything that the policy of a page forbids.
 */
public final class BrowserWindow implements AutoCloseable {

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private BrowserWindow(Chromium chromium, Browser.NewContextOptions options) {
    this.context = chromium.browser().newContext(options);
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // A refused call is a failed resource to the browser, and what a test is after.
          if (message.type().equals("error")
              && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
          }
        });
  }

  /** As wide as a desk's screen. */
  public static BrowserWindow onDesk(Chromium chromium) {
    return new BrowserWindow(chromium, new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  /** As narrow as a phone, with dark colours. */
  public static BrowserWindow onDarkPhone(Chromium chromium) {
    return new BrowserWindow(
        chromium,
        new Browser.NewContextOptions()
            .setViewportSize(360, 740)
            .setColorScheme(ColorScheme.DARK)
            .setIsMobile(true)
            .setHasTouch(true));
  }

  /** Its page. */
  public Page page() {
    return page;
  }

  /** The field of the page with that label, to the letter. */
  public Locator labelled(String name) {
    return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
  }

  /** The button of the page with that name, to the letter. */
  public Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The link of the page with that name, to the letter. */
  public Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /**
   * Logs in to the console, and stays on the page of it that is named.
   *
   * @param place what follows #/ in the address
   */
  public void logInToConsole(ServerProcess server, String user, String password, String place) {
    page.navigate(server.url() + "/console/#/" + place);
    labelled("User name or e-mail").fill(user);
    labelled("Password").fill(password);
    button("Log in").click();
    button("Log out").waitFor();
  }

  /** How much wider than the window the page is. */
  public int pixelsTooWide() {
    return (Integer)
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** The colour that the page is on. */
  public String background() {
    return (String) page.evaluate("() => getComputedStyle(document.body).backgroundColor");
  }

  /** What the browser complained of; it counts as expected then. */
  public List<String> takeComplaints() {
    List<String> taken = List.copyOf(complaints);
    complaints.clear();
    return taken;
  }

  /** Tries to run a script that no page brought; whether it ran. */
  public boolean runsForeignScript() {
    return (Boolean)
        page.evaluate(
            """
            () => {
              const script = document.createElement('script');
              try { script.textContent = 'window.ran = true'; document.body.append(script); } catch (refused) {}
              return window.ran === true;
            }
            """);
  }

  /** Closes it; fails when the browser had anything to complain of. */
  @Override
  public void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }
}
