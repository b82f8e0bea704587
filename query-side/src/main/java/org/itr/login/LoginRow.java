package org.itr.login;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.itr.view.UuidRow;

/** A row of logins: the accounts of consultants and candidates, with their rights. */
@Entity
@Table(name = "logins")
public class LoginRow extends UuidRow {
  UUID companyId;
  String email;
  String userOpeningsScreen;
  String userName;
  String userRights;
  String userParameters;
  String preferredLanguage;
  String mailAddress;
  String visitingAddress;
  String invoiceAddress;
  String informationAddress;
  String remarks;
  Instant passwordExpirationDate;
  Instant startDateLicense;
  Instant endDateLicense;
  Instant lastLoginDateTime;
  Instant lastRefreshDateTime;
  Boolean isMasterUser;
  Boolean isTestTakingUser;
  Boolean isOfficeUser;
  Boolean isOrganisationSupervisor;
  Boolean isTestAuthor;
  Boolean isReportAuthor;
  Boolean isTestScreenTemplateAuthor;
  Boolean isTranslator;
  Boolean mayOrderCredits;
  Boolean mayWorkWithBatteriesOnly;
  Boolean doNotRenewLicense;
  Boolean active;
  String userCulture;
  Integer sessionPool;
  Boolean mayWorkWithOwnObjectsOnly;
  UUID securityTemplateId;
  Boolean hasPersonalCreditPool;
  Integer currentPersonalCreditLevel;
  String pluginData;
  Boolean isPasswordManager;
  Boolean isResearcher;
  Boolean hasTestingOfficeAccess;
  Boolean hasEducationalOfficeAccess;

  /** For JPA only. */
  public LoginRow() {}
}
