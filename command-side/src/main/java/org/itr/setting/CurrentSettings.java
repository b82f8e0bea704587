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
 * The settings as the server itself goes by them: a company's own value, else that of the master
 * space. An empty value is the same as none. They are asked for on every call and so are kept in
 * memory; a change is in force when the write that made it is answered (ADR 10).
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

  /** Tells within the server that a setting has another value now, or none. */
  public record Changed(ObjectKey setting) {}

  /** The value for a company: its own, else that of the master space. Not for secret settings. */
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
   * A setting that is a whole number of 0 or more, for a company: its own, else that of the master
   * space. What is no such number counts as not set.
   */
  public Optional<Integer> number(Space company, String name) {
    return company.orMaster(space -> own(space, name).flatMap(CurrentSettings::wholeNumber));
  }

  /**
   * A setting of the server that is a whole number of 0 or more; the default when it is not set, or
   * is no such number.
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
   * The value of a secret setting for a company: its own, else that of the master space. It is read
   * anew every time.
   */
  public Optional<Secret> secret(Space company, String name) {
    return company.orMaster(space -> ownSecret(space, name));
  }

  private Optional<Secret> ownSecret(Space space, String name) {
    return secrets
        .find(ObjectKey.of(SystemSettings.TYPE, space, name))
        .filter(secret -> !secret.value().isBlank());
  }

  /** Forgets what a write changes, and tells of it when the write is done. */
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
