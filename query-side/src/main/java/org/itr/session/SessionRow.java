package org.itr.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/**
 * A row of sessions: test sessions: what a consultant plans for a candidate, a group or the public.
 */
@Entity
@Table(name = "sessions")
public class SessionRow extends UuidRow {
  UUID groupSessionId;
  UUID groupId;
  UUID personId;
  Integer sessionType;
  String description;
  String goal;
  String usedBatteryIds;
  String userDefinedFields;
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
  String pluginData;
  Instant createDate;
  String shortLoginCode;

  /** What SearchField looks in; the database makes it of the fields. */
  @Column(insertable = false, updatable = false)
  String searchText;

  /** For JPA only. */
  public SessionRow() {}
}
