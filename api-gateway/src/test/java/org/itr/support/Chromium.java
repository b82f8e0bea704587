package org.itr.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Chromium of this machine, for tests of pages: an extension of a test class that runs while
 * the class is tested. Where there is none, a developer's build skips them and says so; where the
 * environment says {@code CI=true} they fail.
 */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {

  /** A system property or environment variable with the path of the program. */
  private static final String SETTING = "ITR_TEST_CHROMIUM";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** How long a page may take to show what it should, as long as a click may take. */
  private static final double PATIENCE_MS = 30_000;

  private @Nullable Playwright playwright;
  private @Nullable Browser browser;

  private void start(Path program) {
    // The library would fetch browsers of its own otherwise.
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--disable-gpu",
                "--disable-sync",
                // It finds no host but this one.
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"));
    if ("root".equals(System.getProperty("user.name"))) {
      arguments.add("--no-sandbox");
    }
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(arguments));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Optional<Path> program = find();
    if (program.isEmpty()) {
      String sentence =
          "There is no Chromium here: install it, or name its program in " + SETTING + ".";
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(sentence);
      }
      Assumptions.abort(sentence + " Tests of pages are skipped.");
    }
    start(program.orElseThrow());
  }

  private static Optional<Path> find() {
    String set = System.getProperty(SETTING, System.getenv().getOrDefault(SETTING, ""));
    if (!set.isEmpty()) {
      return Optional.of(Path.of(set));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The browser. */
  public Browser browser() {
    return Objects.requireNonNull(browser);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (playwright != null) {
      playwright.close();
    }
  }
}
