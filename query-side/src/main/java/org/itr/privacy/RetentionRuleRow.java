package org.itr.privacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of retentionrules: when persons are erased. */
@Entity
@Table(name = "retentionrules")
public class RetentionRuleRow extends UuidRow {
  UUID companyId;
  String description;
  Integer months;
  Boolean archivedOnly;
  UUID organisationId;
  Boolean active;

  /** For JPA only. */
  public RetentionRuleRow() {}
}
