package org.itr.proof;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a seal keeps of an event: its place in the order of all events, and its hash.
 *
 * @param transaction the id of the transaction that added it
 * @param index its global index
 * @param hash its hash, 32 bytes
 */
record Leaf(long transaction, long index, byte[] hash) {

  /** The bytes of a leaf: two numbers of eight bytes and the hash. */
  static final int BYTES = 48;

  /** The place before the first event. */
  static final Leaf START = new Leaf(0, 0, new byte[0]);

  private static final int HASH_BYTES = 32;

  static Leaf read(ByteBuffer leaves) {
    long transaction = leaves.getLong();
    long index = leaves.getLong();
    byte[] hash = new byte[HASH_BYTES];
    leaves.get(hash);
    return new Leaf(transaction, index, hash);
  }

  void write(ByteBuffer leaves) {
    leaves.putLong(transaction).putLong(index).put(hash);
  }

  boolean isBefore(Leaf other) {
    return transaction < other.transaction
        || (transaction == other.transaction && index < other.index);
  }

  boolean isAt(Leaf other) {
    return transaction == other.transaction && index == other.index;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Leaf leaf && isAt(leaf) && Arrays.equals(hash, leaf.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return transaction + "/" + index;
  }
}
