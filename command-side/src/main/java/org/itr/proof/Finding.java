package org.itr.proof;

/**
 * A deviation from what was sealed.
 *
 * @param kind what is wrong
 * @param place the place of the event in the order of all events, or the number of the seal
 * @param text an explanation for auditors, in one sentence
 */
public record Finding(Kind kind, String place, String text) {

  /** What can be wrong. */
  public enum Kind {
    /** A row says something else than what was sealed. */
    ALTERED,
    /** An event that was sealed is not there. */
    MISSING,
    /** An event stands where none was sealed, or where none can be. */
    ADDED,
    /** An event that was sealed stands in another place. */
    REORDERED,
    /** An event does not continue its aggregate's chain. */
    BROKEN_CHAIN,
    /** A seal is not what was signed, or does not continue the one before. */
    BROKEN_SEAL,
    /** A seal that the file outside the database knows is not in the database. */
    CUT_OFF,
    /** The file outside the database does not know a seal, so nothing speaks for the end. */
    HEAD_MISSING
  }
}
