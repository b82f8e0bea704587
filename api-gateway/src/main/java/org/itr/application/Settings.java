package org.itr.application;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings for where everything is stored; docs/operations.md lists all settings.
 *
 * @param dataDir the folder for everything the server stores
 * @param db the database to use; without a URL it is the embedded one
 * @param embeddedPort the loopback port of the embedded database; 0 for any free port
 * @param masterKeyFile the file with the key that encrypts all other keys; in the data folder
 *     unless set
 */
@ConfigurationProperties("settings")
public record Settings(Path dataDir, Database db, int embeddedPort, @Nullable Path masterKeyFile) {

  /**
   * A PostgreSQL server.
   *
   * @param url the JDBC URL; empty for the embedded database
   * @param user who owns the database
   * @param password that user's password
   */
  public record Database(@Nullable String url, @Nullable String user, @Nullable String password) {

    boolean isEmbedded() {
      return url == null || url.isBlank();
    }

    @Override
    public String toString() {
      return "Database[url=" + url + ", user=" + user + "]";
    }
  }

  /** The file of the master key. */
  public Path keyFile() {
    return masterKeyFile == null || masterKeyFile.toString().isBlank()
        ? dataDir.resolve("keys").resolve("master.key")
        : masterKeyFile;
  }

  @Override
  public String toString() {
    return "Settings[dataDir=" + dataDir + ", db=" + db + "]";
  }
}
