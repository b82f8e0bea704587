package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.itr.event.Actors;
import org.itr.event.MetaDataKeys;

/**
 * The origin of a request, independent of the user.
 *
 * @param address the network address
 * @param browser the id that the browser generated, empty if it is missing or invalid
 * @param correlation the id of the request, shared by everything that it causes
 * @param language the language for messages
 */
public record Origin(String address, String browser, String correlation, String language) {

  /** The name of the request attribute with the id of the request. */
  static final String CORRELATION = Origin.class.getName() + ".correlation";

  private static final Pattern BROWSER = Pattern.compile("[A-Za-z0-9{}_.:-]{1,100}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,2}");

  /** The origin of a request. */
  public static Origin of(HttpServletRequest request) {
    String browser = HeaderText.of(request, "BrowserID");
    String language = HeaderText.of(request, "ITRLang");
    return new Origin(
        Optional.ofNullable(request.getRemoteAddr()).orElse(""),
        BROWSER.matcher(browser).matches() ? browser : "",
        String.valueOf(request.getAttribute(CORRELATION)),
        LANGUAGE.matcher(language).matches() ? language : "en");
  }

  /** The metadata of a command that nobody is logged in for. */
  public Map<String, String> metaData() {
    return Actors.anonymous(
        Map.of(
            MetaDataKeys.ADDRESS, address,
            MetaDataKeys.BROWSER, browser,
            MetaDataKeys.CORRELATION, correlation));
  }
}
