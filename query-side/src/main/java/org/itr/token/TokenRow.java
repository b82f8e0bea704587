package org.itr.token;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.itr.view.UuidRow;

/**
 * A row of tokens: the tokens that login issued. The token itself is a secret and is in no event
 * and no view.
 */
@Entity
@Table(name = "tokens")
public class TokenRow extends UuidRow {
  String userId;
  UUID companyId;

  /** When the token was last used, which is no event. */
  @Formula("(select t.last_used from secrets.token t where t.token_session = id)")
  Instant tokenValidated;

  Boolean isTestTakingUser;
  UUID tokenSessionId;

  /** For JPA only. */
  public TokenRow() {}
}
