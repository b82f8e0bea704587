package org.itr.http;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;

/** Reads uuids: any case, with or without braces, of any variant. */
public final class Ids {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * What the website sends for an id that it does not know; an object of that name does not exist.
   */
  private static final String UNDEFINED = "undefined";

  private Ids() {}

  /**
   * The uuid in a path.
   *
   * @param name what to call it when it is malformed
   */
  public static UUID inPath(String name, String text) {
    if (UNDEFINED.equals(text)) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no object with the ID undefined");
    }
    return parse(name, text);
  }

  /**
   * The uuid in a text.
   *
   * @param name what to call it when it is malformed
   * @throws InvalidInput when it is malformed
   */
  public static UUID parse(String name, String text) {
    return find(text).orElseThrow(() -> new InvalidInput(name + " must be a uuid"));
  }

  /** The uuid in a text; empty when it is malformed. */
  public static Optional<UUID> find(String text) {
    String bare = text.trim();
    if (bare.length() > 2 && bare.startsWith("{") && bare.endsWith("}")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    return FORM.matcher(bare).matches() ? Optional.of(UUID.fromString(bare)) : Optional.empty();
  }
}
