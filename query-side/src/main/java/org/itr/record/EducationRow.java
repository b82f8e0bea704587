package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.itr.view.UuidRow;

/** A row of educations: educations that a person can have had. */
@Entity
@Table(name = "educations")
public class EducationRow extends UuidRow {
  String name;
  String educationGroup;
  String remarks;
  Boolean active;
  Integer educationType;
  String pluginData;

  /** For JPA only. */
  public EducationRow() {}
}
