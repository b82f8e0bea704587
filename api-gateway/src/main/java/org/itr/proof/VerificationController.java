package org.itr.proof;

import java.util.Map;
import java.util.Set;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Verifies all of history while the server runs. */
@Controller
class VerificationController {

  /** What supervisors see: neither how much others write nor which event of theirs is wrong. */
  private static final Set<String> OF_EVERYBODY =
      Set.of("State", "Started", "Ended", "SealedAt", "Finding");

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
  Answer progress(Caller caller) {
    Map<String, @Nullable Object> told = verification.told();
    if (!caller.isMaster()) {
      told.keySet().retainAll(OF_EVERYBODY);
    }
    return Answer.json(json -> json.value(told));
  }
}
