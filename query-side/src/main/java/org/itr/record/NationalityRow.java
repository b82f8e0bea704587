package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.itr.view.UuidRow;

/** A row of nationalities: nationalities that a person can have. */
@Entity
@Table(name = "nationalities")
public class NationalityRow extends UuidRow {
  String nationalityName;
  String nationalityCode;
  String translations;
  String remarks;
  Integer nationalityType;

  /** For JPA only. */
  public NationalityRow() {}
}
