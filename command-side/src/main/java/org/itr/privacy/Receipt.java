package org.itr.privacy;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.itr.objecttype.Row;
import org.itr.proof.SealKey;

/**
 * The text of a receipt and its signature, which is over the line {@code ITR erasure receipt 1} and
 * the text, in UTF-8.
 *
 * @param document JSON that states what was removed, what was kept and why
 * @param signature the Ed25519 signature, in Base64
 */
public record Receipt(String document, String signature) {

  private static final String FIRST_LINE = "ITR erasure receipt 1\n";

  static Receipt sign(String document, SealKey key) {
    return new Receipt(document, Base64.getEncoder().encodeToString(key.sign(signed(document))));
  }

  /** A receipt as its row has it. */
  public static Receipt of(Row row) {
    return new Receipt(row.text("Document"), row.text("Signature"));
  }

  /** Whether the text is what was signed with the private half of one of the keys. */
  public boolean isGenuine(List<PublicKey> keys) {
    try {
      return SealKey.isSigned(keys, signed(document), Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  private static byte[] signed(String document) {
    return (FIRST_LINE + document).getBytes(StandardCharsets.UTF_8);
  }
}
