package org.itr.audit;

import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.Space;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What users are called in history. The rule is that of the view that auditors search; it depends
 * on the company and the user alone, so any entry of the user there has the name.
 */
@Component
public class UserNames {

  private static final String NAME =
      "select coalesce(user_name, '') from history where space = ? and user_id = ? limit 1";

  private final JdbcTemplate jdbc;

  UserNames(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** What a user is called in a company's history; empty when nothing there is told of the user. */
  public Optional<String> find(Space space, UUID user) {
    return jdbc.queryForList(NAME, String.class, space.id(), user).stream().findFirst();
  }
}
