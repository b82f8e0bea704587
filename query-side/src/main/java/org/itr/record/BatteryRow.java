package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of batteries: sets of tests and reports that are planned together. */
@Entity
@Table(name = "batteries")
public class BatteryRow extends UuidRow {
  String batteryName;
  String description;
  String invoiceCode;
  String beforeBatteryScript;
  String afterBatteryScript;
  String reportMailAdress;
  Integer batteryCosts;
  String batteryReports;
  String batteryTests;
  Boolean active;
  Boolean notifyAfterBatteryCompletes;
  Boolean mailReportsWhenBatteryCompletes;
  Boolean mailReportToCandidate;
  Integer batteryType;
  String pluginData;
  String remarks;
  UUID managedByUserId;

  /** For JPA only. */
  public BatteryRow() {}
}
