package org.itr.proof;

import org.itr.http.Answer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Verifies all of history while the server runs. */
@Controller
class VerificationController {

  private final RunningVerification verification;

  VerificationController(RunningVerification verification) {
    this.verification = verification;
  }

  @PostMapping("/api/history/verification")
  Answer start() {
    verification.start();
    return Answer.OK;
  }

  @GetMapping("/api/history/verification")
  Answer progress() {
    return Answer.json(json -> json.value(verification.told()));
  }
}
