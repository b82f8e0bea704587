package org.itr.session;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.Row;

/**
 * Sessions that whoever has their code takes part in. All participants go by the session's one
 * person; each has a session of their own, which has the id of their token's session.
 */
public final class PublicSessions {

  /** The SessionType of a participant's session. */
  public static final long PARTICIPATION = 1;

  private static final int PUBLIC = 200;
  private static final int PUBLIC_COURSE = 1200;

  /** The SessionTypes of those that anybody may take part in. */
  public static final List<Integer> TYPES = List.of(PUBLIC, PUBLIC_COURSE);

  private PublicSessions() {}

  /** Whether anybody may take part in the session. */
  public static boolean isPublic(Row session) {
    long type = session.number("SessionType");
    return type == PUBLIC || type == PUBLIC_COURSE;
  }

  /**
   * Whether a candidate sees the session: it is for that person and is not another participant's.
   */
  public static boolean isOwn(Row session, UUID person, UUID tokenSession) {
    return session.uuid("PersonID").equals(person)
        && (session.number("SessionType") != PARTICIPATION
            || session.uuid("ID").equals(tokenSession));
  }

  /**
   * Whether a candidate works on the session itself. Nobody does on a public one, which would be
   * everybody else's as well.
   */
  public static boolean isTaken(Row session, UUID person, UUID tokenSession) {
    return isOwn(session, person, tokenSession) && !isPublic(session);
  }
}
