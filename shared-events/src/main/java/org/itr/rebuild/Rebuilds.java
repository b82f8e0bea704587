package org.itr.rebuild;

import static org.itr.objecttype.Field.int64;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;
import org.itr.objecttype.Space;

/** Rebuilds of projections from history, one server-wide object per rebuild. */
public final class Rebuilds {

  /** The State of a rebuild in progress. */
  public static final String RUNNING = "RUNNING";

  /** The State of a rebuild whose tables are in place. */
  public static final String FINISHED = "FINISHED";

  /** The State of a cancelled rebuild. */
  public static final String CANCELLED = "CANCELLED";

  /** The State of a failed rebuild. */
  public static final String FAILED = "FAILED";

  /** The object type; Projection is empty for a rebuild of all. */
  public static final ObjectType TYPE =
      ObjectType.named("rebuilds")
          .auditNumber(1010)
          .serverWide()
          .fields(
              uuid("ID"),
              string("Projection", 100),
              string("State", 10),
              timestamp("StartedAt"),
              timestamp("EndedAt"),
              int64("Events"),
              uuid("FailedEvent"),
              text("Failure"))
          .listed(
              "ID",
              "Projection",
              "State",
              "StartedAt",
              "EndedAt",
              "Events",
              "FailedEvent",
              "Failure")
          .sortedBy("StartedAt desc")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private Rebuilds() {}

  /** The rebuild of that id. */
  public static ObjectKey keyOf(UUID id) {
    return ObjectKey.of(TYPE, Space.MASTER, id);
  }
}
