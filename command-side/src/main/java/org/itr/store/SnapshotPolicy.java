package org.itr.store;

/**
 * Which aggregates are snapshotted: those with long histories and no personal data, so that erasing
 * a person leaves none behind.
 */
final class SnapshotPolicy {

  /** After how many events since the last one a snapshot is made. */
  static final int EVENTS_BETWEEN = 100;

  private static final String CREDIT_ACCOUNTS = "creditaccounts/";

  private SnapshotPolicy() {}

  static boolean hasSnapshots(String aggregateIdentifier) {
    return aggregateIdentifier.startsWith(CREDIT_ACCOUNTS);
  }
}
