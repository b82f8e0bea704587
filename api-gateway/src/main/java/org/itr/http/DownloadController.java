package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Issues tickets for files that a browser downloads directly. */
@Controller
class DownloadController {

  private static final int LONGEST_PATH = 500;
  private static final int LONGEST_HEADERS = 4_000;

  /** Headers that say who calls are the caller's own; a ticket is for nobody else. */
  private static final Set<Header> OF_CALLER =
      Set.of(Header.SESSION_ID, Header.BROWSER_ID, Header.USER_ID, Header.PASSWORD);

  private static final Set<String> HEADERS =
      Arrays.stream(Header.values())
          .filter(header -> !OF_CALLER.contains(header))
          .map(Header::wireName)
          .collect(Collectors.toUnmodifiableSet());

  private final Downloads downloads;

  DownloadController(Downloads downloads) {
    this.downloads = downloads;
  }

  @PostMapping("/api/downloads")
  Answer issue(Body body, Caller caller, HttpServletRequest request) {
    Map<String, Object> call = body.object();
    String path = call.get("Path") instanceof String text ? "/api/" + text : "";
    if (path.length() > LONGEST_PATH) {
      throw new InvalidInput("Path must not be longer than " + LONGEST_PATH + " characters");
    }
    Call file =
        Rights.ofFile(path)
            .orElseThrow(
                () -> new InvalidInput("Path must be the path of a call that returns a file"));
    if (!file.access().admits(caller)) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "You are not allowed to do this");
    }
    Map<String, String> headers = headers(call.get("Headers"));
    for (Header own : List.of(Header.SESSION_ID, Header.BROWSER_ID)) {
      headers.put(own.wireName(), HeaderText.of(request, own.wireName()));
    }
    String ticket = downloads.issue(path, headers);
    return Answer.json(json -> json.value(Map.of("Ticket", ticket)));
  }

  private static Map<String, String> headers(@Nullable Object sent) {
    Map<String, String> headers = new HashMap<>();
    if (sent == null) {
      return headers;
    }
    if (!(sent instanceof Map<?, ?> named)) {
      throw new InvalidInput("Headers must be an object");
    }
    int length = 0;
    for (Map.Entry<?, ?> header : named.entrySet()) {
      if (!(header.getKey() instanceof String name && HEADERS.contains(name))
          || !(header.getValue() instanceof String value)) {
        throw new InvalidInput("Headers must map header names to strings");
      }
      length += value.length();
      headers.put(name, WireValues.storable("Headers", value));
    }
    if (length > LONGEST_HEADERS) {
      throw new InvalidInput("Headers must not be longer than " + LONGEST_HEADERS + " characters");
    }
    return headers;
  }

  /** Where a ticket is good the call that it opens is answered instead. */
  @GetMapping(Downloads.PATH + "{ticket}")
  Answer open(@PathVariable String ticket) {
    throw new Refusal(Refusal.Reason.NOT_FOUND, "The ticket is unknown, expired or already used");
  }
}
