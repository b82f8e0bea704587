package org.itr.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The Ed25519 key that signs seals and receipts. The private half is a file that its owner alone
 * can read; the public half lies beside it under the same name and {@code .pub}, to be handed to
 * auditors. That file keeps the public halves of all keys that came before, so that what they
 * signed can still be checked.
 */
public final class SealKey {

  private static final String ALGORITHM = "Ed25519";
  private static final String OWNER = "rw-------";
  private static final String EVERYBODY = "rw-r--r--";

  private final PrivateKey privateKey;
  private final List<PublicKey> publicKeys;

  private SealKey(PrivateKey privateKey, List<PublicKey> publicKeys) {
    this.privateKey = privateKey;
    this.publicKeys = publicKeys;
  }

  /**
   * Reads the key, or makes the first one. A key that is lost is not replaced by itself: that would
   * leave nothing to check the older signatures with.
   *
   * @throws IllegalStateException when the files cannot be read or written, when they hold no such
   *     key, or when one half is missing or of another key
   */
  public static SealKey readOrCreate(Path file) {
    Path publicFile = publicFile(file);
    if (Files.notExists(file)) {
      if (Files.exists(publicFile)) {
        throw new IllegalStateException(
            "The key that signs history is missing: there is "
                + publicFile
                + " and no "
                + file
                + ". Restore it from the backup; if it is lost, create a new one with ./itr new-seal-key");
      }
      renew(file);
    }
    SealKey key = new SealKey(readPrivate(file), readPublic(publicFile));
    byte[] trial = publicFile.toString().getBytes(StandardCharsets.UTF_8);
    if (!isSigned(List.of(key.newest()), trial, key.sign(trial))) {
      throw new IllegalStateException(
          "The last public key in " + publicFile + " does not match the key in " + file);
    }
    return key;
  }

  /**
   * Makes a new key, which signs from now on. The public halves of those before are kept.
   *
   * @throws IllegalStateException when the files cannot be written
   */
  public static void renew(Path file) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path publicFile = publicFile(file);
      String before = Files.exists(publicFile) ? Files.readString(publicFile) : "";
      replace(publicFile, before + pem("PUBLIC KEY", pair.getPublic().getEncoded()), EVERYBODY);
      replace(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), OWNER);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("A key cannot be written to " + file, e);
    }
  }

  private static PrivateKey readPrivate(Path file) {
    try {
      List<byte[]> keys = unpem(file);
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(keys.isEmpty() ? new byte[0] : keys.get(0)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("The seal key in " + file + " cannot be used", e);
    }
  }

  /**
   * Reads the public halves of a key and of those before it, the oldest first; they are enough to
   * verify.
   *
   * @throws IllegalStateException when the file holds no such key
   */
  public static List<PublicKey> readPublic(Path publicFile) {
    try {
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      List<PublicKey> keys = new ArrayList<>();
      for (byte[] encoded : unpem(publicFile)) {
        keys.add(factory.generatePublic(new X509EncodedKeySpec(encoded)));
      }
      if (keys.isEmpty()) {
        throw new IllegalStateException("There is no public key in " + publicFile);
      }
      return List.copyOf(keys);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "The public seal key in " + publicFile + " cannot be used", e);
    }
  }

  /** Where the public half of a key lies. */
  public static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  /** There is always either the old file or the new one. */
  private static void replace(Path file, String text, String rights) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
    } else {
      Files.createFile(written);
    }
    Files.writeString(
        written,
        text,
        StandardCharsets.US_ASCII,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END "
        + what
        + "-----\n";
  }

  /** The blocks of a PEM file. */
  private static List<byte[]> unpem(Path file) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    StringBuilder base64 = new StringBuilder();
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      if (line.startsWith("-----END ")) {
        blocks.add(Base64.getDecoder().decode(base64.toString()));
        base64.setLength(0);
      } else if (!line.startsWith("-----")) {
        base64.append(line.strip());
      }
    }
    return blocks;
  }

  /** The public halves of this key and of those before it, the oldest first. */
  public List<PublicKey> publicKeys() {
    return publicKeys;
  }

  private PublicKey newest() {
    return publicKeys.get(publicKeys.size() - 1);
  }

  /**
   * Signs bytes, which must tell what they are: nothing that is signed may pass for anything else.
   */
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign", e);
    }
  }

  /** Whether bytes were signed with the private half of one of the keys. */
  public static boolean isSigned(List<PublicKey> keys, byte[] bytes, byte[] signed) {
    for (PublicKey key : keys) {
      try {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(key);
        signature.update(bytes);
        if (signature.verify(signed)) {
          return true;
        }
      } catch (GeneralSecurityException e) {
        // A signature of another form than this algorithm's is none.
        return false;
      }
    }
    return false;
  }
}
