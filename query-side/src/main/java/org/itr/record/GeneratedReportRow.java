package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of generatedreports: reports made for a session. */
@Entity
@Table(name = "generatedreports")
public class GeneratedReportRow extends UuidRow {
  UUID reportId;
  UUID linkedObjectId;
  String reportText;
  String reportTitle;
  String pluginData;

  /** For JPA only. */
  public GeneratedReportRow() {}
}
