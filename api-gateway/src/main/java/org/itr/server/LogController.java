package org.itr.server;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itr.http.Answer;
import org.itr.objecttype.InvalidInput;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The server's log, for master users. */
@Controller
class LogController {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})[ T](\\d{2}):(\\d{2}):(\\d{2})");

  private final LogFiles files;

  LogController(LogFiles files) {
    this.files = files;
  }

  /**
   * Lines of a file: ALL, the LAST ones, or those after a moment in UTC, as the lines themselves
   * have it.
   */
  @GetMapping("/api/log/{number}/{from}")
  Answer lines(@PathVariable String number, @PathVariable String from) {
    if (!NUMBER.matcher(number).matches()) {
      throw new InvalidInput("The number of the log file must be 0 or more");
    }
    int file = Integer.parseInt(number);
    return switch (from) {
      case "ALL" -> lines(lines -> files.all(file, lines));
      case "LAST" -> lines(lines -> files.last(file, lines));
      default -> {
        LocalDateTime moment = moment(from);
        yield lines(lines -> files.after(file, moment, lines));
      }
    };
  }

  /** Hands lines over. */
  @FunctionalInterface
  private interface Source {
    void to(LogFiles.Lines lines) throws IOException;
  }

  private static Answer lines(Source source) {
    return Answer.json(
        json -> {
          json.startList();
          source.to(json::text);
          json.endList();
        });
  }

  private static LocalDateTime moment(String text) {
    Matcher parts = MOMENT.matcher(text);
    if (parts.matches()) {
      try {
        return LocalDateTime.of(
            part(parts, 1),
            part(parts, 2),
            part(parts, 3),
            part(parts, 4),
            part(parts, 5),
            part(parts, 6));
      } catch (DateTimeException e) {
        // No such day or time: told below.
      }
    }
    throw new InvalidInput("Specify ALL, LAST or a time such as 2026-11-23 10:15:30");
  }

  private static int part(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }
}
