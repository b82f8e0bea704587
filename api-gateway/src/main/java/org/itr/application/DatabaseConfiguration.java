package org.itr.application;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.itr.event.Remembered;
import org.itr.event.WriteGate;
import org.itr.privacy.MasterKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/**
 * Configures the database: embedded unless a URL is set, migrated by its owner, used with fewer
 * privileges.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  @ConditionalOnExpression("'${settings.db.url}' == ''")
  EmbeddedDatabase embeddedDatabase(Settings settings) {
    return EmbeddedDatabase.start(settings.dataDir(), settings.embeddedPort());
  }

  @Bean
  ServerLock serverLock(
      Settings settings,
      ObjectProvider<EmbeddedDatabase> embedded,
      WriteGate gate,
      ObjectProvider<Remembered> remembered)
      throws SQLException {
    return new ServerLock(database(settings, embedded), gate, remembered);
  }

  private static Settings.Database database(
      Settings settings, ObjectProvider<EmbeddedDatabase> embedded) {
    EmbeddedDatabase own = embedded.getIfAvailable();
    return own == null
        ? settings.db()
        : new Settings.Database(own.url(), own.user(), own.password());
  }

  @Bean
  @DependsOn("serverLock")
  DataSource dataSource(
      Settings settings,
      ObjectProvider<EmbeddedDatabase> embedded,
      @Value("${settings.db.connections}") int connections) {
    Settings.Database db = database(settings, embedded);
    Flyway.configure()
        .dataSource(db.url(), db.user(), db.password())
        .defaultSchema("public")
        .locations("classpath:db/migration")
        .load()
        .migrate();
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("itr");
    pool.setJdbcUrl(db.url());
    pool.setUsername(db.user());
    pool.setPassword(db.password());
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(5_000);
    pool.setConnectionInitSql("set role itr_app");
    pool.addDataSourceProperty("currentSchema", "views");
    pool.addDataSourceProperty("ApplicationName", "itr");
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    // A failed statement is logged without its values, which can be somebody's.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    // Compiling a query takes longer than any of ours.
    pool.addDataSourceProperty(
        "options", "-c lock_timeout=3s -c idle_in_transaction_session_timeout=120s -c jit=off");
    return new HikariDataSource(pool);
  }

  @Bean
  MasterKey masterKey(Settings settings) {
    return MasterKey.readOrCreate(settings.keyFile());
  }
}
