package org.itr.privacy;

import java.util.UUID;
import org.itr.objecttype.Space;

/**
 * A person whose personal data is in events, as known to one company. The same id in another
 * company is another person, so that no company can erase what is not its own.
 *
 * @param space the company's space
 * @param id the person, or the object that stands for one
 */
public record DataSubject(Space space, UUID id) {

  @Override
  public String toString() {
    return space + "/" + id;
  }
}
