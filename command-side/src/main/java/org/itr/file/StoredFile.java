package org.itr.file;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.file.FileCommand.RemoveFile;
import org.itr.file.FileCommand.StoreFile;
import org.itr.file.FileEvent.FileRemoved;
import org.itr.file.FileEvent.FileReplaced;
import org.itr.file.FileEvent.FileStored;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;

/** A file of an object. It may be removed and stored again. */
@AggregateRoot(type = "File")
public class StoredFile {

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(StoredFiles.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(StoreFile command, HeldContents contents) {
    ObjectKey target = command.target();
    Delta delta = state.change(fields(command));
    if (state.exists() && delta.isEmpty()) {
      return;
    }
    contents.hold(target, command.sha256(), command.upload());
    apply(state.exists() ? new FileReplaced(target, delta) : new FileStored(target, delta));
  }

  private static Map<String, Object> fields(StoreFile command) {
    return Map.of(
        "ObjectID", StoredFiles.objectOf(command.target()).toString(),
        "FileType", StoredFiles.typeOf(command.target()),
        "Name", StoredFiles.nameOf(command.target()),
        "Size", command.size(),
        "SHA256", command.sha256(),
        "MediaType", command.mediaType());
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveFile command, HeldContents contents) {
    if (!state.exists()) {
      throw Refusal.notFound(command.target());
    }
    contents.release(command.target());
    apply(new FileRemoved(command.target(), whatItWas()));
  }

  private Delta whatItWas() {
    Map<String, Change> changes = new LinkedHashMap<>();
    state.fields().forEach((name, value) -> changes.put(name, Change.Value.removed(value)));
    return Delta.of(changes);
  }

  @EventSourcingHandler
  void evolve(FileEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
