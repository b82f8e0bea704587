package org.itr.privacy;

import java.util.UUID;
import org.itr.objecttype.Space;

/**
 * Somebody whose personal data is in events, as one company knows them. The same id in another
 * company is somebody else: nobody can erase what is not theirs.
 *
 * @param space the company's space
 * @param id the person, or who stands for one
 */
public record DataSubject(Space space, UUID id) {

  @Override
  public String toString() {
    return space + "/" + id;
  }
}
