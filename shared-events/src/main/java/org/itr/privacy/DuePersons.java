package org.itr.privacy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;

/**
 * Finds the persons who are due for erasure. Time counts from a person's last activity: the latest
 * of the registration, the planning, start and end of the person's sessions, the start and end of
 * the person's tests, and the last login. Persons with open work, that is, a session that is in
 * progress or can still be started, are never due. Nor are persons whose ID is that of a
 * consultant's login.
 */
public interface DuePersons {

  /**
   * The terms of a rule.
   *
   * @param rule its ID
   * @param months how many months after the last activity a person is due
   * @param archivedOnly whether only persons who are not active are due
   * @param organisation the organisation whose persons are due; all zeros for everybody
   */
  record Terms(UUID rule, int months, boolean archivedOnly, UUID organisation) {

    /** The terms of a rule as its row has them. */
    public static Terms of(Row rule) {
      return new Terms(
          rule.uuid("ID"),
          (int) rule.number("Months"),
          rule.flag("ArchivedOnly"),
          rule.uuid("OrganisationID"));
    }

    /** Persons last active before this time are due. */
    public Instant lastActivityBefore(Instant now) {
      return now.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
    }
  }

  /**
   * A person who is due.
   *
   * @param person the person
   * @param lastActivity when the person was last active
   * @param rule the rule that applies; if several do, the one with the shortest time
   */
  record Due(UUID person, Instant lastActivity, UUID rule) {}

  /** A page of the persons in a space who are due by any of the terms, longest due first. */
  List<Due> list(Space space, List<Terms> terms, Instant now, long offset, int limit);

  /** How many there are. */
  long count(Space space, List<Terms> terms, Instant now);

  /** Whether a person is due. */
  boolean includes(Space space, Terms terms, Instant now, UUID person);
}
