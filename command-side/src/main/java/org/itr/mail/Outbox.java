package org.itr.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.mail.MailCommand.NoteMailFailed;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where policies put the mails that events cause. They are kept with the event's transaction, and
 * sent some moments after it.
 */
@Component
public class Outbox {

  private final CommandGateway commands;
  private final OutboxTable table;

  Outbox(CommandGateway commands, OutboxTable table) {
    this.commands = commands;
    this.table = table;
  }

  /**
   * Why a mail is sent.
   *
   * @param cause the id of the event that causes it
   * @param purpose what it is for; there is one mail for a cause and a purpose, however often it is
   *     put in
   * @param space the company whose mail it is
   * @param person whom it is about
   * @param session the session that it is sent for, where there is one
   * @param goodFor how long it is of use; null for as long as it takes
   */
  public record Occasion(
      UUID cause,
      String purpose,
      Space space,
      UUID person,
      @Nullable UUID session,
      @Nullable Duration goodFor) {}

  /** How many mails wait that are about somebody. */
  public long waitingAbout(Space space, UUID subject) {
    return table.sizeAbout(space, subject);
  }

  /**
   * Puts a mail in, in the running transaction. Recipients that are no mail addresses are left out,
   * which the trail tells.
   */
  public void put(Occasion occasion, Letter letter) {
    ObjectKey mail =
        ObjectKey.of(
            Mails.TYPE,
            occasion.space,
            UUID.nameUUIDFromBytes(
                (occasion.cause + "/" + occasion.purpose).getBytes(StandardCharsets.UTF_8)));
    List<String> usable = Addresses.usable(letter.recipients().all());
    if (!usable.isEmpty()) {
      commands.sendAndWait(
          new QueueMail(
              mail,
              occasion.person,
              occasion.session,
              occasion.cause,
              occasion.purpose,
              letter.to(letter.recipients().among(usable)),
              occasion.goodFor));
    }
    List<String> others = new ArrayList<>(letter.recipients().all());
    others.removeAll(usable);
    if (!others.isEmpty()) {
      Map<String, Object> told = letter.to(letter.recipients().among(others)).told();
      told.put("Failure", "Not a valid e-mail address");
      commands.sendAndWait(new NoteMailFailed(mail, occasion.person, occasion.session, told));
    }
  }
}
