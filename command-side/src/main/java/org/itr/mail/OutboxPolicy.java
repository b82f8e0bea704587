package org.itr.mail;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.company.CompanyEvent.CompanyRemoved;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.mail.MailCommand.NoteMailFailed;
import org.itr.mail.OutboxTable.Dropped;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.person.PersonEvent.StandInsForgotten;
import org.itr.setting.SettingEvent;
import org.springframework.stereotype.Component;

/**
 * Whenever somebody is erased, their mails in the outbox go unsent; whenever an account or a
 * company is removed, the mails that were for it alone; and whenever a setting of a mail server
 * changes, the mails that wait for that server are tried at once.
 */
@Component
@ProcessingGroup("policies")
class OutboxPolicy {

  static final String ERASED = "The person concerned was erased";

  private final OutboxTable outbox;
  private final ParkedMailTable parked;
  private final CommandGateway commands;

  OutboxPolicy(OutboxTable outbox, ParkedMailTable parked, CommandGateway commands) {
    this.outbox = outbox;
    this.parked = parked;
    this.commands = commands;
  }

  @EventHandler
  void react(PersonErased event) {
    note(outbox.dropAbout(event.target().space(), event.target().uuid(), null), ERASED);
    parked.dropAbout(event.target().space(), event.target().uuid());
  }

  @EventHandler
  void react(StandInsForgotten event) {
    for (UUID standIn : event.standIns()) {
      note(outbox.dropAbout(event.target().space(), standIn, null), ERASED);
      parked.dropAbout(event.target().space(), standIn);
    }
  }

  /** A new password is of no use any more; other mails about a candidate without account are. */
  @EventHandler
  void react(LoginRemoved event) {
    note(
        outbox.dropAbout(event.target().space(), event.target().uuid(), Purposes.PASSWORD_RESET),
        "The account was removed");
  }

  @EventHandler
  void react(CompanyRemoved event) {
    note(outbox.dropAll(Space.of(event.target().uuid())), "The company was removed");
    parked.dropAll(Space.of(event.target().uuid()));
  }

  private void note(List<Dropped> dropped, String why) {
    dropped.forEach(
        one ->
            commands.sendAndWait(
                new NoteMailFailed(one.mail(), null, one.session(), Map.of("Failure", why))));
  }

  @EventHandler
  void react(SettingEvent event) {
    if (event.target().id().startsWith("SMTP_")) {
      outbox.hurry(event.target().space());
    }
  }
}
