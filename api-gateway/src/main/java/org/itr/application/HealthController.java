package org.itr.application;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether the server is well, on the port that everybody reaches; details are on the port for
 * administrators.
 */
@RestController
class HealthController {

  private final HealthEndpoint health;

  HealthController(HealthEndpoint health) {
    this.health = health;
  }

  @GetMapping("/actuator/health")
  ResponseEntity<String> health() {
    Status status = health.health().getStatus();
    return ResponseEntity.status(Status.UP.equals(status) ? 200 : 503)
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"status\":\"" + status.getCode() + "\"}");
  }
}
