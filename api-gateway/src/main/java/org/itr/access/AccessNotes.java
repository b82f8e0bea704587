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
 * Records in history when a user's call is refused, and when an office user reads results. Both are
 * limited: of a user's refusals beyond about thirty a minute only the number is recorded, and of
 * the reads of the same results one per minute.
 */
@Component
public class AccessNotes implements RefusedCalls, AutoCloseable {

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
    refusals.record(
        caller.user(),
        fields,
        all -> commands.send(new NoteRefusedCall(note(caller), user, all), caller.metaData()));
  }

  /**
   * Records a read of results before it happens. Candidates who read their own answers are not
   * recorded.
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

  /** Records what was not recorded yet. */
  @Override
  public void close() {
    refusals.close();
  }

  private static ObjectKey note(Caller caller) {
    return AccessCommand.noteOf(
        caller.space(), IdentifierFactory.getInstance().generateIdentifier());
  }
}
