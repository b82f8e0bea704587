package org.itr.person;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.privacy.PrivacyCommand.Cause;
import org.itr.privacy.PrivacyCommand.Erase;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Erases the persons that nothing is about, when somebody asks for it. */
@Component
public class UnusedPersonErasure {

  private final UnusedPersons unused;
  private final CommandSender commands;
  private final Clock clock;

  UnusedPersonErasure(UnusedPersons unused, CommandSender commands, Clock clock) {
    this.unused = unused;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Erases those of a space, each in a transaction of its own.
   *
   * @param owner the user who manages them; null for whoever does
   * @param metaData who asks
   */
  public void erase(Space space, @Nullable UUID owner, Map<String, String> metaData) {
    for (UUID id : unused.list(space, owner)) {
      ObjectKey person = ObjectKey.of(Persons.TYPE, space, id);
      // A session may have been planned for the person meanwhile.
      if (unused.includes(person)) {
        commands.send(
            new Erase(person, UUID.randomUUID(), clock.instant(), Cause.REQUEST), metaData);
      }
    }
  }
}
