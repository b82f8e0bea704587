package org.itr.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.itr.objecttype.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestPriceTest {

  @ParameterizedTest(name = "costs {0}, agreed {1}, surcharge {2}, discount {3} %: {4}")
  @CsvSource({
    "10, , 0, 0, 10",
    "10, 4, 0, 0, 4",
    "10, '\"7\"', 0, 0, 7",
    "10, 0, 0, 0, 0",
    "10, , 5, 0, 15",
    "10, , -5, 0, 10",
    "10, , 0, 25, 7",
    "15, , 0, 10, 13",
    "10, , 0, 100, 0",
    "10, , 0, 150, 0",
    "10, , 0, -20, 10",
    "10, -30, 5, 0, 0",
    "0, , 5, 0, 5",
  })
  void a_test_costs_what_was_agreed_plus_the_surcharge_less_the_discount(
      long costs, String agreed, long surcharge, long discount, long price) {
    Map<String, Object> test = Map.of("Costs", costs, "InvoiceCode", "CODE");
    Map<String, Object> company =
        Map.of(
            "PluginData",
            agreed == null ? "{}" : "{\"Invoicing\":{\"CODE\":" + agreed + "}}",
            "CostsPerTestInUnits",
            surcharge,
            "TestTakingDiscount",
            discount);
    Row testRow = test::get;
    Row companyRow = company::get;
    TestPrice result = TestPrice.of(testRow, companyRow);
    assertThat(result.price()).isEqualTo(price);
    assertThat(result.listPrice()).isEqualTo(costs);
    assertThat(result.isFree()).isEqualTo(costs == 0 || price == 0);
  }
}
