package org.itr.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.event.StatementBatch;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.support.TestDatabase;
import org.itr.view.RowChanges;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Making views anew folds many usages of a quarter of an hour in one batch. The driver put their
 * inserts together into one statement, in which PostgreSQL refuses to count up a row twice.
 */
class UsageBucketsProjectionIT {

  private final Space company = Space.of(UUID.randomUUID());

  private void charge(UsageBucketsProjection projection, RowChanges rows, long ticks) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("InvoiceCode", "T");
    usage.put("TotalTicks", ticks);
    usage.put("DiscountedTicks", 1L);
    usage.put("UsageDateTime", "2026-11-25T08:20:00Z");
    ObjectKey key = ObjectKey.of(CreditUsages.TYPE, company, UUID.randomUUID());
    CreditsCharged event = new CreditsCharged(key, null, Delta.added(usage));
    projection.on(event, GenericEventMessage.asEventMessage(event), rows);
  }

  /** Changes of rows as a rebuild has them, when they are on their way to the database. */
  private static RowChanges intoBatch(StatementBatch batch) {
    return Mockito.mock(
        RowChanges.class,
        call -> {
          batch.add((String) call.getRawArguments()[0], (Object[]) call.getRawArguments()[1]);
          return null;
        });
  }

  @Test
  void many_usages_of_a_quarter_of_an_hour_are_added_up_in_one_batch() throws SQLException {
    try (TestDatabase database = TestDatabase.create()) {
      PGSimpleDataSource asTheServerConnects = database.owner();
      asTheServerConnects.setReWriteBatchedInserts(true);
      StatementBatch batch = new StatementBatch();
      UsageBucketsProjection projection = new UsageBucketsProjection();
      RowChanges rows = intoBatch(batch);
      for (long ticks = 1; ticks <= 100; ticks++) {
        charge(projection, rows, ticks);
      }
      try (Connection connection = asTheServerConnects.getConnection()) {
        batch.execute(connection);
      }
      assertThat(
              new JdbcTemplate(asTheServerConnects)
                  .queryForMap(
                      "select usages, ticks, discounted_ticks from creditusagebuckets"
                          + " where space = ? and starts_at = '2026-11-25T08:15:00Z'",
                      company.id()))
          .containsEntry("usages", 100L)
          .containsEntry("ticks", 5_050L)
          .containsEntry("discounted_ticks", 100L);
    }
  }
}
