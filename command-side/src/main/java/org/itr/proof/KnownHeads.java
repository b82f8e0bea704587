package org.itr.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import org.itr.proof.SealHeads.Head;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the file of heads beside the seals, from the first to the last. A line that comes
 * after those of later seals tells nothing.
 */
final class KnownHeads {

  private static final String SEAL = "select 1 from events.seal where number = ?";

  private final Iterator<Head> heads;
  private @Nullable Head next;
  private long firstUnknown;

  KnownHeads(Iterator<Head> heads) {
    this.heads = heads;
    advance();
  }

  private void advance() {
    next = heads.hasNext() ? heads.next() : null;
  }

  /** Compares the next seal with what the file knows of it. */
  Optional<Finding> compare(Seal seal) {
    boolean isKnown = false;
    for (Head head = next; head != null && head.seal() <= seal.number(); head = next) {
      if (head.seal() == seal.number()) {
        if (!head.hash().equals(HexFormat.of().formatHex(seal.hash()))) {
          return Optional.of(
              new Finding(
                  Finding.Kind.BROKEN_SEAL,
                  seal.toString(),
                  "Seal " + seal.number() + " differs from the file of heads"));
        }
        isKnown = true;
      }
      advance();
    }
    if (!isKnown && firstUnknown == 0) {
      firstUnknown = seal.number();
    }
    return Optional.empty();
  }

  /**
   * Looks for what the file knows beyond the last seal that was compared. The server may have made
   * seals meanwhile; each is in the database before it is in the file.
   */
  Optional<Finding> lost(Connection database, long lastSeal) throws SQLException {
    for (Head head = next; head != null; head = next) {
      if (head.seal() > lastSeal && !isThere(database, head.seal())) {
        return Optional.of(
            new Finding(
                Finding.Kind.CUT_OFF,
                "seal " + head.seal(),
                "History was cut off: seal "
                    + head.seal()
                    + " of "
                    + head.sealedAt()
                    + ", up to event "
                    + head.last()
                    + ", is in the file of heads but not in the database"));
      }
      advance();
    }
    return Optional.empty();
  }

  private static boolean isThere(Connection database, long seal) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(SEAL)) {
      statement.setLong(1, seal);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** The first of the seals compared that is not in the file; 0 when all are. */
  long firstUnknown() {
    return firstUnknown;
  }
}
