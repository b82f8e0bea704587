package org.itr.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of persons: candidates, and the few persons a company needs beside them. */
@Entity
@Table(name = "persons")
public class PersonRow extends UuidRow {
  String email;
  String firstName;
  String initials;
  String lastName;
  String titlesBefore;
  String titlesAfter;
  UUID educationId;
  String userDefinedFields;
  UUID organisationId;
  UUID nationalityId;
  String remarks;
  String preferredLanguage;
  Integer sex;
  Instant dateOfLastTest;
  LocalDate birthDate;
  Boolean active;
  UUID companyId;
  String pluginData;
  UUID managedByUserId;
  Integer age;
  Integer personType;

  /** What SearchField looks in; the database makes it of the fields. */
  @Column(insertable = false, updatable = false)
  String searchText;

  /** For JPA only. */
  public PersonRow() {}
}
