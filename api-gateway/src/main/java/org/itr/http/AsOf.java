package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.itr.objecttype.Field;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The moment as of which an object is wanted, as the header AsOf says.
 *
 * @param moment the moment; null for now
 */
public record AsOf(@Nullable Instant moment) {

  /** As it is now. */
  public static final AsOf NOW = new AsOf(null);

  private static final Field FIELD = Field.timestamp(Header.AS_OF.wireName());

  /**
   * The header of a request.
   *
   * @param now the moment of the call
   * @throws InvalidInput when it is no moment, or one that is still to come
   * @throws Refusal when the caller only takes tests
   */
  static AsOf of(HttpServletRequest request, Caller caller, Instant now) {
    String text = HeaderText.of(request, FIELD.name());
    if (text.isEmpty()) {
      return NOW;
    }
    if (caller.isPureCandidate()) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "Only office users may use AsOf");
    }
    Instant moment =
        WireValues.canonical(FIELD, text)
            .map(value -> Instant.parse(value.toString()))
            .orElseThrow(() -> new InvalidInput(FIELD.name() + " must be a moment"));
    if (moment.isAfter(now)) {
      throw new InvalidInput(FIELD.name() + " must not be in the future");
    }
    return new AsOf(moment);
  }

  /** Whether the object is wanted as it is now. */
  public boolean isNow() {
    return moment == null;
  }
}
