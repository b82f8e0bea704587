package org.itr.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.itr.event.Sha256;

/**
 * A signed list of events that stand one after another in the order of all events. Each seal takes
 * in the hash of the one before it, so that none can be taken out or put in between.
 *
 * @param number counts from 1 without holes
 * @param leaves the events, {@link Leaf#BYTES} bytes each
 * @param previousHash the hash of the seal before; empty for the first
 * @param hash SHA-256 over all of the above and the moment
 * @param signature over the hash
 * @param sealedAt when it was made
 */
record Seal(
    long number,
    byte[] leaves,
    byte[] previousHash,
    byte[] hash,
    byte[] signature,
    Instant sealedAt) {

  /** The columns that {@link #read} needs. */
  static final String COLUMNS = "number, leaves, previous_hash, hash, signature, sealed_at";

  static Seal of(
      long number, List<Leaf> events, byte[] previousHash, Instant sealedAt, SealKey key) {
    ByteBuffer leaves = ByteBuffer.allocate(events.size() * Leaf.BYTES);
    events.forEach(leaf -> leaf.write(leaves));
    byte[] hash = hash(number, leaves.array(), previousHash, sealedAt);
    return new Seal(number, leaves.array(), previousHash, hash, key.sign(hash), sealedAt);
  }

  static Seal read(ResultSet row) throws SQLException {
    return new Seal(
        row.getLong("number"),
        row.getBytes("leaves"),
        row.getBytes("previous_hash"),
        row.getBytes("hash"),
        row.getBytes("signature"),
        row.getObject("sealed_at", OffsetDateTime.class).toInstant());
  }

  private static byte[] hash(long number, byte[] leaves, byte[] previousHash, Instant sealedAt) {
    MessageDigest sha256 = Sha256.digest();
    byte[] ofLeaves = sha256.digest(leaves);
    sha256.update("ITR seal 1\n".getBytes(StandardCharsets.US_ASCII));
    sha256.update((number + "\n" + sealedAt + "\n").getBytes(StandardCharsets.US_ASCII));
    sha256.update(previousHash);
    return sha256.digest(ofLeaves);
  }

  /** Whether the seal is what was signed with one of the keys. */
  boolean isGenuine(List<PublicKey> keys) {
    return leaves.length > 0
        && leaves.length % Leaf.BYTES == 0
        && MessageDigest.isEqual(hash, hash(number, leaves, previousHash, sealedAt))
        && SealKey.isSigned(keys, hash, signature);
  }

  int count() {
    return leaves.length / Leaf.BYTES;
  }

  List<Leaf> events() {
    List<Leaf> events = new ArrayList<>(count());
    ByteBuffer bytes = ByteBuffer.wrap(leaves);
    while (bytes.remaining() >= Leaf.BYTES) {
      events.add(Leaf.read(bytes));
    }
    return events;
  }

  Leaf last() {
    return Leaf.read(ByteBuffer.wrap(leaves, leaves.length - Leaf.BYTES, Leaf.BYTES));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Seal seal && MessageDigest.isEqual(hash, seal.hash);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }

  @Override
  public String toString() {
    return "seal " + number;
  }
}
