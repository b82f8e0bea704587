package org.itr.store;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.itr.event.MetaDataKeys;

/** Hands the who, where and why of a command on to the events and commands that it leads to. */
final class CommandOrigin implements CorrelationDataProvider {

  @Override
  public Map<String, ?> correlationDataFor(Message<?> message) {
    Map<String, Object> origin = new HashMap<>(message.getMetaData());
    origin.putIfAbsent(MetaDataKeys.CORRELATION, message.getIdentifier());
    if (message instanceof CommandMessage<?>) {
      // Commands are not kept: what led to the command led to its events.
      origin.putIfAbsent(MetaDataKeys.CAUSATION, message.getIdentifier());
      origin.put(MetaDataKeys.COMMAND, message.getPayloadType().getSimpleName());
    } else {
      origin.put(MetaDataKeys.CAUSATION, message.getIdentifier());
    }
    return origin;
  }
}
