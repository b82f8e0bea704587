package org.itr.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a mail goes to, each once, as {@code name@host} or {@code Name <name@host>}.
 *
 * @param to whom it is for
 * @param cc who gets a copy, as all others can see
 * @param bcc who gets a copy that nobody else sees
 */
public record Recipients(List<String> to, List<String> cc, List<String> bcc) {

  /** Recipients that nobody changes afterwards. */
  public Recipients {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
  }

  /** Those whom the mail is for, and nobody beside them. */
  public static Recipients to(List<String> to) {
    return new Recipients(to, List.of(), List.of());
  }

  /** All of them, those whom it is for first. */
  public List<String> all() {
    List<String> all = new ArrayList<>(to);
    all.addAll(cc);
    all.addAll(bcc);
    return all;
  }

  /** Those among them who are in the collection. */
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

  /** How many there are, and not who. */
  @Override
  public String toString() {
    return "Recipients[" + all().size() + "]";
  }
}
