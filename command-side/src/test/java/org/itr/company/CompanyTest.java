package org.itr.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.utils.RecordingCommandBus;
import org.itr.company.CompanyCommand.RemoveCompany;
import org.itr.company.CompanyCommand.SaveCompany;
import org.itr.company.CompanyEvent.CompanyChanged;
import org.itr.company.CompanyEvent.CompanyFounded;
import org.itr.company.CompanyEvent.CompanyRemoved;
import org.itr.credit.CreditAccounts;
import org.itr.credit.CreditCommand.OpenAccount;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompanyTest {

  private final UUID company = UUID.randomUUID();
  private final ObjectKey key = ObjectKey.of(Companies.TYPE, Space.MASTER, company);
  private final ObjectKey account = CreditAccounts.keyOf(company);
  private final CompanyFounded founded =
      new CompanyFounded(key, company, Delta.added(Map.of("CompanyName", "Others")));
  private final RecordingCommandBus sent = new RecordingCommandBus();
  private final AggregateTestFixture<Company> fixture = new AggregateTestFixture<>(Company.class);

  @BeforeEach
  void recordWhatIsAskedOfTheAccount() {
    CommandGateway gateway = DefaultCommandGateway.builder().commandBus(sent).build();
    fixture.registerInjectableResource(gateway);
  }

  private CompanyChanged changed(String field, Object before, Object after) {
    return new CompanyChanged(key, company, Delta.replaced(field, before, after));
  }

  private List<Object> askedOfTheAccount() {
    return sent.getDispatchedCommands().stream().<Object>map(CommandMessage::getPayload).toList();
  }

  @Test
  void a_company_is_founded_with_what_differs_from_the_initial_values() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveCompany(key, Map.of("CompanyName", "Others", "Active", true)))
        .expectEvents(founded);
    assertThat(askedOfTheAccount()).isEmpty();
  }

  @Test
  void the_level_in_the_body_of_a_new_company_opens_its_account() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveCompany(key, Map.of("CompanyName", "Others", "CurrentCreditLevel", 50L)))
        .expectEvents(founded);
    assertThat(askedOfTheAccount()).containsExactly(new OpenAccount(account, 50));
  }

  @Test
  void a_new_company_without_a_level_has_no_credits() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("CompanyName", "Others");
    fields.put("CurrentCreditLevel", null);
    fixture.givenNoPriorActivity().when(new SaveCompany(key, fields)).expectEvents(founded);
    assertThat(askedOfTheAccount()).isEmpty();
  }

  @Test
  void saving_a_known_company_changes_what_is_different_and_keeps_what_was_before() {
    fixture
        .given(founded, changed("ExitURL", null, "https://example.org"))
        .when(new SaveCompany(key, Map.of("CompanyName", "Ours", "ExitURL", "https://example.org")))
        .expectEvents(changed("CompanyName", "Others", "Ours"));
  }

  @Test
  void the_level_in_the_body_of_a_known_company_is_stale() {
    fixture
        .given(founded)
        .when(new SaveCompany(key, Map.of("CurrentCreditLevel", 1000L)))
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
    assertThat(askedOfTheAccount()).isEmpty();
  }

  @Test
  void a_stale_level_does_not_keep_the_rest_of_the_body_out() {
    Map<String, Object> wholeObject = new LinkedHashMap<>();
    wholeObject.put("CompanyName", "Others");
    wholeObject.put("LowCreditWarningLevel", 20L);
    wholeObject.put("CurrentCreditLevel", 1000L);
    fixture
        .given(founded)
        .when(new SaveCompany(key, wholeObject))
        .expectEvents(changed("LowCreditWarningLevel", 500L, 20L));
    assertThat(askedOfTheAccount()).isEmpty();
  }

  @Test
  void saving_what_is_there_already_leaves_no_trace() {
    fixture
        .given(founded)
        .when(new SaveCompany(key, Map.of("CompanyName", "Others")))
        .expectNoEvents();
  }

  @Test
  void a_company_is_removed_once() {
    CompanyRemoved removed = new CompanyRemoved(key);
    fixture.given(founded).when(new RemoveCompany(key)).expectEvents(removed);
    fixture
        .given(founded, removed)
        .when(new RemoveCompany(key))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void what_was_never_founded_cannot_be_removed() {
    fixture
        .givenNoPriorActivity()
        .when(new RemoveCompany(key))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_company_that_comes_back_has_nothing_of_the_one_before() {
    fixture
        .given(founded, changed("MFAEnabled", false, true), new CompanyRemoved(key))
        .when(new SaveCompany(key, Map.of("CompanyName", "Others")))
        .expectEvents(founded);
    assertThat(askedOfTheAccount()).containsExactly(new OpenAccount(account, 0));
  }

  @Test
  void a_company_that_comes_back_may_be_given_an_opening_level() {
    fixture
        .given(founded, new CompanyRemoved(key))
        .when(new SaveCompany(key, Map.of("CompanyName", "Others", "CurrentCreditLevel", 50L)))
        .expectEvents(founded);
    assertThat(askedOfTheAccount()).containsExactly(new OpenAccount(account, 50));
  }
}
