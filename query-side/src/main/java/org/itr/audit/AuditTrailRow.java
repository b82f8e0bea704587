package org.itr.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of audittrail: the audit trail: a view of the events. */
@Entity
@Table(name = "audittrail")
public class AuditTrailRow extends UuidRow {
  UUID objectId;
  UUID companyId;
  UUID userId;
  Integer objectType;
  String oldData;
  String newData;
  String auditMessage;
  Integer messageId;
  Instant createDate;
  UUID sessionId;
  String kind;
  String eventType;
  String address;
  UUID correlationId;

  boolean hidden;

  /** For JPA only. */
  public AuditTrailRow() {}
}
