package org.itr.login;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.itr.access.Measure;
import org.itr.event.Actors;
import org.itr.event.MetaDataKeys;
import org.itr.login.LoginCommand.RefuseLogin;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.privacy.MasterKey;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Component;

/**
 * Records in history when an attempt to log in or to get a new password is refused: for every
 * account concerned, or under a pseudonym if the name is unknown. Attempts that are refused without
 * checking a password cost nothing, so of a flood of them from one address to one account, or to
 * unknown names, some are recorded together.
 */
@Component
class RefusedAttempts implements AutoCloseable {

  private static final int PSEUDONYM_BYTES = 16;

  /** Reasons that are found without checking a password. */
  private static final Set<String> FOUND_AT_ONCE =
      Set.of(
          "Locked", "UnknownPollCode", "NoResetLink", "ResetLinkSentAlready", "InvalidResetLink");

  /**
   * The source and target of attempts.
   *
   * @param target the account, or the space of unknown names
   */
  private record Source(String address, Object target) {}

  private final CommandSender sender;
  private final MasterKey masterKey;
  private final Clock clock;
  private final Measure<Source> measure = new Measure<>();

  RefusedAttempts(CommandSender sender, MasterKey masterKey, Clock clock) {
    this.sender = sender;
    this.masterKey = masterKey;
    this.clock = clock;
  }

  /**
   * Records an attempt by name.
   *
   * @param accounts the accounts concerned; none if the name is unknown
   */
  void tell(List<ObjectKey> accounts, String name, String reason, Map<String, String> metaData) {
    if (accounts.isEmpty()) {
      tellOfUnknown(name, reason, metaData);
    }
    accounts.forEach(account -> tell(account, reason, Actors.user(account, metaData)));
  }

  /** Records an attempt at one account; the metadata names its user. */
  void tell(ObjectKey account, String reason, Map<String, String> metaData) {
    tell(account, account, Map.of("Reason", reason), metaData);
  }

  private void tellOfUnknown(String name, String reason, Map<String, String> metaData) {
    String pseudonym = pseudonym(name);
    // One stream for all unknown names would grow for ever, and one a name as long as somebody
    // keeps guessing.
    UUID hour =
        UUID.nameUUIDFromBytes(
            (pseudonym + clock.instant().truncatedTo(ChronoUnit.HOURS))
                .getBytes(StandardCharsets.UTF_8));
    tell(
        ObjectKey.of(Logins.TYPE, Space.MASTER, hour),
        Space.MASTER,
        Map.of("Reason", reason, "Name", pseudonym),
        Actors.anonymous(metaData));
  }

  private void tell(
      ObjectKey account, Object target, Map<String, Object> fields, Map<String, String> metaData) {
    Consumer<Map<String, Object>> recorder =
        told -> sender.send(new RefuseLogin(account, told), metaData);
    if (FOUND_AT_ONCE.contains(fields.get("Reason"))) {
      String address = metaData.getOrDefault(MetaDataKeys.ADDRESS, "");
      measure.record(new Source(address, target), fields, recorder);
    } else {
      recorder.accept(fields);
    }
  }

  /** Records what was not recorded yet. */
  @Override
  public void close() {
    measure.close();
  }

  private String pseudonym(String name) {
    byte[] fingerprint =
        masterKey.fingerprint("login name " + name.strip().toLowerCase(Locale.ROOT));
    return HexFormat.of().formatHex(fingerprint, 0, PSEUDONYM_BYTES);
  }
}
