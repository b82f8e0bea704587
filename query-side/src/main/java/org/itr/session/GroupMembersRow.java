package org.itr.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.itr.view.UuidRow;

/** A row of groupmembers: the persons of group sessions, a row a member session. */
@Entity
@Immutable
@Table(name = "groupmembers")
public class GroupMembersRow extends UuidRow {
  UUID parentsessionid;
  UUID sessionid;
  Integer sessionstatus;
  Integer sessiontype;
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
  Boolean active;
  UUID companyId;
  UUID managedByUserId;
  Instant createDate;
  Integer age;
  Integer personType;

  /** For JPA only. */
  public GroupMembersRow() {}
}
