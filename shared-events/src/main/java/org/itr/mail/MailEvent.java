package org.itr.mail;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** What happens to mails. */
public sealed interface MailEvent extends DomainEvent {

  /** A mail was put into the outbox. */
  @EventType(name = "MailQueued", meaning = "A mail was put into the outbox.")
  record MailQueued(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements MailEvent, Notes {}

  /** A mail was accepted by the mail server. */
  @EventType(name = "MailSent", meaning = "A mail was accepted by the mail server.")
  record MailSent(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements MailEvent, Notes {}

  /** A mail was given up. */
  @EventType(name = "MailFailed", meaning = "A mail was given up.")
  record MailFailed(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements MailEvent, Notes {}
}
