package org.itr.token;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends tokens whose time is over, so that the trail says when somebody was gone. */
@Component
class TokenHousekeeping {

  private final TokenService tokens;

  TokenHousekeeping(TokenService tokens) {
    this.tokens = tokens;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void endExpiredTokens() {
    tokens.endExpired();
  }
}
