package org.itr.session;

import java.util.UUID;
import org.itr.view.RowKey;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Finds sessions. */
public interface SessionRepository extends Repository<SessionRow, RowKey> {

  /**
   * Whether the person has an active session that is not done, or that has a test that is not done.
   */
  @Query(
      """
      select count(s) > 0 from SessionRow s
      where s.space = :space and s.personId = :person and s.active = true
        and (s.status < 30
             or exists (select t.id from SessionTestRow t
                        where t.space = s.space and t.sessionId = s.id and t.status < 30))
      """)
  boolean existsOpenWork(UUID space, UUID person);
}
