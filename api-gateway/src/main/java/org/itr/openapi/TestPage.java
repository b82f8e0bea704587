package org.itr.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.itr.event.Sha256;

/**
 * The page on which a person tries the calls. Style and script are within it, and the policy that
 * goes with it allows just these two, by their hashes, and calls of the server that it came from.
 *
 * @param html the page
 * @param policy its Content-Security-Policy
 */
record TestPage(byte[] html, String policy) {

  private static final String FOLDER = "/api/";
  private static final String STYLE_HERE = "/* the style */";
  private static final String SCRIPT_HERE = "/* the script */";

  /** Puts the page together. */
  static TestPage load() {
    String style = resource("test-page.css");
    String script = resource("test-page.js");
    String html =
        resource("test-page.html").replace(STYLE_HERE, style).replace(SCRIPT_HERE, script);
    String policy =
        "default-src 'none'; connect-src 'self'; img-src data:"
            + "; style-src "
            + hash(style)
            + "; script-src "
            + hash(script)
            + "; require-trusted-types-for 'script'; trusted-types 'none'"
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return new TestPage(html.getBytes(StandardCharsets.UTF_8), policy);
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(TestPage.class.getResourceAsStream(FOLDER + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
