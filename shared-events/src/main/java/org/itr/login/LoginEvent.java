package org.itr.login;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about accounts and login attempts. */
public sealed interface LoginEvent extends DomainEvent {

  /** An account was created. */
  @EventType(name = "LoginCreated", meaning = "An account was created.")
  record LoginCreated(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements LoginEvent, Creates {}

  /** Fields of an account changed. */
  @EventType(name = "LoginChanged", meaning = "Fields of an account changed.")
  record LoginChanged(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements LoginEvent, Changes {}

  /** An account was removed. */
  @EventType(name = "LoginRemoved", meaning = "An account was removed.")
  record LoginRemoved(ObjectKey target) implements LoginEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** Somebody logged in. */
  @EventType(name = "LoggedIn", meaning = "Somebody logged in.")
  record LoggedIn(ObjectKey target, Delta delta) implements LoginEvent, Changes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A login attempt was refused; an unknown name is kept as a pseudonym only. */
  @EventType(
      name = "LoginRefused",
      meaning = "A login attempt was refused; an unknown name is kept as a pseudonym only.")
  record LoginRefused(ObjectKey target, Delta delta) implements LoginEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** The password of an account was set; the password is not in the event. */
  @EventType(
      name = "PasswordSet",
      meaning = "The password of an account was set; the password is not in the event.")
  record PasswordSet(ObjectKey target, Delta delta) implements LoginEvent, Changes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** The secret of a second factor was created; it is not in the event. */
  @EventType(
      name = "SecondFactorRegistered",
      meaning = "The secret of a second factor was created; it is not in the event.")
  record SecondFactorRegistered(ObjectKey target) implements LoginEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }

    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }

  /** The first code was accepted: the user has the second factor. */
  @EventType(
      name = "SecondFactorConfirmed",
      meaning = "The first code was accepted: the user has the second factor.")
  record SecondFactorConfirmed(ObjectKey target) implements LoginEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }

    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }

  /** Somebody asked for a mail with which to set a new password. */
  @EventType(
      name = "PasswordResetRequested",
      meaning = "Somebody asked for a mail with which to set a new password.")
  record PasswordResetRequested(ObjectKey target, String baseUrl, String language)
      implements LoginEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }

    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }
}
