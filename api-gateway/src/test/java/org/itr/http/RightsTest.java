package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

class RightsTest {

  @Test
  void the_calls_of_the_controllers_are_those_of_the_table() {
    assertThatCode(() -> RightsCheck.compare(Controllers.handlers().keySet()))
        .doesNotThrowAnyException();
  }

  @Test
  void a_call_without_a_row_stops_the_start() {
    Set<String> calls = new HashSet<>(Controllers.handlers().keySet());
    calls.add("GET /api/secrets");
    assertThatThrownBy(() -> RightsCheck.compare(calls))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GET /api/secrets");
  }

  @Test
  void a_row_without_a_call_stops_the_start() {
    Set<String> calls = new HashSet<>(Controllers.handlers().keySet());
    calls.remove("GET /api/version");
    assertThatThrownBy(() -> RightsCheck.compare(calls))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GET /api/version");
  }

  @Test
  void a_call_that_takes_any_method_stops_the_start() throws NoSuchMethodException {
    Map<RequestMappingInfo, Method> calls =
        Map.of(
            RequestMappingInfo.paths("/api/anything").build(), Object.class.getMethod("hashCode"));
    assertThatThrownBy(() -> Handlers.byCall(calls))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/api/anything");
  }

  @Test
  void only_what_the_login_screen_and_the_pictures_of_a_test_need_is_public() {
    Set<String> open =
        Rights.table().stream()
            .filter(Call::isPublic)
            .map(Call::toString)
            .collect(Collectors.toSet());
    assertThat(open)
        .containsExactlyInAnyOrder(
            "GET /api/login",
            "GET /api/login/qrcode",
            "POST /api/login/mfacode",
            "POST /api/sendresetpassword",
            "POST /api/resetpassword",
            "GET /api/copyright",
            "GET /api/companyname",
            "GET /api/companylogo",
            "GET /api/version",
            "GET /api/files/{company}/{object}/{type}/{name}",
            "GET /api/translations",
            "GET /api/translations/{language}",
            "GET /api/openapi",
            "GET /api/test",
            "GET /api/downloads/{ticket}");
  }

  @Test
  void who_may_make_which_call_is_as_it_was_promised() throws IOException {
    Map<String, Access> promised = new TreeMap<>();
    Access access = null;
    for (String line : Files.readAllLines(Path.of("src", "test", "resources", "rights.txt"))) {
      String[] methodsAndPath = line.split(" ", 2);
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      } else if (methodsAndPath.length == 1) {
        access = Access.valueOf(line);
      } else {
        for (String method : methodsAndPath[0].split(",", -1)) {
          promised.put(method + " " + methodsAndPath[1], access);
        }
      }
    }
    assertThat(Rights.table().stream().collect(Collectors.toMap(Call::toString, Call::access)))
        .containsExactlyInAnyOrderEntriesOf(promised);
    assertThat(Rights.of("HEAD", "/api/persons")).isEqualTo(Rights.of("GET", "/api/persons"));
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, '', true",
    "ANY, IsTestTakingUser, true",
    "CANDIDATE, IsTestTakingUser, true",
    "OFFICE, '', true",
    "OFFICE, IsTestTakingUser, false",
    "OFFICE, IsTestTakingUser IsOfficeUser, true",
    "SUPERVISOR, IsOfficeUser, false",
    "SUPERVISOR, IsOrganisationSupervisor, true",
    "SUPERVISOR, IsMasterUser, true",
    "MASTER, IsOrganisationSupervisor, false",
    "MASTER, IsMasterUser, true",
    "TEST_AUTHOR, IsTestAuthor, true",
    "TEST_AUTHOR, IsReportAuthor, false",
    "TEST_AUTHOR, IsMasterUser, true",
    "REPORT_AUTHOR, IsReportAuthor, true",
    "REPORT_AUTHOR, IsMasterUser, true",
    "TEMPLATE_AUTHOR, IsTestScreenTemplateAuthor, true",
    "TEMPLATE_AUTHOR, IsMasterUser, true",
    "TRANSLATOR, IsTranslator, true",
    "TRANSLATOR, IsMasterUser, true",
    "PASSWORD_MANAGER, IsMasterUser, false",
    "PASSWORD_MANAGER, IsPasswordManager, true",
    "RESEARCHER, IsMasterUser, false",
    "RESEARCHER, IsResearcher, true",
  })
  void a_master_user_acts_as_supervisor_and_author_but_not_as_researcher_or_password_manager(
      Access access, String rights, boolean admitted) {
    Caller caller = rights.isEmpty() ? SomeCaller.with() : SomeCaller.with(rights.split(" ", -1));
    assertThat(access.admits(caller)).isEqualTo(admitted);
  }
}
