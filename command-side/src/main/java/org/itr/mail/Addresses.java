package org.itr.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itr.objecttype.InvalidInput;

/**
 * Mail addresses as people write them: several in a field, separated by commas or semicolons, with
 * or without a name. None that is let through can begin another header.
 */
public final class Addresses {

  private static final int MOST_RECIPIENTS = 500;
  private static final int LONGEST = 320;

  private Addresses() {}

  /**
   * The recipients of a mail; who is named twice gets it once.
   *
   * @throws InvalidInput naming the field that holds something else than addresses
   */
  public static Recipients recipients(String to, String cc, String bcc) {
    Set<String> known = new LinkedHashSet<>();
    Recipients all =
        new Recipients(
            unknown(strictly("To", to), known),
            unknown(strictly("CC", cc), known),
            unknown(strictly("BCC", bcc), known));
    if (known.isEmpty()) {
      throw new InvalidInput("To must contain at least one e-mail address");
    }
    if (known.size() > MOST_RECIPIENTS) {
      throw new InvalidInput(
          "To, CC and BCC contain too many e-mail addresses: at most " + MOST_RECIPIENTS);
    }
    return all;
  }

  /**
   * The one address of a field; empty where there is none.
   *
   * @throws InvalidInput naming the field when it holds something else
   */
  public static String single(String field, String text) {
    List<String> addresses = strictly(field, text);
    if (addresses.size() > 1) {
      throw new InvalidInput(field + " must contain only one e-mail address");
    }
    return addresses.isEmpty() ? "" : addresses.get(0);
  }

  /** The recipients that a text names which nobody looked at when it was saved: what it holds. */
  static Recipients named(String text) {
    return Recipients.to(unknown(split(text), new LinkedHashSet<>()));
  }

  /** Those that are mail addresses. */
  static List<String> usable(List<String> texts) {
    return texts.stream().filter(text -> parsed(text).isPresent()).toList();
  }

  /** The recipients, and those of the others that are not among them yet, who get a copy. */
  static Recipients withCopy(Recipients recipients, List<String> copies) {
    Set<String> known = new LinkedHashSet<>();
    recipients.all().forEach(address -> known.add(key(address)));
    List<String> cc = new ArrayList<>(recipients.cc());
    cc.addAll(unknown(copies, known));
    return new Recipients(recipients.to(), cc, recipients.bcc());
  }

  /** The same addresses as mail servers take them, each with the text that it was made of. */
  static Map<InternetAddress, String> forServers(List<String> addresses) {
    Map<InternetAddress, String> result = new LinkedHashMap<>();
    addresses.forEach(text -> parsed(text).ifPresent(address -> result.put(address, text)));
    return result;
  }

  /** The address without a name. */
  static String bare(String address) {
    return parsed(address).map(InternetAddress::getAddress).orElse(address);
  }

  private static List<String> strictly(String field, String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(field + " must not contain line breaks or other control characters");
    }
    return split(text).stream()
        .map(
            part ->
                parsed(part)
                    .map(Addresses::written)
                    .orElseThrow(
                        () -> new InvalidInput(field + " contains an invalid e-mail address")))
        .toList();
  }

  /** The parts between commas and semicolons that are not within quotes; blank ones are dropped. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = quoted && c == '\\' && i + 1 < text.length();
      if (escaped) {
        part.append(c).append(text.charAt(++i));
      } else if (!quoted && (c == ',' || c == ';')) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        quoted = (c == '"') != quoted;
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts.stream().map(String::strip).filter(found -> !found.isEmpty()).toList();
  }

  private static Optional<InternetAddress> parsed(String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    try {
      InternetAddress[] found = InternetAddress.parse(text, true);
      if (found.length != 1 || found[0].isGroup()) {
        return Optional.empty();
      }
      InternetAddress address = found[0];
      int at = address.getAddress().lastIndexOf('@');
      address.setAddress(
          address.getAddress().substring(0, at + 1)
              + IDN.toASCII(address.getAddress().substring(at + 1)));
      address.validate();
      boolean isAscii = address.getAddress().chars().allMatch(c -> c > ' ' && c < 0x7F);
      return isAscii ? Optional.of(address) : Optional.empty();
    } catch (AddressException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String written(InternetAddress address) {
    return address.toUnicodeString();
  }

  private static List<String> unknown(List<String> addresses, Set<String> known) {
    return addresses.stream().filter(address -> known.add(key(address))).toList();
  }

  private static String key(String address) {
    return bare(address).toLowerCase(Locale.ROOT);
  }
}
