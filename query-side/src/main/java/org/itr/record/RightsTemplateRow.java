package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.itr.view.UuidRow;

/** A row of rightstemplates: sets of rights to give to new consultants. */
@Entity
@Table(name = "rightstemplates")
public class RightsTemplateRow extends UuidRow {
  String description;
  String comments;
  String contents;
  String pluginData;

  /** For JPA only. */
  public RightsTemplateRow() {}
}
