package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody learns of how the server is, and what is for its administrators alone. */
class ActuatorFlowIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ServerProcess server = ServerProcess.shared();
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void everybody_learns_whether_the_server_is_well_and_no_more() throws Exception {
    HttpResponse<String> health = get(server.url() + "/actuator/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get(server.managementUrl() + "/actuator/health").body()).contains("\"db\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/info", "/metrics", "/metrics/jvm.memory.used", "/prometheus"})
  void what_is_for_administrators_is_on_their_port_alone(String endpoint) throws Exception {
    assertThat(get(server.managementUrl() + "/actuator" + endpoint).statusCode()).isEqualTo(200);
    assertThat(get(server.url() + "/actuator" + endpoint).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"env", "beans", "configprops", "heapdump", "loggers", "shutdown", "threaddump"})
  void what_nobody_needs_is_nowhere(String endpoint) throws Exception {
    for (String origin : List.of(server.managementUrl(), server.url())) {
      assertThat(get(origin + "/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void the_port_of_administrators_is_bound_to_loopback() throws IOException {
    List<InetAddress> reached = new ArrayList<>();
    for (InetAddress address : addresses()) {
      if (answers(address, server.url())) {
        reached.add(address);
      }
    }
    assertThat(reached).as("addresses at which the server itself is reached").isNotEmpty();
    assertThat(reached).noneMatch(address -> answers(address, server.managementUrl()));
    assertThat(answers(InetAddress.getByName("127.0.0.1"), server.managementUrl())).isTrue();
  }

  /**
   * All of this machine but the one that is bound to, and one that leads to nobody who listens at
   * that one alone.
   */
  private static List<InetAddress> addresses() throws IOException {
    List<InetAddress> all = new ArrayList<>(List.of(InetAddress.getByName("127.0.0.2")));
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .forEach(all::add);
    return all;
  }

  private static boolean answers(InetAddress address, String origin) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, URI.create(origin).getPort()), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void a_server_that_lost_its_database_is_down_until_it_has_it_again() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Application application = Application.on(database)) {
      String health = application.url() + "/actuator/health";
      assertThat(get(health).statusCode()).isEqualTo(200);
      database.takeConnections(false);
      HttpResponse<String> down = get(health);
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body()).isEqualTo("{\"status\":\"DOWN\"}");
      database.takeConnections(true);
      Awaitility.await().atMost(SOON).until(() -> get(health).statusCode() == 200);
      assertThat(get(application.url() + "/api/companyname").statusCode()).isEqualTo(200);
    }
  }
}
