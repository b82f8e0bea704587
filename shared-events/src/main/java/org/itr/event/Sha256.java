package org.itr.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that everything here is known by, which every Java has. */
public final class Sha256 {

  private Sha256() {}

  /** A new digest, for bytes that come one after another. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  /** The hash of bytes. */
  public static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }
}
