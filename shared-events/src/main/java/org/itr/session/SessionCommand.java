package org.itr.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;

/** Commands for test sessions. */
public sealed interface SessionCommand {

  /** Plans the session or changes the given fields, as an office user. */
  record SaveSession(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements SessionCommand {}

  /** Changes what candidates may change in their own session; other fields are ignored. */
  record ProgressSession(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements SessionCommand {}

  /** Removes the session; its tests and reports go with it. */
  record RemoveSession(@TargetAggregateIdentifier ObjectKey target) implements SessionCommand {}

  /**
   * Takes part in a public session: the participant gets a session of the same tests.
   *
   * @param participant the id of that session; the command is idempotent
   */
  record TakePart(ObjectKey publicSession, UUID participant) implements SessionCommand {}

  /** Records that the tests of the session are chosen again. */
  record NoteTestsRedefined(@TargetAggregateIdentifier ObjectKey target)
      implements SessionCommand {}

  /** Removes the tests of a session that have not been started; the session need not exist yet. */
  record RedefineTests(ObjectKey session) implements SessionCommand {}

  /** Adds persons to a group session: each is saved and gets a session with the group's tests. */
  record AddGroupMembers(ObjectKey group, List<Member> members) implements SessionCommand {}

  /**
   * A person who becomes a member.
   *
   * @param password the person's password; null keeps the old one or, for a new person, generates
   *     one
   * @param fields the person's fields
   */
  record Member(UUID person, @Nullable Secret password, Map<String, Object> fields) {}

  /**
   * Removes the sessions of members, none of whom may have started.
   *
   * @param persons which ones; null for all
   * @param owner the user who manages the sessions; null for whoever does
   */
  record RemoveGroupMembers(ObjectKey group, @Nullable Set<UUID> persons, @Nullable UUID owner)
      implements SessionCommand {}

  /**
   * Archives or unarchives a session and its members' sessions.
   *
   * @param owner the user who manages the sessions; null for whoever does
   */
  record ArchiveGroup(ObjectKey group, boolean active, @Nullable UUID owner)
      implements SessionCommand {}

  /**
   * Removes a session and its members' sessions.
   *
   * @param owner the user who manages the sessions; null for whoever does
   */
  record RemoveGroup(ObjectKey group, @Nullable UUID owner) implements SessionCommand {}
}
