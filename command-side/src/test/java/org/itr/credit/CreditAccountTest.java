package org.itr.credit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.company.Companies;
import org.itr.credit.CreditCommand.ChargeCredits;
import org.itr.credit.CreditCommand.OpenAccount;
import org.itr.credit.CreditEvent.CreditLevelChanged;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.credit.CreditEvent.CreditsRanLow;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.junit.jupiter.api.Test;

class CreditAccountTest {

  private final UUID company = UUID.randomUUID();
  private final UUID person = UUID.randomUUID();
  private final ObjectKey account = CreditAccounts.keyOf(company);
  private final ObjectKey companyKey = ObjectKey.of(Companies.TYPE, Space.MASTER, company);
  private final ObjectKey usage =
      ObjectKey.of(CreditUsages.TYPE, Space.of(company), UUID.randomUUID());
  private final AggregateTestFixture<CreditAccount> fixture =
      new AggregateTestFixture<>(CreditAccount.class);

  private CreditLevelChanged level(long before, long after) {
    return new CreditLevelChanged(companyKey, Delta.replaced("CurrentCreditLevel", before, after));
  }

  private CreditsCharged charged(long ticks) {
    return new CreditsCharged(usage, person, Delta.added(Map.of("TotalTicks", ticks)));
  }

  private ChargeCredits charge(long ticks, boolean allowed, long warningLevel) {
    return new ChargeCredits(
        account, usage, person, allowed, warningLevel, Map.of("TotalTicks", ticks));
  }

  @Test
  void an_account_is_opened_at_a_level() {
    fixture.givenNoPriorActivity().when(new OpenAccount(account, 50)).expectEvents(level(0, 50));
  }

  @Test
  void a_charge_lowers_the_level() {
    fixture
        .given(level(0, 50))
        .when(charge(10, false, 0))
        .expectResultMessagePayload(true)
        .expectEvents(charged(10), level(50, 40));
  }

  @Test
  void a_charge_may_take_the_last_credits_and_more() {
    fixture
        .given(level(0, 5))
        .when(charge(10, false, -100))
        .expectResultMessagePayload(true)
        .expectEvents(charged(10), level(5, -5));
  }

  @Test
  void without_credits_nothing_is_charged() {
    fixture
        .given(level(0, 5), level(5, 0))
        .when(charge(10, false, 0))
        .expectResultMessagePayload(false)
        .expectNoEvents();
  }

  @Test
  void a_company_that_may_go_below_zero_is_charged_without_credits() {
    fixture
        .given(level(0, 5), level(5, 0))
        .when(charge(10, true, -100))
        .expectResultMessagePayload(true)
        .expectEvents(charged(10), level(0, -10));
  }

  @Test
  void falling_through_the_warning_level_is_told_once() {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("CurrentCreditLevel", Change.Value.replaced(50L, 40L));
    changes.put("LowCreditWarningLevel", Change.Value.added(45L));
    fixture
        .given(level(0, 50))
        .when(charge(10, false, 45))
        .expectEvents(charged(10), level(50, 40), new CreditsRanLow(companyKey, Delta.of(changes)));
    new AggregateTestFixture<>(CreditAccount.class)
        .given(level(0, 50), level(50, 40))
        .when(charge(10, false, 45))
        .expectEvents(charged(10), level(40, 30));
  }
}
