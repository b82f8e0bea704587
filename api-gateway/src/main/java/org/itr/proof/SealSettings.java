package org.itr.proof;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key and the heads of the seals are; docs/operations.md lists the names to use.
 *
 * @param keyFile the key that signs, {@code keys/seal.key} in the data folder unless set
 * @param headsFile the file of heads, {@code seals/heads.jsonl} in the data folder unless set
 */
@ConfigurationProperties("settings.seal")
public record SealSettings(@Nullable Path keyFile, @Nullable Path headsFile) {

  /** The file of the key that signs. */
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
