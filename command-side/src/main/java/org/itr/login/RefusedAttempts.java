package org.itr.login;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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
 * account concerned, or under a pseudonym if the name is unknown. Since anybody can make such
 * attempts, the number recorded per address and account, or per address for unknown names, is
 * limited.
 */
@Component
class RefusedAttempts {

  private static final int PSEUDONYM_BYTES = 16;

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
    measure
        .toTell(source(account, metaData), Map.of("Reason", reason))
        .ifPresent(told -> sender.send(new RefuseLogin(account, told), metaData));
  }

  private void tellOfUnknown(String name, String reason, Map<String, String> metaData) {
    String pseudonym = pseudonym(name);
    // One stream for all unknown names would grow for ever, and one a name as long as somebody
    // keeps guessing.
    UUID hour =
        UUID.nameUUIDFromBytes(
            (pseudonym + clock.instant().truncatedTo(ChronoUnit.HOURS))
                .getBytes(StandardCharsets.UTF_8));
    measure
        .toTell(source(Space.MASTER, metaData), Map.of("Reason", reason, "Name", pseudonym))
        .ifPresent(
            told ->
                sender.send(
                    new RefuseLogin(ObjectKey.of(Logins.TYPE, Space.MASTER, hour), told),
                    Actors.anonymous(metaData)));
  }

  private static Source source(Object target, Map<String, String> metaData) {
    return new Source(metaData.getOrDefault(MetaDataKeys.ADDRESS, ""), target);
  }

  private String pseudonym(String name) {
    byte[] fingerprint =
        masterKey.fingerprint("login name " + name.strip().toLowerCase(Locale.ROOT));
    return HexFormat.of().formatHex(fingerprint, 0, PSEUDONYM_BYTES);
  }
}
