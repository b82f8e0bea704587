package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.UUID;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.Test;

/** Where a call comes from, when there may be a proxy in between. */
class ProxyFlowIT {

  private static final String SOMEWHERE = "203.0.113.7";

  @Test
  void what_a_trusted_proxy_says_is_believed() throws IOException {
    try (Application application = Application.start("--ITR_TRUSTED_PROXIES=127.0.0.0/8, ::1")) {
      Website master = new Website(application.url());
      master.login("Admin", ServerProcess.ADMIN_PASSWORD);
      assertThat(addressOfAttempt(application.url(), master, "Admin")).isEqualTo(SOMEWHERE);
    }
  }

  @Test
  void what_anybody_else_says_is_not() throws IOException {
    ServerProcess server = ServerProcess.shared();
    assertThat(addressOfAttempt(server.url(), server.master(), "Admin")).isNotEqualTo(SOMEWHERE);
  }

  private static String addressOfAttempt(String url, Website master, String user)
      throws IOException {
    String browser = UUID.randomUUID().toString();
    assertThat(
            new Website(url)
                .get(
                    "login",
                    "UserID",
                    user,
                    "Password",
                    "a wrong guess",
                    "CompanyID",
                    master.company(),
                    "BrowserID",
                    browser,
                    "X-Forwarded-For",
                    SOMEWHERE)
                .status())
        .isEqualTo(401);
    JsonNode attempt =
        master
            .get("audittrail/objecttype/4", "SearchField", browser, "StartPage", "-1")
            .json()
            .get(0);
    return new ObjectMapper().readTree(attempt.get("NewData").asText()).get("Address").asText();
  }
}
