package org.itr.file;

import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Records which file uses which content, since events do not contain it. Changes are part of the
 * running transaction, so an event and its content are stored together or not at all.
 */
interface HeldContents {

  /**
   * Links a file to a content instead of its previous one.
   *
   * @param sha256 the SHA-256 of the content, in hexadecimal
   * @param upload the upload with the content, in case it is not stored yet; null for none
   */
  void hold(ObjectKey file, String sha256, @Nullable UUID upload);

  /** Unlinks a file from its content. */
  void release(ObjectKey file);
}
