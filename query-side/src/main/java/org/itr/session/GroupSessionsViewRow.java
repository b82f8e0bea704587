package org.itr.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.itr.view.UuidRow;

/** A row of groupsessionsview: group sessions with the count of their members by progress. */
@Entity
@Immutable
@Table(name = "groupsessionsview")
public class GroupSessionsViewRow extends UuidRow {
  UUID groupSessionId;
  UUID groupId;
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
  Long readycount;
  Long inprogresscount;
  Long donecount;

  /** For JPA only. */
  public GroupSessionsViewRow() {}
}
