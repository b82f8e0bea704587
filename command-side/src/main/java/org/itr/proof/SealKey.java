package org.itr.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.Base64;

/**
 * The Ed25519 key that signs seals and receipts. The private half is a file that its owner alone
 * can read; the public half lies beside it under the same name and {@code .pub}, to be handed to
 * auditors.
 */
public final class SealKey {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SealKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Reads the key, or makes one where there is no file yet.
   *
   * @throws IllegalStateException when the files cannot be read or written, or hold no such key
   */
  public static SealKey readOrCreate(Path file) {
    try {
      if (Files.notExists(file)) {
        create(file);
      }
      PrivateKey privateKey =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(unpem(file)));
      return new SealKey(privateKey, readPublic(publicFile(file)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("The key of the seals in " + file + " cannot be used", e);
    }
  }

  /**
   * Reads the public half, which is enough to verify.
   *
   * @throws IllegalStateException when the file holds no such key
   */
  public static PublicKey readPublic(Path publicFile) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(unpem(publicFile)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "The public key of the seals in " + publicFile + " cannot be used", e);
    }
  }

  /** Where the public half of a key lies. */
  public static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  private static void create(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    write(publicFile(file), "PUBLIC KEY", pair.getPublic().getEncoded(), StandardOpenOption.CREATE);
    write(file, "PRIVATE KEY", pair.getPrivate().getEncoded(), StandardOpenOption.WRITE);
  }

  private static void write(Path file, String what, byte[] encoded, StandardOpenOption how)
      throws IOException {
    String pem =
        "-----BEGIN "
            + what
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
            + "\n-----END "
            + what
            + "-----\n";
    Files.writeString(
        file,
        pem,
        StandardCharsets.US_ASCII,
        how,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }

  private static byte[] unpem(Path file) throws IOException {
    StringBuilder base64 = new StringBuilder();
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      if (!line.startsWith("-----")) {
        base64.append(line.strip());
      }
    }
    return Base64.getDecoder().decode(base64.toString());
  }

  /** The public half. */
  public PublicKey publicKey() {
    return publicKey;
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

  /** Whether bytes were signed with the private half of that key. */
  public static boolean isSigned(PublicKey key, byte[] bytes, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(bytes);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // A signature of another form than this algorithm's is none.
      return false;
    }
  }
}
