package org.itr.sessiontest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.Tests;
import org.itr.sessiontest.SessionTestCommand.OpenSessionTest;
import org.springframework.stereotype.Component;

/**
 * The results and scores of a session as a file. Putting a test in is opening it: a finished one is
 * paid for first, and what cannot be paid for stays out.
 */
@Component
public class ResultsFile {

  /** The name of the file. */
  public static final String NAME = "data.json";

  /** Its content type. */
  public static final String TYPE = "application/json";

  private static final List<String> FIELDS =
      List.of("TestLanguage", "Status", "TestStart", "TestEnd", "TotalTestTime");
  private static final List<String> DOCUMENTS = List.of("Results", "Scores");

  private final Views views;

  ResultsFile(Views views) {
    this.views = views;
  }

  /**
   * The file of a session.
   *
   * @param opener sends the command and answers whether the session test is open
   */
  public String of(ObjectKey session, Predicate<OpenSessionTest> opener) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("SessionID", session.id());
    views.find(session).ifPresent(row -> file.put("Description", row.text("Description")));
    List<Map<String, Object>> tests = new ArrayList<>();
    views.findBy(SessionTests.TYPE, session.space(), "SessionID", session.uuid()).stream()
        .sorted(Comparator.comparingLong(test -> test.number("Sequence")))
        .filter(test -> opener.test(new OpenSessionTest(keyOf(session.space(), test))))
        .forEach(test -> tests.add(shown(session.space(), test)));
    file.put("tests", tests);
    return Json.write(file);
  }

  private static ObjectKey keyOf(Space space, Row test) {
    return ObjectKey.of(SessionTests.TYPE, space, test.uuid("ID"));
  }

  private Map<String, Object> shown(Space space, Row test) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("ID", test.text("ID"));
    shown.put("TestID", test.text("TestID"));
    shown.put("TestName", nameOf(space, test.uuid("TestID")));
    FIELDS.forEach(
        field -> {
          Object value = test.get(field);
          shown.put(field, value instanceof Number ? value : test.text(field));
        });
    DOCUMENTS.forEach(field -> shown.put(field, Json.parse(test.text(field))));
    return shown;
  }

  private String nameOf(Space space, UUID test) {
    return views
        .findOrMaster(ObjectKey.of(Tests.TYPE, space, test))
        .map(row -> row.text("TestName"))
        .orElse("");
  }
}
