package org.itr.rebuild;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of rebuilds: a rebuild of projections and how it ended. */
@Entity
@Table(name = "rebuilds")
public class RebuildRow extends UuidRow {
  String projection;
  String state;
  Instant startedAt;
  Instant endedAt;
  Long events;
  UUID failedEvent;
  String failure;

  /** For JPA only. */
  public RebuildRow() {}
}
