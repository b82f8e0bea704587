package org.itr.setting;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.setting.SettingCommand.RemoveSetting;
import org.itr.setting.SettingCommand.SaveSetting;
import org.itr.setting.SettingEvent.SettingAdded;
import org.itr.setting.SettingEvent.SettingChanged;
import org.itr.setting.SettingEvent.SettingRemoved;
import org.jspecify.annotations.Nullable;

/** A named setting of a company or of the server. Its name determines who may see and set it. */
@AggregateRoot(type = "Setting")
public class Setting {

  private static final String VALUE = "ParValue";
  private static final String PROTECTED = "ParProtected";
  private static final Set<String> SECRET_NAMES = Set.of("SMTP_PASSWORD", "TRANSLATE_AZURE_KEY");
  private static final Set<String> PROTECTED_NAMES =
      Set.of("TRANSLATE_AZURE_KEY", "ServerID", "EncryptionKey", "LOG_HANDLER_BACKUP_COUNT");

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(SystemSettings.TYPE);

  /** Whether the value is encrypted and never shown in an event or a list. */
  public static boolean isSecret(String name) {
    return SECRET_NAMES.contains(name);
  }

  /** Whether the setting is for supervisors and master users only. */
  public static boolean isProtected(String name) {
    return name.startsWith("SMTP_") || name.startsWith("MAX") || PROTECTED_NAMES.contains(name);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveSetting command, SecretSettings secrets) {
    ObjectKey target = command.target();
    boolean secret = isSecret(target.id());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(VALUE, secret ? "" : command.value().value());
    fields.put(PROTECTED, isProtected(target.id()));
    Delta delta = state.change(fields);
    if (secret && secrets.keep(target, command.value())) {
      delta = withSecretTouched(delta);
    }
    if (!state.exists()) {
      apply(new SettingAdded(target, delta));
    } else if (!delta.isEmpty()) {
      apply(new SettingChanged(target, delta));
    }
  }

  /** Tells that there is another value, and not which. */
  private Delta withSecretTouched(Delta delta) {
    Map<String, Change> changes = new LinkedHashMap<>(delta.changes());
    changes.put(VALUE, state.exists() ? Change.Value.replaced("", "") : Change.Value.added(""));
    return Delta.of(changes);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveSetting command, SecretSettings secrets) {
    if (!state.exists()) {
      throw Refusal.notFound(command.target());
    }
    if (isSecret(command.target().id())) {
      secrets.forget(command.target());
    }
    apply(new SettingRemoved(command.target()));
  }

  @EventSourcingHandler
  void evolve(SettingEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
