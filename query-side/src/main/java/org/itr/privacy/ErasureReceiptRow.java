package org.itr.privacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of erasurereceipts: receipts of erasures, which name nobody. */
@Entity
@Table(name = "erasurereceipts")
public class ErasureReceiptRow extends UuidRow {
  UUID companyId;
  Instant createDate;
  UUID userId;
  String cause;
  String document;
  String signature;

  /** For JPA only. */
  public ErasureReceiptRow() {}
}
