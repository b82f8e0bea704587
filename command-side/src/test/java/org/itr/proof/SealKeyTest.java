package org.itr.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealKeyTest {

  private static final byte[] TEXT = "a text".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path file;
  private Path publicFile;

  @BeforeEach
  void name() {
    file = folder.resolve("keys").resolve("seal.key");
    publicFile = SealKey.publicFile(file);
  }

  @Test
  void the_first_key_is_made_and_read_again() throws IOException {
    byte[] signature = SealKey.readOrCreate(file).sign(TEXT);
    List<PublicKey> keys = SealKey.readPublic(publicFile);
    assertThat(keys).hasSize(1);
    assertThat(SealKey.isSigned(keys, TEXT, signature)).isTrue();
    assertThat(SealKey.readOrCreate(file).publicKeys()).isEqualTo(keys);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_lost_key_is_not_replaced_by_itself() throws IOException {
    SealKey.readOrCreate(file);
    String before = Files.readString(publicFile);
    Files.delete(file);
    assertThatThrownBy(() -> SealKey.readOrCreate(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The key that signs history is missing")
        .hasMessageContaining("./itr new-seal-key");
    assertThat(file).doesNotExist();
    assertThat(publicFile).hasContent(before);
  }

  @Test
  void a_public_half_of_another_key_is_refused() throws IOException {
    SealKey.readOrCreate(file);
    Path other = folder.resolve("other.key");
    SealKey.readOrCreate(other);
    Files.copy(
        SealKey.publicFile(other), publicFile, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> SealKey.readOrCreate(file))
        .hasMessageContaining("does not match the key in");
  }

  @Test
  void files_that_hold_no_key_are_named() throws IOException {
    SealKey.readOrCreate(file);
    Files.writeString(publicFile, "");
    assertThatThrownBy(() -> SealKey.readOrCreate(file))
        .hasMessage("There is no public key in " + publicFile);
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> SealKey.readOrCreate(file))
        .hasMessage("The seal key in " + file + " cannot be used");
  }

  @Test
  void a_new_key_signs_and_the_older_signatures_stay_good() {
    byte[] old = SealKey.readOrCreate(file).sign(TEXT);
    SealKey.renew(file);
    SealKey key = SealKey.readOrCreate(file);
    byte[] fresh = key.sign(TEXT);
    assertThat(key.publicKeys()).hasSize(2);
    assertThat(SealKey.isSigned(key.publicKeys(), TEXT, old)).isTrue();
    assertThat(SealKey.isSigned(key.publicKeys().subList(1, 2), TEXT, old)).isFalse();
    assertThat(SealKey.isSigned(key.publicKeys().subList(1, 2), TEXT, fresh)).isTrue();
  }
}
