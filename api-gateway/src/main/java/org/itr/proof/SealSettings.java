package org.itr.proof;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The locations of the seal key and the file of heads; docs/operations.md lists the settings.
 *
 * @param keyFile the signing key, {@code keys/seal.key} in the data folder unless set
 * @param headsFile the file of heads, {@code seals/heads.jsonl} in the data folder unless set
 */
@ConfigurationProperties("settings.seal")
public record SealSettings(@Nullable Path keyFile, @Nullable Path headsFile) {

  /** The file of the signing key. */
  public Path keyIn(Path dataDir) {
    return isSet(keyFile) ? keyFile : dataDir.resolve("keys").resolve("seal.key");
  }

  /** The file of heads. */
  public Path headsIn(Path dataDir) {
    return isSet(headsFile) ? headsFile : dataDir.resolve("seals").resolve("heads.jsonl");
  }

  private static boolean isSet(@Nullable Path path) {
    return path != null && !path.toString().isBlank();
  }
}
