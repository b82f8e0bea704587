package org.itr.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.itr.objecttype.InvalidInput;
import org.junit.jupiter.api.Test;

class HistorySearchTest {

  @Test
  void a_text_is_searched_word_by_word_without_the_punctuation_of_sentences() {
    assertThat(HistorySearch.words("  Session changed, status 20: Goal, Active "))
        .containsExactly("Session", "changed", "status", "20", "Goal", "Active");
    assertThat(HistorySearch.words("EMail sent to ann@x.example, cc , bcc  with subject Hi."))
        .containsExactly(
            "EMail", "sent", "to", "ann@x.example", "cc", "bcc", "with", "subject", "Hi");
    assertThat(HistorySearch.words("again and again")).containsExactly("again", "and");
    assertThat(HistorySearch.words("50% o'b_ DELETE /api/persons/{id}"))
        .containsExactly("50%", "o'b_", "DELETE", "/api/persons/{id}");
    assertThat(HistorySearch.words(", :")).isEmpty();
  }

  @Test
  void what_stands_in_double_quotes_is_one_word() {
    assertThat(HistorySearch.words("\"Session changed, status\" Goal"))
        .containsExactly("Session changed, status", "Goal");
    assertThat(HistorySearch.words("\"LeftOut\":")).containsExactly("LeftOut");
    assertThat(HistorySearch.words("\"half")).containsExactly("\"half");
  }

  @Test
  void so_many_words_are_searched_and_no_more() {
    String most =
        IntStream.range(0, HistorySearch.MOST_WORDS)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    assertThat(HistorySearch.words(most)).hasSize(HistorySearch.MOST_WORDS);
    assertThat(HistorySearch.words(String.join(" ", Collections.nCopies(500, "same"))))
        .isEqualTo(List.of("same"));
    assertThatThrownBy(() -> HistorySearch.words(most + " more"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("SearchField has more than");
  }
}
