package org.itr.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itr.http.ListHeaders;
import org.itr.http.Scope;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest;

/**
 * What the headers of a search of history ask for. Its words are searched one by one: the sentence
 * that an auditor reads is put together of a text, values and names of fields, which are stored
 * apart.
 */
final class HistorySearch {

  /** How many words a search has at most. */
  static final int MOST_WORDS = 100;

  private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"|\\S+");

  /** What a sentence has between its words. */
  private static final Pattern PUNCTUATION = Pattern.compile("[,:;.]+$");

  private HistorySearch() {}

  /**
   * The request in a scope.
   *
   * @throws InvalidInput when a header is malformed; the message names it
   */
  static ListRequest request(ListHeaders headers, Scope scope) {
    ListRequest request = headers.request(HistoryView.TYPE, scope.space(), null, List.of());
    return request.searching(
        request.search().stream().flatMap(text -> words(text).stream()).toList());
  }

  /** The words of a text; what stands in double quotes is one. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word =
          matcher.group(1) == null
              ? PUNCTUATION.matcher(matcher.group()).replaceFirst("")
              : matcher.group(1);
      if (!word.isEmpty() && !words.contains(word)) {
        words.add(word);
      }
    }
    if (words.size() > MOST_WORDS) {
      throw new InvalidInput("SearchField has more than " + MOST_WORDS + " words");
    }
    return words;
  }
}
