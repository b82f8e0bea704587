package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.itr.view.UuidRow;

/** A row of organisations: client organisations of a company. */
@Entity
@Table(name = "organisations")
public class OrganisationRow extends UuidRow {
  String name;
  String address;
  String logo;
  String contactPerson;
  String contactPhone;
  String contactEmail;
  String remarks;
  Boolean active;
  String pluginData;
  Integer organisationType;

  /** For JPA only. */
  public OrganisationRow() {}
}
