package org.itr.privacy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.itr.objecttype.Space;
import org.itr.session.SessionStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Finds them by the view tables. */
@Component
class DatabaseDuePersons implements DuePersons {

  /**
   * A person is looked at closely only when the last test that the person's own row tells of is
   * long enough ago. A session that is past ready was begun. The row of the trail is that of the
   * registration.
   */
  private static final String DUE =
      """
      with terms as (
        select * from unnest(:rules::uuid[], :before::timestamptz[], :archivedOnly::boolean[], :organisations::uuid[])
          as t (rule, last_activity_before, archived_only, organisation)
      ), due as (
        select p.id, active.last_time, by_rule.rule
        from views.persons p
          cross join lateral (
            select greatest(
              p.date_of_last_test,
              (select max(t.create_date) from views.audittrail t
               where t.space = p.space and t.object_id = p.id and t.object_type = 3 and t.message_id = 101),
              (select max(greatest(s.create_date, s.started_at, s.ended_at)) from views.sessions s
               where s.space = p.space and s.person_id = p.id),
              (select max(greatest(t.test_start, t.test_end)) from views.sessiontests t
               where t.space = p.space and t.pers_id = p.id),
              (select max(l.last_login_date_time) from views.logins l where l.space = p.space and l.id = p.id)
            ) as last_time) active
          cross join lateral (
            select terms.rule from terms
            where active.last_time < terms.last_activity_before
              and (not terms.archived_only or not p.active)
              and terms.organisation in ('00000000-0000-0000-0000-000000000000', p.organisation_id)
            order by terms.last_activity_before desc, terms.rule limit 1) by_rule
        where p.space = :space and (:person::uuid is null or p.id = :person::uuid)
          and p.date_of_last_test < (select max(last_activity_before) from terms)
          and not exists (
            select from views.sessions s
            where s.space = p.space and s.person_id = p.id and s.active and s.status < :done
              and (s.status > :ready or s.allowed_end_date_time >= :now))
          and not exists (
            select from views.logins l
            where l.space = p.space and l.id = p.id and (l.is_office_user or not l.is_test_taking_user))
      )
      """;

  private final JdbcClient database;

  DatabaseDuePersons(JdbcTemplate jdbc) {
    this.database = JdbcClient.create(jdbc);
  }

  @Override
  public List<Due> list(Space space, List<Terms> terms, Instant now, long offset, int limit) {
    return due(
            "select id, last_time, rule from due order by last_time, id offset :offset limit :limit",
            space,
            terms,
            now,
            null)
        .param("offset", offset)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Due(
                    row.getObject("id", UUID.class),
                    row.getObject("last_time", OffsetDateTime.class).toInstant(),
                    row.getObject("rule", UUID.class)))
        .list();
  }

  @Override
  public long count(Space space, List<Terms> terms, Instant now) {
    return due("select count(*) from due", space, terms, now, null).query(Long.class).single();
  }

  @Override
  public boolean includes(Space space, Terms terms, Instant now, UUID person) {
    return due("select count(*) > 0 from due", space, List.of(terms), now, person)
        .query(Boolean.class)
        .single();
  }

  private StatementSpec due(
      String what, Space space, List<Terms> terms, Instant now, @Nullable UUID person) {
    return database
        .sql(DUE + what)
        .param("space", space.id())
        .param("person", person, java.sql.Types.OTHER)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("ready", SessionStatus.READY)
        .param("done", SessionStatus.DONE)
        .param("rules", terms.stream().map(Terms::rule).toArray(UUID[]::new))
        .param(
            "before",
            terms.stream()
                .map(term -> term.lastActivityBefore(now).atOffset(ZoneOffset.UTC).toString())
                .toArray(String[]::new))
        .param("archivedOnly", terms.stream().map(Terms::archivedOnly).toArray(Boolean[]::new))
        .param("organisations", terms.stream().map(Terms::organisation).toArray(UUID[]::new));
  }
}
