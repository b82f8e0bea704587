package org.itr.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;

/** What can be asked of test sessions. */
public sealed interface SessionCommand {

  /** Plans the session, or changes the given fields, as an office user does. */
  record SaveSession(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements SessionCommand {}

  /** Changes what a candidate may change of the own session; other fields are ignored. */
  record ProgressSession(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements SessionCommand {}

  /** Removes the session; its tests and reports go with it. */
  record RemoveSession(@TargetAggregateIdentifier ObjectKey target) implements SessionCommand {}

  /**
   * Takes part in a public session: the participant gets a session of the same tests.
   *
   * @param participant the id of that session; asking again changes nothing
   */
  record TakePart(ObjectKey publicSession, UUID participant) implements SessionCommand {}

  /** Notes that the tests of the session are chosen anew. */
  record NoteTestsRedefined(@TargetAggregateIdentifier ObjectKey target)
      implements SessionCommand {}

  /** Takes out the tests of a session that nobody has begun; the session need not exist yet. */
  record RedefineTests(ObjectKey session) implements SessionCommand {}

  /**
   * Makes persons members of a group session: each is saved and gets a session of the group's
   * tests.
   */
  record AddGroupMembers(ObjectKey group, List<Member> members) implements SessionCommand {}

  /**
   * A person who becomes a member.
   *
   * @param password the person's password; null leaves it as it is, or has one made
   * @param fields the person's fields
   */
  record Member(UUID person, @Nullable Secret password, Map<String, Object> fields) {}

  /**
   * Removes the sessions of members, none of whom may have begun.
   *
   * @param persons which ones; null for all
   */
  record RemoveGroupMembers(ObjectKey group, @Nullable Set<UUID> persons)
      implements SessionCommand {}

  /** Archives a session and its members' sessions, or brings them back. */
  record ArchiveGroup(ObjectKey group, boolean active) implements SessionCommand {}

  /** Removes a session and its members' sessions. */
  record RemoveGroup(ObjectKey group) implements SessionCommand {}
}
