package org.itr.privacy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;

/**
 * Finds the persons whose time is over. The time counts from a person's last activity: the latest
 * of when the person was registered, when sessions of the person were planned, began and ended,
 * when tests of the person began and ended, and when the person last logged in. Who has open work
 * is never due: a session that was begun and is not done, or one that can still be begun. Nor is
 * anybody whose ID is that of a consultant's login.
 */
public interface DuePersons {

  /**
   * What a rule says.
   *
   * @param rule its ID
   * @param months how many months after the last activity a person is due
   * @param archivedOnly whether only persons who are not active are
   * @param organisation whose persons alone are; all zeros for everybody
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

    /** Whoever was last active before that moment is due. */
    public Instant lastActivityBefore(Instant now) {
      return now.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
    }
  }

  /**
   * A person whose time is over.
   *
   * @param person the person
   * @param lastActivity when the person was last active
   * @param rule the rule that says so; where several do, the one with the shortest time
   */
  record Due(UUID person, Instant lastActivity, UUID rule) {}

  /** A page of the persons of a space who are due by any of the terms, the longest due first. */
  List<Due> list(Space space, List<Terms> terms, Instant now, long offset, int limit);

  /** How many there are. */
  long count(Space space, List<Terms> terms, Instant now);

  /** Whether a person is due. */
  boolean includes(Space space, Terms terms, Instant now, UUID person);
}
