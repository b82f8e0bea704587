package org.itr.company;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.itr.view.UuidRow;

/** A row of companies: the companies that share the server. */
@Entity
@Table(name = "companies")
public class CompanyRow extends UuidRow {
  String companyName;
  String companyCountry;
  String internationalVatNr;
  Double vatPercentage;
  String mailAddress;
  String visitingAddress;
  String invoiceAddress;
  String administrativeId;
  String companyLogo;
  String contactPerson;
  String contactPhone;
  String contactEmail;
  Integer testTakingDiscount;
  Integer costsPerTestInUnits;
  Integer yearlyLicenseDiscount;
  Integer yearlyLicenseFee;
  String invoiceCurrency;
  Long currentCreditLevel;
  Long lowCreditWarningLevel;
  Integer concurrentOpenSessions;
  String companyVariables;
  String additionalPersonFields;
  String additionalGroupFields;
  String additionalSessionFields;
  Boolean allowNegativeCredits;
  Boolean active;
  Instant licenseStartDate;
  Instant licenseEndDate;
  Boolean noPublicTests;
  String exitUrl;
  String pluginData;
  Integer generation;
  String ccEmail;
  Boolean mfaEnabled;
  Double pricePerCreditUnit;

  /** For JPA only. */
  public CompanyRow() {}
}
