package org.itr.setting;

import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.event.CommittedCache;
import org.itr.event.Remembered;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The settings that the server itself uses: a company's own value, otherwise that of the master
 * space. An empty value is the same as none. Because every call needs them they are cached; a
 * change is in effect when its write is answered (ADR 10).
 */
@Component
@ProcessingGroup("policies")
public class CurrentSettings implements Remembered {

  private static final int MOST_CHARACTERS = 8_000_000;
  private static final int OVERHEAD = 100;

  private final Views views;
  private final SecretSettings secrets;
  private final ApplicationEventPublisher publisher;
  private final CommittedCache<ObjectKey, String> values;

  /** Settings as the views show them, secret ones from the vault. */
  public CurrentSettings(
      Views views,
      SecretSettings secrets,
      CommittedCache.Maker caches,
      ApplicationEventPublisher publisher) {
    this.views = views;
    this.secrets = secrets;
    this.publisher = publisher;
    this.values = caches.make(MOST_CHARACTERS, (key, value) -> OVERHEAD + value.length());
  }

  /** Published within the server when a setting has changed or was removed. */
  public record Changed(ObjectKey setting) {}

  /**
   * The value for a company: its own, otherwise that of the master space. Not for secret settings.
   */
  public Optional<String> of(Space company, String name) {
    return company.orMaster(space -> own(space, name));
  }

  private Optional<String> own(Space space, String name) {
    String value =
        values.get(
            ObjectKey.of(SystemSettings.TYPE, space, name),
            key -> views.find(key).map(row -> row.text("ParValue")).orElse(""));
    return Optional.ofNullable(value).filter(text -> !text.isEmpty());
  }

  /**
   * A setting that is a non-negative integer, for a company: its own, otherwise that of the master
   * space. Any other value counts as not set.
   */
  public Optional<Integer> number(Space company, String name) {
    return company.orMaster(space -> own(space, name).flatMap(CurrentSettings::wholeNumber));
  }

  /**
   * A setting of the server that is a non-negative integer; the default if it is not set or has any
   * other value.
   */
  public int number(String name, int byDefault) {
    return number(Space.MASTER, name).orElse(byDefault);
  }

  private static Optional<Integer> wholeNumber(String text) {
    try {
      return Optional.of(Integer.parseInt(text.trim())).filter(number -> number >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The value of a secret setting for a company: its own, otherwise that of the master space. It is
   * not cached.
   */
  public Optional<Secret> secret(Space company, String name) {
    return company.orMaster(space -> ownSecret(space, name));
  }

  private Optional<Secret> ownSecret(Space space, String name) {
    return secrets
        .find(ObjectKey.of(SystemSettings.TYPE, space, name))
        .filter(secret -> !secret.value().isBlank());
  }

  /** Invalidates what a write changes, and publishes the change when the write is done. */
  @EventHandler
  void react(SettingEvent event) {
    values.changed(event.target());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            publisher.publishEvent(new Changed(event.target()));
          }
        });
  }

  @Override
  public void forget() {
    values.forget();
  }
}
