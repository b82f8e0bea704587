package org.itr.translation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the table translationtexts. */
@Component
class DatabaseTranslationTexts implements TranslationTexts {

  private static final String OF_LANGUAGE =
      """
      select text_key, value, original_value, value_as_original, change_date_time, changed_by
      from translationtexts where language = :language order by text_key
      """;

  private static final String KNOWN =
      "select text_key from translationtexts where language = :language and text_key = any(:keys)";

  private static final int ROWS_A_FETCH = 500;

  private final JdbcClient database;
  private final TransactionTemplate reading;

  DatabaseTranslationTexts(JdbcTemplate jdbc, PlatformTransactionManager transactionManager) {
    this.database = JdbcClient.create(jdbc);
    this.reading = new TransactionTemplate(transactionManager);
    this.reading.setReadOnly(true);
  }

  /** The driver hands rows over as they come only within a transaction. */
  @Override
  public void forEach(String language, Consumer<Entry> texts) {
    RowCallbackHandler each = row -> texts.accept(entry(row));
    reading.executeWithoutResult(
        status ->
            database
                .sql(OF_LANGUAGE)
                .withFetchSize(ROWS_A_FETCH)
                .param("language", language)
                .query(each));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString(1),
        new TranslatedText(row.getString(2), row.getString(3), row.getString(4)),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        row.getString(6));
  }

  @Override
  public Set<String> known(String language, Collection<String> keys) {
    return database
        .sql(KNOWN)
        .param("language", language)
        .param("keys", keys.toArray(String[]::new))
        .query(String.class)
        .set();
  }
}
