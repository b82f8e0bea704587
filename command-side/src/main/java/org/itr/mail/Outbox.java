package org.itr.mail;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.itr.mail.MailEvent.MailQueued;
import org.itr.objecttype.Delta;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.privacy.MasterKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The mails that events caused and that are still to be sent. A mail is put in with the event's
 * transaction, once per event and purpose.
 */
@Component
public class Outbox {

  private final JdbcTemplate jdbc;
  private final MasterKey masterKey;
  private final EventBus events;

  /** An outbox in the table work.outbox; messages are sealed by the master key. */
  public Outbox(JdbcTemplate jdbc, MasterKey masterKey, EventBus events) {
    this.jdbc = jdbc;
    this.masterKey = masterKey;
    this.events = events;
  }

  /**
   * A mail to send.
   *
   * @param to the addressees, separated by commas or semicolons
   * @param subject the subject line
   * @param body the text, as HTML
   */
  public record Mail(String to, String subject, String body) {}

  /**
   * Puts a mail in.
   *
   * @param cause the identifier of the event that causes the mail
   * @param purpose what the mail is for; a second mail for the same cause and purpose is left out
   * @param space the company whose mail server sends it
   * @param person whom the mail is about
   */
  public void put(UUID cause, String purpose, Space space, UUID person, Mail mail) {
    UUID id = UUID.nameUUIDFromBytes((cause + "/" + purpose).getBytes(StandardCharsets.UTF_8));
    int added =
        jdbc.update(
            """
            insert into work.outbox (id, cause, purpose, space, subject, message) values (?, ?, ?, ?, ?, ?)
            on conflict (cause, purpose) do nothing
            """,
            id,
            cause,
            purpose,
            space.id(),
            person,
            masterKey.seal(
                Json.write(Map.of("to", mail.to, "subject", mail.subject, "body", mail.body))
                    .getBytes(StandardCharsets.UTF_8),
                "mail/" + id));
    if (added == 1) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("Purpose", purpose);
      told.put("To", mail.to);
      told.put("Subject", mail.subject);
      events.publish(
          GenericEventMessage.asEventMessage(
              new MailQueued(ObjectKey.of(Mails.TYPE, space, id), person, Delta.added(told))));
    }
  }
}
