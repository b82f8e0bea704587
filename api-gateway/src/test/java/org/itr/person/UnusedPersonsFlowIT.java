package org.itr.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;

/** Removing the persons whom nothing is about. */
class UnusedPersonsFlowIT {

  private final TestCompany company = TestCompany.on(ServerProcess.shared());
  private final Website user = company.user("IsOfficeUser");

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private String person(Website by) {
    String id = UUID.randomUUID().toString();
    ok(by.post("persons/" + id, Map.of("LastName", "Person")));
    return id;
  }

  private String session(String person) {
    String id = UUID.randomUUID().toString();
    ok(user.post("sessions/" + id, Map.of("PersonID", person)));
    return id;
  }

  private boolean isThere(String person) {
    return user.get("persons/" + person).status() == 200;
  }

  @Test
  void only_persons_without_sessions_and_tests_are_removed_and_nobody_elses() {
    String unused = person(user);
    String invited = person(user);
    session(invited);
    String other = person(user);
    String tested = person(user);
    ok(
        user.post(
            "sessiontests/" + session(other) + "/" + UUID.randomUUID(), Map.of("PersID", tested)));
    Website neighbour = TestCompany.on(ServerProcess.shared()).user("IsOfficeUser");
    String neighbours = person(neighbour);
    ok(user.post("persons/deleteunused", ""));
    assertThat(isThere(unused)).isFalse();
    assertThat(isThere(invited)).isTrue();
    assertThat(isThere(other)).isTrue();
    assertThat(isThere(tested)).isTrue();
    assertThat(neighbour.get("persons/" + neighbours).status()).isEqualTo(200);
  }

  @Test
  void users_limited_to_own_objects_remove_their_own_alone() {
    Website limited = company.user("IsOfficeUser", "MayWorkWithOwnObjectsOnly");
    String own = person(limited);
    String others = person(user);
    ok(limited.post("persons/deleteunused", ""));
    assertThat(isThere(own)).isFalse();
    assertThat(isThere(others)).isTrue();
  }
}
