package org.itr.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of history: what auditors search. */
@Entity
@Table(name = "history")
public class HistoryRow extends UuidRow {
  Instant moment;
  String kind;
  String eventType;
  String story;
  String entity;
  Integer objectType;
  Integer messageId;
  UUID objectId;
  UUID sessionId;
  UUID companyId;
  UUID userId;
  String userName;
  String testName;
  String address;
  UUID correlationId;
  String oldData;
  String newData;
  Boolean isHidden;

  /** For JPA. */
  public HistoryRow() {}
}
