package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.itr.credit.CreditGrants;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.person.Persons;
import org.itr.record.Batteries;
import org.itr.record.Organisations;
import org.itr.record.Tests;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class CopyTest {

  private static final Caller MASTER = SomeCaller.with("IsMasterUser");
  private static final Caller OFFICE = SomeCaller.with();
  private static final Caller CANDIDATE = SomeCaller.candidate();

  private static final Copy NOTHING_SAID = Copy.of(new MockHttpServletRequest());
  private static final Copy MASTER_COPY = new Copy(true, false, false);
  private static final Copy BOTH = new Copy(true, true, false);
  private static final Copy ON_MASTER = new Copy(false, true, true);

  @Test
  void without_headers_a_call_is_about_the_company() {
    assertThat(NOTHING_SAID).isEqualTo(Copy.COMPANY);
    assertThat(NOTHING_SAID.listsCompany(MASTER)).isTrue();
    assertThat(NOTHING_SAID.listsMaster(Tests.TYPE, MASTER)).isFalse();
    assertThat(NOTHING_SAID.readSpace(Tests.TYPE, MASTER)).isEqualTo(SomeCaller.COMPANY);
    assertThat(NOTHING_SAID.writeSpace(Tests.TYPE, OFFICE)).isEqualTo(SomeCaller.COMPANY);
  }

  @Test
  void odd_values_are_the_defaults() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("IncludeMaster", "function () { return; }");
    request.addHeader("IncludeClient", "true");
    assertThat(Copy.of(request)).isEqualTo(Copy.COMPANY);
  }

  @Test
  void master_rows_are_listed_for_those_whom_the_type_admits_and_else_silently_left_out() {
    assertListsMaster(Tests.TYPE, true, true, true);
    assertListsMaster(Batteries.TYPE, true, true, false);
    assertListsMaster(Organisations.TYPE, true, false, false);
    assertListsMaster(Persons.TYPE, false, false, false);
  }

  private static void assertListsMaster(
      ObjectType type, boolean forMaster, boolean forOffice, boolean forCandidate) {
    assertThat(BOTH.listsMaster(type, MASTER)).isEqualTo(forMaster);
    assertThat(BOTH.listsMaster(type, OFFICE)).isEqualTo(forOffice);
    assertThat(BOTH.listsMaster(type, CANDIDATE)).isEqualTo(forCandidate);
  }

  @Test
  void the_master_copy_is_read_by_those_whom_the_type_admits() {
    assertThat(MASTER_COPY.readSpace(Tests.TYPE, CANDIDATE)).isEqualTo(Space.MASTER);
    assertThat(MASTER_COPY.readSpace(Organisations.TYPE, OFFICE)).isEqualTo(SomeCaller.COMPANY);
    assertThat(BOTH.readSpace(Tests.TYPE, MASTER)).isEqualTo(SomeCaller.COMPANY);
  }

  @Test
  void the_master_copy_is_written_by_master_users_alone() {
    assertThat(MASTER_COPY.writeSpace(Tests.TYPE, MASTER)).isEqualTo(Space.MASTER);
    assertForbidden(MASTER_COPY, Tests.TYPE, SomeCaller.with("IsTestAuthor"));
    assertForbidden(MASTER_COPY, Persons.TYPE, MASTER);
    assertThat(BOTH.writeSpace(Tests.TYPE, OFFICE)).isEqualTo(SomeCaller.COMPANY);
  }

  @Test
  void the_header_master_is_for_master_users_and_ignored_on_reads_of_others() {
    assertThat(ON_MASTER.writeSpace(Tests.TYPE, MASTER)).isEqualTo(Space.MASTER);
    assertForbidden(ON_MASTER, Tests.TYPE, OFFICE);
    assertThat(ON_MASTER.listsCompany(MASTER)).isFalse();
    assertThat(ON_MASTER.listsMaster(Tests.TYPE, MASTER)).isTrue();
    assertThat(ON_MASTER.listsCompany(OFFICE)).isTrue();
    assertThat(ON_MASTER.listsMaster(Tests.TYPE, OFFICE)).isFalse();
    assertThat(ON_MASTER.readSpace(Tests.TYPE, OFFICE)).isEqualTo(SomeCaller.COMPANY);
  }

  @Test
  void what_exists_once_is_where_it_is_whatever_the_headers_say() {
    Copy neither = new Copy(false, false, false);
    assertThat(neither.writeSpace(CreditGrants.TYPE, MASTER)).isEqualTo(Space.MASTER);
  }

  private static void assertForbidden(Copy copy, ObjectType type, Caller caller) {
    assertThatThrownBy(() -> copy.writeSpace(type, caller))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.FORBIDDEN));
  }
}
