package org.itr.sessiontest;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.itr.view.UuidRow;

/** A row of sessiontestsview: session tests with their session and person. */
@Entity
@Immutable
@Table(name = "sessiontestsview")
public class SessionTestsViewRow extends UuidRow {
  UUID sessionId;
  UUID testId;
  UUID persId;
  Integer sequence;
  String testLanguage;
  UUID normId1;
  UUID normId2;
  UUID normId3;
  Instant testStart;
  Instant testEnd;
  Integer percentageOfQuestionsAnswered;
  Long totalTestTime;
  Integer status;
  Integer currentPage;
  Integer totalPages;
  Integer howTheTestIsTaken;
  String warningMessage;
  Instant warningTime;
  Boolean billed;
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
  String description;
  Integer sessionType;
  Integer sessionstatus;
  Boolean active;
  Instant createDate;
  Integer age;
  Integer personType;
  Instant allowedStartDateTime;
  Instant allowedEndDateTime;
  Instant startedAt;
  Instant endedAt;

  /** For JPA only. */
  public SessionTestsViewRow() {}
}
