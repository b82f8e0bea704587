package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Status=10| Status;=;10",
        "Status!=1| Status;!=;1",
        "EndedAt>=2026-01-01 10:00:00 UTC,EndedAt<=x| EndedAt;>=;2026-01-01 10:00:00 UTC + EndedAt;<=;x",
        "Description%=%a%| Description;%=;%a%",
        " Status = 10 ,  Status=20| Status;=;10 + Status;=;20",
        "EMail = 'jo@x.org'| EMail;=;jo@x.org",
        "EMail = 'o'brien@x.org'| EMail;=;o'brien@x.org",
        "EMail = 'o''brien@x.org'| EMail;=;o'brien@x.org",
        "EMail='a,b=c',Status=1| EMail;=;a,b=c + Status;=;1",
        "EMail = 'o'brien', Status=1| EMail;=;o'brien + Status;=;1",
        "EMail = 'abc''| EMail;=;abc'",
        "EMail=''| EMail;=;",
        "EMail='',Status=1| EMail;=; + Status;=;1",
        "EMail = 'unclosed, Status=1| EMail;=;unclosed + Status;=;1",
        "EMail=' kept '| EMail;=; kept ",
        "EMail=a=b| EMail;=;a=b",
        "Status=| Status;=;",
        "nonsense,Status=10| Status;=;10",
        "Status=10,nonsense| Status;=;10",
        "=5| ;=;5",
      })
  void a_filter_falls_into_its_comparisons(String filter, String expected) {
    String pieces =
        FilterText.pieces(filter).stream()
            .map(piece -> piece.field() + ";" + piece.operator() + ";" + piece.value())
            .collect(Collectors.joining(" + "));
    assertThat(pieces.strip()).isEqualTo(expected.strip());
  }

  @Test
  void nothing_in_a_filter_is_an_error() {
    for (String filter :
        List.of("", ",", ",,,", "'", "=", "='", "='''", "a='b", "%", "a,b,c", "!=")) {
      assertThat(FilterText.pieces(filter)).hasSizeLessThanOrEqualTo(1);
    }
  }
}
