package org.itr.credit;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of creditusages: credits charged for a session test, one row a bill. */
@Entity
@Table(name = "creditusages")
public class CreditUsageRow extends UuidRow {
  UUID userId;
  UUID companyId;
  String invoiceCode;
  Integer originalTicks;
  Integer discountedTicks;
  Integer totalTicks;
  Instant usageDateTime;
  UUID sessionId;
  String userName;
  String sessionName;
  UUID testId;

  /** For JPA only. */
  public CreditUsageRow() {}
}
