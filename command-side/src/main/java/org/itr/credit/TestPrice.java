package org.itr.credit;

import java.util.Map;
import org.itr.objecttype.Json;
import org.itr.objecttype.Row;

/**
 * What a session test costs a company, in credit units.
 *
 * @param listPrice the price of the test itself
 * @param price the price charged
 */
record TestPrice(long listPrice, long price) {

  private static final String INVOICING = "Invoicing";
  private static final long PERCENT = 100;

  /**
   * The price of a test for a company: its own price for the invoice code, its surcharge, its
   * discount.
   */
  static TestPrice of(Row test, Row company) {
    long listPrice = test.number("Costs");
    long price = agreedPrice(company.text("PluginData"), test.text("InvoiceCode"), listPrice);
    price += Math.max(0, company.number("CostsPerTestInUnits"));
    long discount = Math.min(PERCENT, Math.max(0, company.number("TestTakingDiscount")));
    price = Math.floorDiv(price * (PERCENT - discount), PERCENT);
    return new TestPrice(listPrice, Math.max(0, price));
  }

  private static long agreedPrice(String pluginData, String invoiceCode, long otherwise) {
    Object agreed =
        Json.parse(pluginData) instanceof Map<?, ?> data
                && data.get(INVOICING) instanceof Map<?, ?> prices
            ? prices.get(invoiceCode)
            : null;
    if (agreed instanceof Number number) {
      return number.longValue();
    }
    if (agreed instanceof String text && text.strip().matches("-?\\d{1,9}")) {
      return Long.parseLong(text.strip());
    }
    return otherwise;
  }

  /** Whether the test may be taken without credits. */
  boolean isFree() {
    return listPrice == 0 || price == 0;
  }
}
