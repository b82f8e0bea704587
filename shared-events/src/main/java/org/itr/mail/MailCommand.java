package org.itr.mail;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** What can be asked of mails. */
public sealed interface MailCommand {

  /** Notes that a mail was put into the outbox; subject is the person that its texts are about. */
  record QueueMail(
      @TargetAggregateIdentifier ObjectKey target,
      @Nullable UUID subject,
      Map<String, Object> fields)
      implements MailCommand {}
}
