package org.itr.sessiontest;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of sessiontests: the tests of a session, with the answers and scores of its candidate. */
@Entity
@Table(name = "sessiontests")
public class SessionTestRow extends UuidRow {
  UUID sessionId;
  UUID testId;
  UUID persId;
  Integer sequence;
  String testLanguage;
  String results;
  String scores;
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
  String pluginData;

  /** For JPA only. */
  public SessionTestRow() {}
}
