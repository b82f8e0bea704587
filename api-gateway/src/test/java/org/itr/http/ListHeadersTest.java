package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.itr.audit.AuditTrail;
import org.itr.company.Companies;
import org.itr.credit.CreditGrants;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.login.Logins;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Archived;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.objecttype.Space;
import org.itr.person.Persons;
import org.itr.record.Batteries;
import org.itr.record.Tests;
import org.itr.session.GroupSessionsView;
import org.itr.session.Sessions;
import org.itr.session.SessionsView;
import org.itr.token.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListHeadersTest {

  private static final String ID = "aaaaaaaa-bbbb-4ccc-1ddd-eeeeeeeeeeee";

  /** Every Filter that the website builds, with what it means; conditions are joined by AND. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "sessions| Status=10, Status=20, SessionType!=1, Active=True"
            + "| (Status=10 or Status=20) (SessionType!=1) (Active=true)",
        "sessions| Status=10, Status=20, Active=True, ID={ID}"
            + "| (Status=10 or Status=20) (Active=true) (ID={ID})",
        "sessions| Status=10,Status=20| (Status=10 or Status=20)",
        "persons| EMail = 'jo@x.org'| (EMail=jo@x.org)",
        "persons| EMail = 'o'brien@x'| (EMail=o'brien@x)",
        "persons| PersonType=0| (PersonType=0)",
        "sessionsview| PersonID={ID}| (PersonID={ID})",
        "creditgrants| CompanyID='{ID}'| (CompanyID={ID})",
        "sessionsview| Status=20,Status=21,SessionType!=1"
            + "| (Status=20 or Status=21) (SessionType!=1)",
        "sessionsview| Status=30,Status=31,SessionType=0,SessionType=1003,PersonID={ID}"
            + "| (Status=30 or Status=31) (SessionType=0 or SessionType=1003) (PersonID={ID})",
        "sessionsview| Status=10,GroupID={ID},GroupSessionID={ID},ManagedByUserID={ID}"
            + "| (Status=10) (GroupID={ID}) (GroupSessionID={ID}) (ManagedByUserID={ID})",
        "groupsessionsview| SessionType=100,ManagedByUserID={ID}"
            + "| (SessionType=100) (ManagedByUserID={ID})",
        "sessions| GroupSessionID={ID}| (GroupSessionID={ID})",
        "sessionsview| SessionType=1001,ConsultantID={ID}| (SessionType=1001)",
        "audittrail| SessionID={ID}| (SessionID={ID})",
        "datagathering| SessionEndData>=2026-01-02 10:00:00 Europe/Amsterdam,SessionDescription%=%a%,"
            + "SessionEndData<=2026-02-02 00:00:00,TestDescription%=b"
            + "| (SessionEndData>=2026-01-02T09:00:00Z) (SessionDescription%=%a%)"
            + " (SessionEndData<=2026-02-02T00:00:00Z) (TestDescription%=b)",
        "sessions| EndedAt>=2026-01-01 00:00:00 UTC,EndedAt<=2026-07-01 00:00:00 Europe/Amsterdam,Status>=30"
            + "| (EndedAt>=2026-01-01T00:00:00Z) (EndedAt<=2026-06-30T22:00:00Z) (Status>=30)",
        "sessions| Status=10,Active=True,Status=20| (Status=10 or Status=20) (Active=true)",
        "sessions| Status=10,Status%=2%| (Status=10 or Status%=2%)",
        "sessions| Status!=10,Status!=20| (Status!=10) (Status!=20)",
        "sessions| PersonID={{ID}}| (PersonID={ID})",
        "sessions| PersonID=| (PersonID=00000000-0000-0000-0000-000000000000)",
        "persons| Password=secret| ",
        "logins| otp_secret%=%| ",
        "tokens| Token%=W%| ",
        "sessions| status=10| ",
      })
  void filters_mean_what_the_screens_mean(String type, String filter, String expected) {
    ListRequest request =
        request(ObjectTypes.named(type), Map.of("Filter", filter.replace("{ID}", ID)));
    assertThat(shown(request.conditions()))
        .isEqualTo(expected == null ? "" : expected.replace("{ID}", ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PersonID=abc| PersonID",
        "Status=ready| Status",
        "Status=99999999999| Status",
        "Active=perhaps| Active",
        "EndedAt>=yesterday| EndedAt",
        "EndedAt>=0NaN-NaN-NaN NaN:NaN:NaN UTC| EndedAt",
      })
  void a_value_that_does_not_fit_is_refused_with_the_name_of_its_field(
      String filter, String field) {
    assertThatThrownBy(() -> request(Sessions.TYPE, Map.of("Filter", filter)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(field);
  }

  /** Every Sort that the website sends. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logins| Email| Email",
        "logins| LastLoginDateTime desc| LastLoginDateTime-",
        "persons| EMail| EMail",
        "companies| CompanyName| CompanyName",
        "batteries| BatteryName| BatteryName",
        "screentemplates| Description| Description",
        "reportdefinitions| Description| Description",
        "tests| TestName| TestName",
        "creditusages| UsageDateTime desc| UsageDateTime-",
        "creditgrants| GrantedWhen desc| GrantedWhen-",
        "audittrail| CreateDate| CreateDate",
        "audittrail| CreateDate desc| CreateDate-",
        "tokens| CompanyID, UserID| CompanyID UserID",
        "datagathering| SessionID,TestDescription| SessionID TestDescription",
        "sessions| EndedAt| EndedAt",
        "sessions| AllowedStartDateTime desc| AllowedStartDateTime-",
        "sessionsview| EndedAt desc, Description| EndedAt- Description",
        "sessionsview| StartedAt desc, Description| StartedAt- Description",
        "sessionsview| CreateDate desc, AllowedStartDateTime desc, Description"
            + "| CreateDate- AllowedStartDateTime- Description",
        "sessionsview| AllowedStartDateTime DESC, Description asc| AllowedStartDateTime- Description",
        "sessionsview| Nothing, EndedAt desc| EndedAt-",
        "sessions| Nothing| Description",
        "sessions| ''| Description",
        "sessions| ;drop table events desc| Description",
        "persons| Password desc| EMail",
        "tokens| ''| ''",
        "sessiontests| ''| SessionID Sequence",
      })
  void sorts_name_fields_and_fall_back_to_the_default(String type, String sort, String expected) {
    ListRequest request = request(ObjectTypes.named(type), Map.of("Sort", sort));
    assertThat(
            request.sort().stream()
                .map(order -> order.field().name() + (order.descending() ? "-" : ""))
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0, 20",
    "0, 25, 0, 25",
    "3, 25, 75, 25",
    "2, 0, 40, 20",
    "0, 9999999, 0, 9999999",
    "999999999, 999999999, 999999998000000001, 999999999",
    "-1, '', 0, -1",
    "-1, 0, 0, -1",
    "-1, 9999, 0, -1",
    "-1, -5, 0, -1",
  })
  void pages_count_from_zero_and_minus_one_is_everything(
      String page, String size, long offset, int limit) {
    ListRequest request = request(Sessions.TYPE, Map.of("StartPage", page, "PageSize", size));
    assertThat(request.offset()).isEqualTo(offset);
    assertThat(request.limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "StartPage, -2",
    "StartPage, x",
    "StartPage, 1.5",
    "StartPage, 99999999999",
    "PageSize, -1",
    "PageSize, many",
  })
  void a_page_that_is_none_is_refused_with_the_name_of_its_header(String header, String value) {
    assertThatThrownBy(() -> request(Sessions.TYPE, Map.of(header, value)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(header);
  }

  @ParameterizedTest
  @CsvSource({
    "'', INCLUDED",
    "N, EXCLUDED",
    "Y, ONLY",
    "B, INCLUDED",
    "true, INCLUDED",
  })
  void archived_rows_are_asked_for_where_there_are_any(String value, Archived expected) {
    Map<String, String> headers = Map.of("IncludeArchived", value);
    for (ObjectType type :
        List.of(
            Sessions.TYPE,
            SessionsView.TYPE,
            GroupSessionsView.TYPE,
            Persons.TYPE,
            Batteries.TYPE)) {
      assertThat(request(type, headers).archived()).as(type.name()).isEqualTo(expected);
    }
    for (ObjectType type :
        List.of(
            Tests.TYPE,
            Logins.TYPE,
            Companies.TYPE,
            CreditGrants.TYPE,
            CreditUsages.TYPE,
            Tokens.TYPE,
            DataGathering.TYPE,
            AuditTrail.TYPE)) {
      assertThat(request(type, headers).archived()).as(type.name()).isEqualTo(Archived.INCLUDED);
    }
  }

  @ParameterizedTest
  @CsvSource({"Filter, Status=10, 200", "Filter, Nothing=1, 200", "Sort, EndedAt desc, 20"})
  void so_many_pieces_are_read_and_not_one_more(String header, String piece, int most) {
    List<String> pieces = Collections.nCopies(most, piece);
    assertThatCode(() -> request(Sessions.TYPE, Map.of(header, String.join(",", pieces))))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> request(Sessions.TYPE, Map.of(header, String.join(",", pieces) + "," + piece)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(header + " has more than " + most);
  }

  @Test
  void a_search_text_is_taken_as_it_is() {
    assertThat(request(Persons.TYPE, Map.of("SearchField", " 100% o'b_ ")).search())
        .containsExactly("100% o'b_");
    assertThat(request(Persons.TYPE, Map.of()).search()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SearchField", "Filter"})
  void the_nul_character_is_refused(String header) {
    assertThatThrownBy(() -> request(Persons.TYPE, Map.of(header, "EMail=a\0b")))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void conditions_of_the_call_hold_beside_those_of_the_caller() {
    Condition own = Condition.equal(Sessions.TYPE.field("PersonID"), ID);
    ListRequest request =
        ListHeaders.of(Map.of("Filter", "PersonID=" + SomeCaller.USER))
            .request(Sessions.TYPE, SomeCaller.COMPANY, SomeCaller.USER, List.of(own));
    assertThat(shown(request.conditions()))
        .isEqualTo("(PersonID=" + ID + ") (PersonID=" + SomeCaller.USER + ")");
    assertThat(request.owner()).isEqualTo(SomeCaller.USER);
    assertThat(request.space()).isEqualTo(SomeCaller.COMPANY);
  }

  private static ListRequest request(ObjectType type, Map<String, String> headers) {
    return ListHeaders.of(headers).request(type, Space.MASTER, null, List.of());
  }

  private static String shown(List<Condition> conditions) {
    return conditions.stream()
        .map(
            condition ->
                condition.anyOf().stream()
                    .map(comparison -> condition.field().name() + shown(comparison))
                    .collect(Collectors.joining(" or ", "(", ")")))
        .collect(Collectors.joining(" "));
  }

  private static String shown(Comparison comparison) {
    String operator =
        switch (comparison.operator()) {
          case EQUAL -> "=";
          case NOT_EQUAL -> "!=";
          case AT_LEAST -> ">=";
          case AT_MOST -> "<=";
          case LIKE -> "%=";
        };
    return operator + comparison.value();
  }
}
