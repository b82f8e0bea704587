package org.itr.session;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.Row;

/**
 * Sessions in which anybody with their code can take part. All participants share the session's one
 * person; each has a session of their own, whose id is that of their token's session.
 */
public final class PublicSessions {

  /** The SessionType of a participant's session. */
  public static final long PARTICIPATION = 1;

  private static final int PUBLIC = 200;
  private static final int PUBLIC_COURSE = 1200;

  /** The SessionTypes of public sessions. */
  public static final List<Integer> TYPES = List.of(PUBLIC, PUBLIC_COURSE);

  private PublicSessions() {}

  /** Whether the session is public. */
  public static boolean isPublic(Row session) {
    long type = session.number("SessionType");
    return type == PUBLIC || type == PUBLIC_COURSE;
  }

  /**
   * Whether a candidate sees the session: it belongs to that person and not to another participant.
   */
  public static boolean isOwn(Row session, UUID person, UUID tokenSession) {
    return session.uuid("PersonID").equals(person)
        && (session.number("SessionType") != PARTICIPATION
            || session.uuid("ID").equals(tokenSession));
  }

  /**
   * Whether a candidate may read the session: an own one, or one that a participant in the same
   * public session has finished, for whoever knows its id. The website shows participants a link
   * with it, under which they find their report again after another login with the code.
   */
  public static boolean isReadable(Row session, UUID person, UUID tokenSession) {
    return isOwn(session, person, tokenSession)
        || (session.uuid("PersonID").equals(person)
            && session.number("SessionType") == PARTICIPATION
            && session.number("Status") >= SessionStatus.DONE);
  }

  /**
   * Whether a candidate works on the session itself. Nobody does on a public one, which is shared
   * by all.
   */
  public static boolean isTaken(Row session, UUID person, UUID tokenSession) {
    return isOwn(session, person, tokenSession) && !isPublic(session);
  }
}
