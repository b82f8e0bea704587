package org.itr.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recipients of a mail without duplicates, as {@code name@host} or {@code Name <name@host>}.
 *
 * @param to the main recipients
 * @param cc recipients of a visible copy
 * @param bcc recipients of a hidden copy
 */
public record Recipients(List<String> to, List<String> cc, List<String> bcc) {

  /** Copies the lists, so that nobody can change them afterwards. */
  public Recipients {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
  }

  /** The main recipients only. */
  public static Recipients to(List<String> to) {
    return new Recipients(to, List.of(), List.of());
  }

  /** All of them, the main recipients first. */
  public List<String> all() {
    List<String> all = new ArrayList<>(to);
    all.addAll(cc);
    all.addAll(bcc);
    return all;
  }

  /** Those that are in the collection. */
  public Recipients among(Collection<String> others) {
    return new Recipients(
        to.stream().filter(others::contains).toList(),
        cc.stream().filter(others::contains).toList(),
        bcc.stream().filter(others::contains).toList());
  }

  /** The fields To, CC and BCC, as the audit trail shows them. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("To", String.join(", ", to));
    fields.put("CC", String.join(", ", cc));
    fields.put("BCC", String.join(", ", bcc));
    return fields;
  }

  /** Shows the number only, not the addresses. */
  @Override
  public String toString() {
    return "Recipients[" + all().size() + "]";
  }
}
