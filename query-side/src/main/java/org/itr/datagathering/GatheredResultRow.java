package org.itr.datagathering;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of datagathering: anonymised results, one row a session and test, for research. */
@Entity
@Table(name = "datagathering")
public class GatheredResultRow extends UuidRow {
  UUID companyId;
  UUID sessionId;
  UUID testId;
  String personData;
  String groupData;
  String sessionData;
  String testData;
  String pluginData;
  String sessionDescription;
  String testDescription;
  String companyDescription;
  String groupDescription;
  Instant sessionEndData;

  /** For JPA only. */
  public GatheredResultRow() {}
}
