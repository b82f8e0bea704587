package org.itr.credit;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of creditgrants: credits given to a company. */
@Entity
@Table(name = "creditgrants")
public class CreditGrantRow extends UuidRow {
  UUID userId;
  UUID companyId;
  Instant grantedWhen;
  String remarks;
  String userDescription;
  Integer creditsGranted;
  Boolean paid;

  /** For JPA only. */
  public CreditGrantRow() {}
}
