package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every call with every role, on every method and in both spaces, over HTTP. What a role may is
 * written here a second time, by hand; {@code rights.txt} has which call is for whom.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsFlowIT {

  private static final String REFUSED = "You are not allowed to do this";
  private static final String MASTER_USER = "IsMasterUser";
  private static final String NO_TOKEN = "Invalid or expired token";
  private static final String TEST_TAKING = "/api/sessionteststaking/";
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+\\}");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS");

  /** What makes a call one on the master space. */
  private static final List<String[]> MASTER_SPACE =
      List.of(
          new String[] {"IncludeMaster", "Y", "IncludeClient", "N"}, new String[] {"MASTER", "Y"});

  private static final String LIMITED_SUPERVISOR = "supervisor with own objects only";

  /** The roles, each with the rights of its user. */
  private static final Map<String, String[]> ROLES = new LinkedHashMap<>();

  static {
    ROLES.put("candidate", new String[] {"IsTestTakingUser"});
    ROLES.put("office", new String[] {"IsOfficeUser"});
    ROLES.put("nothing at all", new String[] {});
    ROLES.put("office and candidate", new String[] {"IsOfficeUser", "IsTestTakingUser"});
    ROLES.put("own objects only", new String[] {"IsOfficeUser", "MayWorkWithOwnObjectsOnly"});
    ROLES.put(
        LIMITED_SUPERVISOR,
        new String[] {"IsOfficeUser", "IsOrganisationSupervisor", "MayWorkWithOwnObjectsOnly"});
    for (String right :
        List.of(
            "IsOrganisationSupervisor",
            "IsTestAuthor",
            "IsReportAuthor",
            "IsTestScreenTemplateAuthor",
            "IsTranslator",
            "IsPasswordManager",
            "IsResearcher",
            MASTER_USER)) {
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
      case SUPERVISOR -> Set.of("IsOrganisationSupervisor", LIMITED_SUPERVISOR, MASTER_USER);
      case AUDITOR -> Set.of("IsOrganisationSupervisor", MASTER_USER);
      case MASTER -> Set.of(MASTER_USER);
      case TEST_AUTHOR -> Set.of("IsTestAuthor", MASTER_USER);
      case TEST_FILES ->
          Set.of("IsOrganisationSupervisor", LIMITED_SUPERVISOR, "IsTestAuthor", MASTER_USER);
      case REPORT_AUTHOR -> Set.of("IsReportAuthor", MASTER_USER);
      case TEMPLATE_AUTHOR -> Set.of("IsTestScreenTemplateAuthor", MASTER_USER);
      case TRANSLATOR -> Set.of("IsTranslator", MASTER_USER);
      case PASSWORD_MANAGER -> Set.of("IsPasswordManager");
      case RESEARCHER -> Set.of("IsResearcher");
    };
  }

  private final ServerProcess server = ServerProcess.shared();
  private final Map<String, Website> users = new LinkedHashMap<>();
  private final Map<String, Method> handlers = Controllers.handlers();
  private final List<String> mistakes = new ArrayList<>();
  private TestCompany company;

  @BeforeAll
  void engageUsers() {
    company = TestCompany.on(server);
    ROLES.forEach((role, rights) -> users.put(role, company.user(rights)));
  }

  private static Answer make(Website user, String method, String path, String... headers) {
    List<String> all = new ArrayList<>(List.of("BrowserID", UUID.randomUUID().toString()));
    all.addAll(List.of(headers));
    return user.call(method, path, "POST".equals(method) ? "{}" : null, all.toArray(String[]::new));
  }

  /** Does something for each call that needs a token and does not end it. */
  private static void forEachCall(Consumer<Call> action) {
    Rights.table().stream()
        .filter(call -> !call.isPublic() && !call.pattern().equals("/api/logout"))
        .forEach(action);
  }

  private void note(Call call, String by, String how, Answer answer) {
    mistakes.add(call + " by " + by + how + ": " + answer.status() + " " + answer.body());
  }

  /**
   * A write of the master space takes a master user, whatever else the user may; a read of it that
   * is not allowed is one of the company.
   */
  @Test
  void every_role_may_make_the_calls_that_are_its_own_and_no_others_in_both_spaces() {
    mistakes.clear();
    int[] made = {0};
    forEachCall(
        call ->
            users.forEach(
                (role, user) -> {
                  Answer answer = make(user, call.method(), pathOf(call.pattern()));
                  boolean isRefused = answer.status() == 403;
                  boolean lacksRight = isRefused && answer.body().equals(REFUSED);
                  if (lacksRight == whoMay(call.access()).contains(role)
                      || answer.status() >= 500) {
                    note(call, role, "", answer);
                  }
                  for (String[] space : MASTER_SPACE) {
                    Answer there = make(user, call.method(), pathOf(call.pattern()), space);
                    boolean mustBeRefused = isRefused || isRefusedOnMaster(call, role, space);
                    if (mustBeRefused != (there.status() == 403) || there.status() >= 500) {
                      note(call, role, " on the master space", there);
                    }
                  }
                  made[0]++;
                }));
    assertThat(mistakes).isEmpty();
    assertThat(made[0]).isGreaterThan(1_400);
  }

  private boolean isRefusedOnMaster(Call call, String role, String[] space) {
    if (call.isRead()) {
      return false;
    }
    ObjectType type = call.objectType().orElse(null);
    boolean choosesCopy =
        Arrays.asList(handlers.get(call.toString()).getParameterTypes()).contains(Copy.class)
            && type != null
            && !type.isServerWide();
    if (!role.equals(MASTER_USER)) {
      return choosesCopy || space[0].equals("MASTER");
    }
    // There, a master user may write what there is.
    return choosesCopy && type.masterReaders() == MasterReaders.NOBODY;
  }

  @Test
  void without_a_token_or_with_a_dead_one_only_public_calls_are_answered() {
    mistakes.clear();
    Website loggedOut = company.user("IsOfficeUser");
    assertThat(loggedOut.post("logout", "").status()).isEqualTo(200);
    Website madeUp = new Website(server.url());
    madeUp.continueWith("W" + "0123456789abcdef".repeat(2), company.id());
    Map<String, Website> strangers =
        Map.of(
            "nobody",
            new Website(server.url()),
            "somebody logged out",
            loggedOut,
            "a made-up token",
            madeUp);
    Rights.table().stream()
        .filter(call -> !call.isPublic())
        .forEach(
            call ->
                strangers.forEach(
                    (who, stranger) -> {
                      Answer answer = make(stranger, call.method(), pathOf(call.pattern()));
                      int expected = call.pattern().startsWith(TEST_TAKING) ? 403 : 404;
                      if (answer.status() != expected || !answer.body().equals(NO_TOKEN)) {
                        note(call, who, "", answer);
                      }
                    }));
    assertThat(mistakes).isEmpty();
  }

  @Test
  void who_has_several_companies_chooses_one_before_anything_else() {
    mistakes.clear();
    String email = company.email("IsOfficeUser");
    TestCompany.on(server).engage(email, "IsOfficeUser");
    Website undecided = new Website(server.url());
    assertThat(
            undecided
                .login(email, company.password())
                .json()
                .get("MultipleCompaniesFound")
                .asText())
        .isEqualTo("Y");
    forEachCall(
        call -> {
          Answer answer = make(undecided, call.method(), pathOf(call.pattern()));
          boolean isOpen = call.toString().equals("GET /api/logins/currentuser/companies");
          if (isOpen ? answer.status() != 200 : !answer.body().equals("Choose a company first")) {
            note(call, "somebody undecided", "", answer);
          }
        });
    assertThat(mistakes).isEmpty();
    assertThat(undecided.post("logout", "").status()).isEqualTo(200);
  }

  @Test
  void a_method_that_an_address_does_not_take_is_405_and_names_those_it_takes() {
    mistakes.clear();
    Map<PathPattern, Set<String>> patterns = new TreeMap<>();
    for (Call call : Rights.table()) {
      Set<String> methods =
          patterns.computeIfAbsent(
              new PathPatternParser().parse(call.pattern()), pattern -> new TreeSet<>());
      methods.add(call.method());
    }
    for (String callPattern : patterns.keySet().stream().map(PathPattern::toString).toList()) {
      String path = pathOf(callPattern);
      Set<String> taken = new TreeSet<>();
      patterns.forEach(
          (pattern, methods) -> {
            if (pattern.matches(PathContainer.parsePath("/api/" + path))) {
              taken.addAll(methods);
            }
          });
      for (String method : METHODS) {
        boolean isTaken = taken.contains(method.equals("HEAD") ? "GET" : method);
        if (!isTaken) {
          Answer answer = make(users.get(MASTER_USER), method, path);
          if (answer.status() != 405) {
            mistakes.add(method + " " + path + ": " + answer.status() + " " + answer.body());
          }
        }
      }
    }
    assertThat(mistakes).isEmpty();
  }

  @Test
  void an_address_that_is_none_is_404_for_everybody() {
    mistakes.clear();
    users.put("nobody", new Website(server.url()));
    List<String> none =
        List.of(
            "",
            "nothing",
            "Persons",
            "persons/",
            "persons/" + UUID.randomUUID() + "/nothing",
            "persons/" + UUID.randomUUID() + "/password/more",
            "actuator/health",
            "../api/nothing",
            "sessions/group/" + UUID.randomUUID() + "/explode");
    users.forEach(
        (role, user) -> {
          for (String path : none) {
            for (String method : List.of("GET", "POST", "DELETE", "PUT")) {
              Answer answer = make(user, method, path);
              if (answer.status() != 404) {
                mistakes.add(method + " " + path + " by " + role + ": " + answer.status());
              }
            }
          }
        });
    users.remove("nobody");
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
