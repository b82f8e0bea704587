package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of groups: groups of persons. */
@Entity
@Table(name = "groups")
public class GroupRow extends UuidRow {
  String description;
  String remarks;
  String pluginData;
  String userDefinedFields;
  Boolean active;
  UUID managedByUserId;
  Integer groupType;

  /** For JPA only. */
  public GroupRow() {}
}
