package org.itr.http;

import java.util.function.Predicate;

/** Who may make a call. */
public enum Access {
  /** Everybody, without a token. */
  PUBLIC(caller -> true),
  /** Every user. */
  ANY(caller -> true),
  /** Every user; those who only take tests are limited to their own data by the call itself. */
  CANDIDATE(caller -> true),
  OFFICE(Caller::isOffice),
  SUPERVISOR(Caller::isSupervisor),
  MASTER(Caller::isMaster),
  TEST_AUTHOR(caller -> caller.isMaster() || caller.holds("IsTestAuthor")),
  /** Those who write the tests of a company, or manage it. */
  TEST_FILES(caller -> caller.isSupervisor() || caller.holds("IsTestAuthor")),
  REPORT_AUTHOR(caller -> caller.isMaster() || caller.holds("IsReportAuthor")),
  TEMPLATE_AUTHOR(caller -> caller.isMaster() || caller.holds("IsTestScreenTemplateAuthor")),
  TRANSLATOR(caller -> caller.isMaster() || caller.holds("IsTranslator")),
  PASSWORD_MANAGER(caller -> caller.holds("IsPasswordManager")),
  RESEARCHER(caller -> caller.holds("IsResearcher"));

  private final Predicate<Caller> condition;

  Access(Predicate<Caller> condition) {
    this.condition = condition;
  }

  /** Whether a caller has this access. */
  boolean admits(Caller caller) {
    return condition.test(caller);
  }
}
