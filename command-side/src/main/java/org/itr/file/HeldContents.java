package org.itr.file;

import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Which files hold which bytes, since no event carries them. Changes belong to the running
 * transaction: an event and its bytes are there together, or neither.
 */
interface HeldContents {

  /**
   * Lets a file hold a content, and let go of the one it held before.
   *
   * @param sha256 the SHA-256 of the content, in hexadecimal
   * @param upload the upload that brought it, for the case that nobody else did; null for none
   */
  void hold(ObjectKey file, String sha256, @Nullable UUID upload);

  /** Lets a file go of its content. */
  void release(ObjectKey file);
}
