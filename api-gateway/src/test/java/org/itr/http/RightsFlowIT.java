package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every call with every role, over HTTP. Who may what is written here a second time, by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsFlowIT {

  private static final String REFUSED = "You have not the right to do this";
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+\\}");

  /** The roles, each a user with one right. */
  private static final Map<String, String[]> ROLES = new LinkedHashMap<>();

  static {
    ROLES.put("candidate", new String[] {"IsTestTakingUser"});
    ROLES.put("office", new String[] {"IsOfficeUser"});
    for (String right :
        List.of(
            "IsOrganisationSupervisor",
            "IsTestAuthor",
            "IsReportAuthor",
            "IsTestScreenTemplateAuthor",
            "IsTranslator",
            "IsPasswordManager",
            "IsResearcher",
            "IsMasterUser")) {
      ROLES.put(right, new String[] {"IsOfficeUser", right});
    }
  }

  private static Set<String> whoMay(Access access) {
    return switch (access) {
      case PUBLIC, ANY, CANDIDATE -> ROLES.keySet();
      case OFFICE -> {
        Set<String> all = new TreeSet<>(ROLES.keySet());
        all.remove("candidate");
        yield all;
      }
      case SUPERVISOR -> Set.of("IsOrganisationSupervisor", "IsMasterUser");
      case MASTER -> Set.of("IsMasterUser");
      case TEST_AUTHOR -> Set.of("IsTestAuthor", "IsMasterUser");
      case TEST_FILES -> Set.of("IsOrganisationSupervisor", "IsTestAuthor", "IsMasterUser");
      case REPORT_AUTHOR -> Set.of("IsReportAuthor", "IsMasterUser");
      case TEMPLATE_AUTHOR -> Set.of("IsTestScreenTemplateAuthor", "IsMasterUser");
      case TRANSLATOR -> Set.of("IsTranslator", "IsMasterUser");
      case PASSWORD_MANAGER -> Set.of("IsPasswordManager");
      case RESEARCHER -> Set.of("IsResearcher");
    };
  }

  private final ServerProcess server = ServerProcess.shared();
  private final Map<String, Website> users = new LinkedHashMap<>();

  @BeforeAll
  void engageUsers() {
    TestCompany company = TestCompany.on(server);
    ROLES.forEach((role, rights) -> users.put(role, company.user(rights)));
  }

  private static Answer call(Website user, String method, String path, String... headers) {
    List<String> all = new ArrayList<>(List.of("BrowserID", UUID.randomUUID().toString()));
    all.addAll(List.of(headers));
    return user.call(method, path, "POST".equals(method) ? "{}" : null, all.toArray(String[]::new));
  }

  @Test
  void every_role_may_make_the_calls_that_are_its_own_and_no_others() {
    List<String> mistakes = new ArrayList<>();
    int made = 0;
    for (String call : new TreeSet<>(Rights.calls())) {
      String method = call.substring(0, call.indexOf(' '));
      String pattern = call.substring(call.indexOf(' ') + 1);
      if (pattern.equals("/api/logout")) {
        continue;
      }
      Access access = Rights.of(method, pattern).orElseThrow();
      for (Map.Entry<String, Website> user : users.entrySet()) {
        Answer answer = call(user.getValue(), method, pathOf(pattern));
        made++;
        boolean isRefused = answer.status() == 403 && answer.body().equals(REFUSED);
        boolean shouldBe = !whoMay(access).contains(user.getKey());
        if (isRefused != shouldBe || answer.status() >= 500) {
          mistakes.add(
              call + " by " + user.getKey() + ": " + answer.status() + " " + answer.body());
        }
      }
    }
    assertThat(mistakes).isEmpty();
    assertThat(made).isGreaterThan(1_000);
  }

  @Test
  void nobody_but_a_master_user_writes_to_the_master_space() {
    List<String> mistakes = new ArrayList<>();
    for (String call : new TreeSet<>(Rights.calls())) {
      String method = call.substring(0, call.indexOf(' '));
      String pattern = call.substring(call.indexOf(' ') + 1);
      boolean isWrite = !"GET".equals(method);
      if (!isWrite
          || pattern.equals("/api/logout")
          || Rights.of(method, pattern).orElseThrow() == Access.PUBLIC) {
        continue;
      }
      for (Map.Entry<String, Website> user : users.entrySet()) {
        if (!user.getKey().equals("IsMasterUser")) {
          Answer answer = call(user.getValue(), method, pathOf(pattern), "MASTER", "Y");
          if (answer.status() != 403) {
            mistakes.add(call + " by " + user.getKey() + ": " + answer.status());
          }
        }
      }
    }
    assertThat(mistakes).isEmpty();
  }

  @Test
  void without_a_token_only_public_calls_are_answered() {
    List<String> mistakes = new ArrayList<>();
    for (String call : new TreeSet<>(Rights.calls())) {
      String method = call.substring(0, call.indexOf(' '));
      String pattern = call.substring(call.indexOf(' ') + 1);
      if (Rights.of(method, pattern).orElseThrow() != Access.PUBLIC) {
        Answer answer = call(new Website(server.url()), method, pathOf(pattern));
        int expected = pattern.startsWith("/api/sessionteststaking/") ? 403 : 404;
        if (answer.status() != expected || !answer.body().equals("Invalid or expired token")) {
          mistakes.add(call + ": " + answer.status() + " " + answer.body());
        }
      }
    }
    assertThat(mistakes).isEmpty();
  }

  /** A path of things that do not exist. */
  private static String pathOf(String pattern) {
    return VARIABLE
        .matcher(pattern.substring("/api/".length()))
        .replaceAll(
            variable ->
                switch (variable.group()) {
                  case "{year}" -> "2024";
                  case "{number}" -> "1";
                  default -> UUID.randomUUID().toString();
                });
  }
}
