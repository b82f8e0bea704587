package org.itr.login;

import java.util.List;
import java.util.Optional;
import org.itr.company.Companies;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.setting.CurrentSettings;
import org.itr.store.ObjectLocks;
import org.springframework.stereotype.Component;

/**
 * As many as the setting MAXNUMBEROFCONSULTANTS of the company says, or else that of the server, or
 * else any number.
 */
@Component
class ConfiguredSeats implements ConsultantSeats {

  private static final String SETTING = "MAXNUMBEROFCONSULTANTS";

  private final Views views;
  private final ObjectLocks locks;
  private final CurrentSettings settings;

  ConfiguredSeats(Views views, ObjectLocks locks, CurrentSettings settings) {
    this.views = views;
    this.locks = locks;
    this.settings = settings;
  }

  @Override
  public void requireOne(Space company) {
    Optional<Integer> most = settings.number(company, SETTING);
    if (most.isEmpty()) {
      return;
    }
    // Whoever adds another consultant waits here until this one is seen.
    locks.hold(ObjectKey.of(Companies.TYPE, Space.MASTER, company.id()));
    if (consultants(company) >= most.get()) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN,
          "The maximum number of consultants (" + most.get() + ") has been reached");
    }
  }

  /** All that are no candidates, or are something beside. */
  private long consultants(Space company) {
    return count(company, isCandidate(false)) + count(company, isCandidate(true), isOffice());
  }

  private static Condition isCandidate(boolean value) {
    return Condition.equal(Logins.TYPE.field("IsTestTakingUser"), value);
  }

  private static Condition isOffice() {
    return Condition.equal(Logins.TYPE.field("IsOfficeUser"), true);
  }

  private long count(Space company, Condition... which) {
    return views.count(ListRequest.of(Logins.TYPE, company, List.of(which)));
  }
}
