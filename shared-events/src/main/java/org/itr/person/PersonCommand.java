package org.itr.person;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;

/** Commands for persons. */
public sealed interface PersonCommand {

  /**
   * Registers the person, or changes the given fields; the login follows, with the password or, for
   * a new person without one, a generated one.
   */
  record SavePerson(
      @TargetAggregateIdentifier ObjectKey target,
      @Nullable Secret password,
      Map<String, Object> fields)
      implements PersonCommand {}

  /** Changes what candidates may change in their own record: DateOfLastTest. */
  record NoteTestTaken(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements PersonCommand {}

  /**
   * Makes the person active if there is something to take, otherwise inactive; returns whether
   * there is.
   */
  record ReviewOpenWork(@TargetAggregateIdentifier ObjectKey target) implements PersonCommand {}

  /**
   * Removes the person with login, sessions and session tests, and destroys the keys to the
   * personal data.
   */
  record ErasePerson(@TargetAggregateIdentifier ObjectKey target) implements PersonCommand {}

  /** Records that everything known about the person is exported. */
  record HandOutPersonData(@TargetAggregateIdentifier ObjectKey target) implements PersonCommand {}
}
