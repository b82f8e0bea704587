package org.itr.credit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;

/**
 * Who pays for a session test: the company, or the consultant who manages the session and has
 * credits of the own.
 */
class BillingFlowIT {

  private final ServerProcess server = ServerProcess.shared();
  private final Website master = server.master();
  private final String session = id();
  private TestCompany company;
  private Website consultant;
  private String consultantId;

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  /** A company with so many credits, and one consultant with so many more. */
  private void settle(int ofCompany, int ofConsultant, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("CurrentCreditLevel", ofCompany);
    settings.putIfAbsent("AllowNegativeCredits", false);
    company = TestCompany.on(server, settings);
    consultant = company.user("IsOfficeUser", "IsTestAuthor");
    consultantId = login().get("ID").asText();
    save(Map.of("HasPersonalCreditPool", true, "CurrentPersonalCreditLevel", ofConsultant));
    ok(
        consultant.post(
            "sessions/" + session,
            Map.of("Description", "Billed", "Status", 20, "ManagedByUserID", consultantId)));
  }

  private JsonNode login() {
    return ok(consultant.get("logins/currentuser")).json();
  }

  private void save(Map<String, Object> fields) {
    Map<String, Object> login = new HashMap<>(fields);
    login.put("CompanyID", company.id());
    ok(master.post("logins/" + consultantId, login));
  }

  /** A session test that was taken to its end, of a test with that price. */
  private String done(int costs) {
    String test = id();
    String sessionTest = "sessiontests/" + session + "/" + id();
    ok(consultant.post("tests/" + test, Map.of("TestName", "Costly", "Costs", costs)));
    ok(consultant.post(sessionTest, Map.of("TestID", test, "Status", 20)));
    ok(consultant.post(sessionTest, Map.of("Status", 30)));
    return sessionTest;
  }

  private void assertBilled(String sessionTest) {
    assertThat(ok(consultant.get(sessionTest)).json().get("Billed").asBoolean()).isTrue();
  }

  private void assertNotBilled(String sessionTest) {
    Answer refused = consultant.get(sessionTest);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .isEqualTo("The session test is not invoiced yet. Are you out of credits?");
  }

  private void assertLeft(int toConsultant, int toCompany) {
    assertThat(login().get("CurrentPersonalCreditLevel").asInt()).isEqualTo(toConsultant);
    assertThat(
            ok(consultant.get("companies/currentcompany")).json().get("CurrentCreditLevel").asInt())
        .isEqualTo(toCompany);
  }

  private JsonNode usages() {
    return ok(consultant.get("creditusages", "StartPage", "-1")).json();
  }

  @Test
  void the_first_test_of_a_company_that_never_had_credits_is_billed_where_it_may_owe() {
    settle(0, 0, Map.of("AllowNegativeCredits", true));
    save(Map.of("HasPersonalCreditPool", false));
    assertBilled(done(10));
    assertLeft(0, -10);
  }

  @Test
  void tests_are_paid_for_from_the_pool_until_it_is_empty_and_the_companys_level_falls_as_well() {
    settle(100, 15, Map.of());
    assertBilled(done(10));
    assertLeft(5, 90);
    assertThat(usages())
        .singleElement()
        .satisfies(
            usage -> {
              assertThat(usage.get("UserID").asText()).isEqualTo(consultantId);
              assertThat(usage.get("TotalTicks").asInt()).isEqualTo(10);
            });
    assertBilled(done(10));
    assertLeft(-5, 80);

    String waiting = done(10);
    assertNotBilled(waiting);
    assertLeft(-5, 80);
    assertThat(usages()).hasSize(2);

    save(Map.of("CurrentPersonalCreditLevel", 1));
    assertBilled(waiting);
    assertBilled(waiting);
    assertLeft(-9, 70);
    assertThat(usages()).hasSize(3);
  }

  @Test
  void credits_in_the_pool_pay_where_the_company_has_none() {
    settle(0, 10, Map.of());
    assertBilled(done(10));
    assertLeft(0, -10);
    assertNotBilled(done(10));
  }

  @Test
  void an_empty_pool_does_not_pay_where_only_the_company_may_owe() {
    settle(0, 0, Map.of("AllowNegativeCredits", true));
    String waiting = done(10);
    assertNotBilled(waiting);
    assertLeft(0, 0);

    save(Map.of("HasPersonalCreditPool", false));
    assertBilled(waiting);
    assertLeft(0, -10);
  }

  @Test
  void what_is_charged_for_a_test_that_is_free_itself_is_taken_from_an_empty_pool() {
    settle(0, 0, Map.of("CostsPerTestInUnits", 3));
    assertBilled(done(0));
    assertLeft(-3, -3);
  }
}
