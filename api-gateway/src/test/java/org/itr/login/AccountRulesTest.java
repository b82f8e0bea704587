package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.itr.http.Caller;
import org.itr.http.SomeCaller;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {

  private static final Caller MASTER = SomeCaller.with("IsMasterUser");
  private static final Caller SUPERVISOR =
      SomeCaller.with("IsOrganisationSupervisor", "IsTestAuthor");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IsReportAuthor",
        "IsTestScreenTemplateAuthor",
        "IsTranslator",
        "IsResearcher",
        "IsPasswordManager",
        "MayOrderCredits"
      })
  void nobody_but_a_master_user_gives_a_right_that_they_have_not(String right) {
    assertForbidden(SUPERVISOR, null, fields(right, true), right);
    assertForbidden(SUPERVISOR, user(), fields(right, true), right);
    assertAllowed(SUPERVISOR, user(right), fields(right, true));
    assertAllowed(SUPERVISOR, user(right), fields(right, false));
    assertAllowed(MASTER, user(), fields(right, true));
    assertAllowed(SomeCaller.with("IsOrganisationSupervisor", right), user(), fields(right, true));
  }

  @Test
  void whose_account_one_could_use_has_no_more_rights_than_oneself() {
    Secret password = new Secret("Of the supervisor");
    Row manager = user("IsPasswordManager");
    Map<String, Object> nothing = Map.of();
    Map<String, Object> address = Map.of("Email", "supervisor@x.org");
    assertThatThrownBy(
            () -> AccountRules.check(SUPERVISOR, manager, password, new HashMap<>(nothing)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("IsPasswordManager");
    assertThatThrownBy(
            () ->
                AccountRules.check(
                    SUPERVISOR, with("Email", "a@x.org", manager), null, new HashMap<>(address)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("e-mail");
    Caller limited = SomeCaller.with("IsOrganisationSupervisor", "MayWorkWithOwnObjectsOnly");
    assertThatThrownBy(() -> AccountRules.check(limited, user(), password, new HashMap<>(nothing)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("MayWorkWithOwnObjectsOnly");
    Row sameAddress = with("Email", "Supervisor@x.org", manager);
    assertAllowed(SUPERVISOR, sameAddress, address);
    Row own = with("ID", SUPERVISOR.user(), manager);
    AccountRules.check(SUPERVISOR, own, password, new HashMap<>(nothing));
    AccountRules.check(MASTER, with("ID", "x", manager), password, new HashMap<>(nothing));
  }

  private static Row with(String field, Object value, Row row) {
    return name -> field.equals(name) ? value : row.get(name);
  }

  @Test
  void a_supervisor_gives_the_own_rights_and_an_office_user_makes_office_users() {
    assertAllowed(
        SUPERVISOR,
        null,
        Map.of("IsTestAuthor", true, "IsOrganisationSupervisor", true, "IsOfficeUser", true));
  }

  @Test
  void who_is_no_office_user_makes_none() {
    Caller takesTestsToo = SomeCaller.with("IsOrganisationSupervisor", "IsTestTakingUser");
    assertForbidden(takesTestsToo, user(), fields("IsOfficeUser", true), "IsOfficeUser");
    assertForbidden(
        takesTestsToo, user("IsTestTakingUser"), fields("IsTestTakingUser", false), "office user");
    assertForbidden(takesTestsToo, null, fields("UserName", "x"), "office user");
    assertAllowed(takesTestsToo, null, fields("IsTestTakingUser", true));
  }

  @Test
  void only_a_master_user_touches_master_users_and_who_is_one() {
    assertForbidden(SUPERVISOR, user("IsMasterUser"), fields("UserName", "x"), "master user");
    assertForbidden(SUPERVISOR, user(), fields("IsMasterUser", true), "master user");
    assertForbidden(SUPERVISOR, null, fields("IsMasterUser", true), "master user");
    assertAllowed(SUPERVISOR, user(), fields("IsMasterUser", false));
    assertAllowed(MASTER, user("IsMasterUser"), fields("IsMasterUser", false));
    assertThatThrownBy(() -> AccountRules.checkTouches(SUPERVISOR, user("IsMasterUser")))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void a_limit_is_given_freely_and_not_lifted_by_those_whom_it_limits() {
    String limit = "MayWorkWithOwnObjectsOnly";
    Caller limited = SomeCaller.with("IsOrganisationSupervisor", limit);
    assertAllowed(SUPERVISOR, user(), fields(limit, true));
    assertAllowed(SUPERVISOR, user(limit), fields(limit, false));
    assertForbidden(limited, user(limit), fields(limit, false), limit);
    Map<String, Object> ofNewUser = fields(limit, false);
    AccountRules.check(limited, null, null, ofNewUser);
    assertThat(ofNewUser).containsEntry(limit, true);
  }

  @Test
  void secrets_and_what_the_server_knows_are_taken_out() {
    Map<String, Object> fields =
        new HashMap<>(
            Map.of(
                "Password", "a",
                "otp_secret", "b",
                "APIKey", "",
                "CompanyID", "d",
                "LastLoginDateTime", "e",
                "UserName", "f"));
    AccountRules.check(MASTER, null, null, fields);
    assertThat(fields).containsOnlyKeys("UserName");
    Map<String, Object> key = fields("APIKey", "c");
    AccountRules.check(MASTER, null, null, key);
    assertThat(key).containsEntry("APIKey", "c");
    Map<String, Object> noKey = fields("APIKey", "");
    AccountRules.check(SomeCaller.with("IsMasterUser", "IsPasswordManager"), null, null, noKey);
    assertThat(noKey).containsEntry("APIKey", "");
  }

  @Test
  void users_change_their_profile_and_no_rights() {
    Map<String, Object> fields =
        new HashMap<>(
            Map.of(
                "UserName", "x",
                "PluginData", Map.of(),
                "IsMasterUser", true,
                "Active", true,
                "Email", "other@x.org",
                "EndDateLicense", "2100-01-01T00:00:00Z",
                "CurrentPersonalCreditLevel", 1_000L,
                "APIKey", "k",
                "Password", "p"));
    AccountRules.keepProfile(user(), fields);
    assertThat(fields).containsOnlyKeys("UserName", "PluginData");
  }

  @Test
  void users_change_their_preferences_and_not_the_screens_that_are_closed_to_them() {
    Row limited = field -> "PluginData".equals(field) ? "{\"ForbiddenPaths\":\"Logs\"}" : null;
    Map<String, Object> fields =
        fields("PluginData", Map.of("ForbiddenPaths", "", "Theme", "dark"));
    AccountRules.keepProfile(limited, fields);
    assertThat(fields)
        .containsEntry("PluginData", Map.of("ForbiddenPaths", "Logs", "Theme", "dark"));
    Map<String, Object> ofAnother = fields("PluginData", Map.of("ForbiddenPaths", "Tests"));
    AccountRules.keepProfile(user(), ofAnother);
    assertThat(ofAnother).containsEntry("PluginData", Map.of());
  }

  private static Row user(String... rights) {
    return Set.of(rights)::contains;
  }

  private static Map<String, Object> fields(String name, Object value) {
    return new HashMap<>(Map.of(name, value));
  }

  private static void assertAllowed(Caller caller, Row before, Map<String, Object> fields) {
    assertThatCode(() -> AccountRules.check(caller, before, null, new HashMap<>(fields)))
        .doesNotThrowAnyException();
  }

  private static void assertForbidden(
      Caller caller, Row before, Map<String, Object> fields, String named) {
    assertThatThrownBy(() -> AccountRules.check(caller, before, null, new HashMap<>(fields)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Refusal.Reason.FORBIDDEN);
              assertThat(refusal).hasMessageContaining(named);
            });
  }
}
