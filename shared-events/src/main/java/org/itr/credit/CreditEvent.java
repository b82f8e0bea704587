package org.itr.credit;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about credits. */
public sealed interface CreditEvent extends DomainEvent {

  /** Credits were granted to a company. */
  @EventType(name = "CreditsGranted", meaning = "Credits were granted to a company.")
  record CreditsGranted(ObjectKey target, Delta delta) implements CreditEvent, Creates {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** Fields of a credit grant changed; the credits it gave stay. */
  @EventType(
      name = "CreditGrantChanged",
      meaning = "Fields of a credit grant changed; the credits it gave stay.")
  record CreditGrantChanged(ObjectKey target, Delta delta) implements CreditEvent, Changes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A credit grant was removed from the list; the credits it gave stay. */
  @EventType(
      name = "CreditGrantRemoved",
      meaning = "A credit grant was removed from the list; the credits it gave stay.")
  record CreditGrantRemoved(ObjectKey target) implements CreditEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A session test was charged. */
  @EventType(name = "CreditsCharged", meaning = "A session test was charged.")
  record CreditsCharged(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements CreditEvent, Creates {}

  /** Fields of a credit usage were corrected. */
  @EventType(name = "CreditUsageChanged", meaning = "Fields of a credit usage were corrected.")
  record CreditUsageChanged(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements CreditEvent, Changes {}

  /** A credit usage was removed from the list. */
  @EventType(name = "CreditUsageRemoved", meaning = "A credit usage was removed from the list.")
  record CreditUsageRemoved(ObjectKey target) implements CreditEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** The level of a company's credits changed. */
  @EventType(name = "CreditLevelChanged", meaning = "The level of a company's credits changed.")
  record CreditLevelChanged(ObjectKey target, Delta delta) implements CreditEvent, Changes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** The level of a company's credits fell below its warning level. */
  @EventType(
      name = "CreditsRanLow",
      meaning = "The level of a company's credits fell below its warning level.")
  record CreditsRanLow(ObjectKey target, Delta delta) implements CreditEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
