package org.itr.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key that wraps all others and seals single secrets. It is a file of 32 bytes in Base64
 * outside the database; whoever loses it loses all personal data.
 */
public final class MasterKey {

  private static final int KEY_BYTES = 32;

  private final SecretKey key;

  private MasterKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /**
   * Reads the key, or makes one where there is no file yet, readable by its owner alone.
   *
   * @throws IllegalStateException when the file cannot be read or written, or holds no such key
   */
  public static MasterKey readOrCreate(Path file) {
    try {
      if (Files.notExists(file)) {
        create(file);
      }
      byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      if (bytes.length != KEY_BYTES) {
        throw new IllegalStateException(file + " does not contain a 32-byte key");
      }
      return new MasterKey(bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("The master key in " + file + " cannot be used", e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException madeByAnotherNode) {
      return;
    }
    Files.writeString(
        file,
        Base64.getEncoder().encodeToString(bytes) + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }

  /**
   * Seals a secret; {@code context} names what and whose it is, so that it opens in no other place.
   */
  public byte[] seal(byte[] clear, String context) {
    return AesGcm.seal(key, clear, context);
  }

  /**
   * Opens what was sealed.
   *
   * @throws IllegalArgumentException when the bytes were sealed with another key or for another
   *     context
   */
  public byte[] open(byte[] ciphertext, String context) {
    return AesGcm.open(key, ciphertext, context);
  }

  /**
   * A keyed fingerprint: the same text gives the same one, which tells nothing about the text
   * without the key.
   */
  public byte[] fingerprint(String text) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is not available", e);
    }
  }
}
