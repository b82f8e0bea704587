package org.itr.session;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.itr.view.RowKey;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds sessions. */
public interface SessionRepository extends Repository<SessionRow, RowKey> {

  /** The active sessions with that code and of one of those types, in any company. */
  @Query(
      """
      select s from SessionRow s
      where lower(s.shortLoginCode) = lower(:code) and s.shortLoginCode <> '' and s.active = true
        and s.sessionType in :types
      order by s.createDate desc, s.id
      """)
  List<SessionRow> findByCode(String code, Collection<Integer> types);

  /**
   * Whether the person has an active session that is not done, or that has a test that is not done.
   *
   * @param done the status from which on something is done
   */
  @Query(
      """
      select count(s) > 0 from SessionRow s
      where s.space = :space and s.personId = :person and s.active = true
        and (s.status < :done
             or exists (select t.id from SessionTestRow t
                        where t.space = s.space and t.sessionId = s.id and t.status < :done))
      """)
  boolean existsOpenWork(UUID space, UUID person, int done);
}
