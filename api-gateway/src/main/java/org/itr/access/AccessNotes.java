package org.itr.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.itr.access.AccessCommand.NoteRefusedCall;
import org.itr.access.AccessCommand.NoteResultsRead;
import org.itr.http.Caller;
import org.itr.http.RefusedCalls;
import org.itr.login.Logins;
import org.itr.objecttype.ObjectKey;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has it told in history when a user is refused a call, and when an office user reads results. Both
 * are told with measure: of the refusals of a user some thirty a minute, the next one saying how
 * many were left out; of the same results read again and again, one reading a minute.
 */
@Component
public class AccessNotes implements RefusedCalls {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 50_000;

  private record Reading(UUID tokenSession, ObjectKey target) {}

  private final CommandSender commands;
  private final Measure<UUID> refusals = new Measure<>();
  private final Cache<Reading, Boolean> told =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(MINUTE).build();

  AccessNotes(CommandSender commands) {
    this.commands = commands;
  }

  @Override
  public void refused(Caller caller, String call, String object, String reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Call", call);
    if (!object.isEmpty()) {
      fields.put("Object", object);
    }
    fields.put("Reason", reason);
    ObjectKey user = ObjectKey.of(Logins.TYPE, caller.space(), caller.user());
    refusals
        .toTell(caller.user(), fields)
        .ifPresent(
            told ->
                commands.send(new NoteRefusedCall(note(caller), user, told), caller.metaData()));
  }

  /**
   * Tells that results are read, before they are. Who takes a test reads the own answers, which is
   * not told.
   *
   * @param session the session that the results belong to
   */
  public void resultsRead(ObjectKey target, @Nullable UUID session, Caller caller) {
    Reading reading = new Reading(caller.tokenSession(), target);
    if (caller.isPureCandidate() || told.asMap().putIfAbsent(reading, true) != null) {
      return;
    }
    try {
      commands.send(new NoteResultsRead(note(caller), target, session), caller.metaData());
    } catch (RuntimeException e) {
      told.invalidate(reading);
      throw e;
    }
  }

  private static ObjectKey note(Caller caller) {
    return AccessCommand.noteOf(
        caller.space(), IdentifierFactory.getInstance().generateIdentifier());
  }
}
