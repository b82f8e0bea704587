package org.itr.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of sessionsview: sessions with their person. */
@Entity
@Table(name = "sessionsview")
public class SessionsViewRow extends UuidRow {
  UUID groupSessionId;
  UUID groupId;
  UUID personId;
  Integer sessionType;
  String description;
  String goal;
  String usedBatteryIds;
  String remarks;
  String sessionState;
  Instant allowedStartDateTime;
  Instant allowedEndDateTime;
  Instant startedAt;
  Instant endedAt;
  Integer status;
  Boolean active;
  String emailNotificationAdresses;
  Boolean enforceSessionEndDateTime;
  UUID managedByUserId;
  Boolean emailNotificationIncludeResults;
  String email;
  String firstName;
  String initials;
  String lastName;
  String titlesBefore;
  String titlesAfter;
  UUID educationId;
  UUID organisationId;
  UUID nationalityId;
  String preferredLanguage;
  Integer sex;
  Instant dateOfLastTest;
  LocalDate birthDate;
  Boolean personactive;
  Instant createDate;
  Integer age;
  Integer personType;

  /** What SearchField looks in; the database makes it of the fields. */
  @Column(insertable = false, updatable = false)
  String searchText;

  /** For JPA only. */
  public SessionsViewRow() {}
}
