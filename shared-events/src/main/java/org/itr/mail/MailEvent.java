package org.itr.mail;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about mails. They do not contain the text. */
public sealed interface MailEvent extends DomainEvent {

  /** The session that the mail is sent for, where there is one. */
  @Nullable UUID sessionId();

  /** A mail was queued in the outbox. */
  @EventType(name = "MailQueued", meaning = "A mail was queued in the outbox.")
  record MailQueued(ObjectKey target, @Nullable UUID subject, @Nullable UUID sessionId, Delta delta)
      implements MailEvent, Notes {}

  /** A mail was accepted by the mail server. */
  @EventType(name = "MailSent", meaning = "A mail was accepted by the mail server.")
  record MailSent(ObjectKey target, @Nullable UUID subject, @Nullable UUID sessionId, Delta delta)
      implements MailEvent, Notes {}

  /** A mail was not sent and will not be retried automatically. */
  @EventType(
      name = "MailFailed",
      meaning = "A mail was not sent and will not be retried automatically.")
  record MailFailed(ObjectKey target, @Nullable UUID subject, @Nullable UUID sessionId, Delta delta)
      implements MailEvent, Notes {}
}
