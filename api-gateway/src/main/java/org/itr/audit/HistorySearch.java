package org.itr.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.itr.http.ListHeaders;
import org.itr.http.Scope;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Archived;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ListRequest.Operator;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.Tests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the search of history find what its readers read. The database looks for words in what is
 * stored; what sentences have in the place of that, the names of tests and the stories of some
 * events, is turned into what is stored.
 */
@Component
class HistorySearch {

  private static final ObjectType TYPE = HistoryView.TYPE;

  /** Words that more tests have in their names are no name. */
  private static final int MOST_TESTS = 20;

  private final Views views;

  HistorySearch(Views views) {
    this.views = views;
  }

  /** What the headers ask of the history in a scope. */
  ListRequest request(ListHeaders headers, Scope scope) {
    ListRequest request = headers.request(TYPE, scope.space(), null, List.of());
    return request.search().isEmpty() ? request : request.orFound(shownAs(request));
  }

  private Condition shownAs(ListRequest request) {
    List<Comparison> events = new ArrayList<>();
    AuditMessages.eventsTold(request.search())
        .forEach(event -> events.add(new Comparison(Operator.EQUAL, event)));
    List<Comparison> tests = new ArrayList<>();
    testsNamed(request)
        .forEach(test -> tests.add(new Comparison(Operator.LIKE, "%\"" + test + "\"%")));
    return new Condition(TYPE.field("EventType"), events)
        .or(new Condition(TYPE.field("NewData"), tests));
  }

  /** The tests whose names have the words: the company's and the server's, or those of all. */
  private Set<String> testsNamed(ListRequest request) {
    String words = request.search().toLowerCase(Locale.ROOT);
    Set<String> ids = new TreeSet<>();
    Consumer<Row> take =
        row -> {
          if (row.text("TestName").toLowerCase(Locale.ROOT).contains(words)) {
            ids.add(row.uuid("ID").toString());
          }
        };
    views.list(tests(request.space(), request.search()), take);
    if (request.space() != null && !request.space().isMaster()) {
      views.list(tests(Space.MASTER, request.search()), take);
    }
    return ids.size() > MOST_TESTS ? Set.of() : ids;
  }

  private static ListRequest tests(@Nullable Space space, String words) {
    return new ListRequest(
        Tests.TYPE, space, List.of(), words, Archived.INCLUDED, null, List.of(), 0, -1);
  }
}
