package org.itr.person;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds them by the view tables. */
@Component
class DatabaseUnusedPersons implements UnusedPersons {

  private static final String UNUSED =
      """
      select p.id from views.persons p
      where p.space = :space
        and (:owner::uuid is null or p.managed_by_user_id = :owner::uuid)
        and (:person::uuid is null or p.id = :person::uuid)
        and not exists (select from views.sessions s where s.space = p.space and s.person_id = p.id)
        and not exists (select from views.sessiontests t where t.space = p.space and t.pers_id = p.id)
      order by p.id
      """;

  private final JdbcClient database;

  DatabaseUnusedPersons(JdbcTemplate jdbc) {
    this.database = JdbcClient.create(jdbc);
  }

  @Override
  public List<UUID> list(Space space, @Nullable UUID owner) {
    return unused(space, owner, null);
  }

  @Override
  public boolean includes(ObjectKey person) {
    return !unused(person.space(), null, person.uuid()).isEmpty();
  }

  private List<UUID> unused(Space space, @Nullable UUID owner, @Nullable UUID person) {
    return database
        .sql(UNUSED)
        .param("space", space.id())
        .param("owner", owner, java.sql.Types.OTHER)
        .param("person", person, java.sql.Types.OTHER)
        .query(UUID.class)
        .list();
  }
}
