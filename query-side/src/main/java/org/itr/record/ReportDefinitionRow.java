package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of reportdefinitions: report definitions. */
@Entity
@Table(name = "reportdefinitions")
public class ReportDefinitionRow extends UuidRow {
  UUID testId;
  Integer reportType;
  String description;
  String explanation;
  String invoiceCode;
  Integer costsInTicks;
  String remarks;
  String reportLanguage;
  Boolean active;
  Boolean defaultReport;
  String beforeReportScript;
  String afterReportScript;
  String perCandidateReportScript;
  String reportText;
  String reportGraphs;
  String pluginData;
  String testIds;
  Integer generation;

  /** For JPA only. */
  public ReportDefinitionRow() {}
}
