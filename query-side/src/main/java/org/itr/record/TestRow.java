package org.itr.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.itr.view.UuidRow;

/** A row of tests: test definitions. */
@Entity
@Table(name = "tests")
public class TestRow extends UuidRow {
  String testName;
  String description;
  String explanation;
  String catalogInformation;
  String copyrights;
  Integer costs;
  Integer testType;
  String authorInfo;
  String invoiceCode;
  String remarks;
  Instant testStartDate;
  Instant testEndDate;
  Boolean testDefinitionFrozen;
  Boolean testDefinitionIsReleased;
  Boolean testDefinitionIsOpenSource;
  Boolean testDefinitionIsCommercial;
  Boolean testDefinitionIsExternal;
  Boolean testDefinitionIsBanned;
  Boolean active;
  Boolean supportsTestTaking;
  Boolean supportsTestScoring;
  Boolean supportsOnlyRenorming;
  Boolean isRestartable;
  Boolean supports360Degrees;
  Boolean candidateCanDo360Too;
  Boolean showTestClosureScreen;
  Integer totalTimeAvailableForThisTest;
  Integer minPercentageOfAnswersRequired;
  Integer totalNumberOfExperiments;
  String beforeScript;
  String afterScript;
  String beforeNormingScript;
  String afterNormingScript;
  String scoringScript;
  String pre360;
  String per360;
  String post360;
  String requiredParsPerson;
  String requiredParsSession;
  String requiredParsGroup;
  String requiredParsOrganisation;
  String pluginData;
  String screens;
  String scales;
  String norms;
  String documents;
  String scoreRules;
  String graphs;
  String media;
  String files;
  String languageSupport;
  Integer generation;
  Boolean testDefinitionIsProtected;

  /** For JPA only. */
  public TestRow() {}
}
