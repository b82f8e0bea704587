package org.itr.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256 in Galois/Counter mode with a random 12-byte nonce in front of the ciphertext. */
final class AesGcm {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AesGcm() {}

  static byte[] seal(SecretKey key, byte[] clear, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
      ByteBuffer ciphertext =
          ByteBuffer.allocate(NONCE_BYTES + cipher.getOutputSize(clear.length)).put(nonce);
      return ciphertext.put(cipher.doFinal(clear)).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  /**
   * @throws IllegalArgumentException when the bytes were not sealed with this key and context
   */
  static byte[] open(SecretKey key, byte[] ciphertext, String context) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(ciphertext);
      byte[] nonce = new byte[NONCE_BYTES];
      buffer.get(nonce);
      return cipher(Cipher.DECRYPT_MODE, key, nonce, context)
          .doFinal(ciphertext, NONCE_BYTES, ciphertext.length - NONCE_BYTES);
    } catch (GeneralSecurityException | java.nio.BufferUnderflowException e) {
      throw new IllegalArgumentException("Not sealed with this key for " + context, e);
    }
  }

  /** The same; empty when the bytes were not sealed with this key and context. */
  static Optional<byte[]> tryOpen(SecretKey key, byte[] ciphertext, String context) {
    try {
      return Optional.of(open(key, ciphertext, context));
    } catch (IllegalArgumentException notThisKey) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
