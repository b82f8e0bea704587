package org.itr.http;

import java.util.function.Predicate;

/** Who may make a call. */
public enum Access {
  /** Everybody, without a token. */
  PUBLIC("everybody, without a token", caller -> true),
  /** Every user. */
  ANY("every user", caller -> true),
  /** Every user; those who only take tests are limited to their own data by the call itself. */
  CANDIDATE("every user; users who only take tests, for their own data only", caller -> true),
  OFFICE("office users", Caller::isOffice),
  SUPERVISOR("supervisors and master users", Caller::isSupervisor),
  /** Those who may see all that happens in a company. */
  AUDITOR(
      "supervisors who are not limited to own objects, and master users",
      caller -> caller.isSupervisor() && !caller.isOwnObjectsOnly()),
  MASTER("master users", Caller::isMaster),
  TEST_AUTHOR(
      "test authors and master users", caller -> caller.isMaster() || caller.holds("IsTestAuthor")),
  /** Those who write the tests of a company, or manage it. */
  TEST_FILES(
      "test authors, supervisors and master users",
      caller -> caller.isSupervisor() || caller.holds("IsTestAuthor")),
  REPORT_AUTHOR(
      "report authors and master users",
      caller -> caller.isMaster() || caller.holds("IsReportAuthor")),
  TEMPLATE_AUTHOR(
      "template authors and master users",
      caller -> caller.isMaster() || caller.holds("IsTestScreenTemplateAuthor")),
  TRANSLATOR(
      "translators and master users", caller -> caller.isMaster() || caller.holds("IsTranslator")),
  PASSWORD_MANAGER("password managers", caller -> caller.holds("IsPasswordManager")),
  RESEARCHER("researchers", caller -> caller.holds("IsResearcher"));

  private final String who;
  private final Predicate<Caller> condition;

  Access(String who, Predicate<Caller> condition) {
    this.who = who;
    this.condition = condition;
  }

  /** Who has this access, in words. */
  public String who() {
    return who;
  }

  /** Whether a caller has this access. */
  boolean admits(Caller caller) {
    return condition.test(caller);
  }
}
