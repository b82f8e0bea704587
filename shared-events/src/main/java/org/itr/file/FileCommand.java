package org.itr.file;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Commands for files. */
public sealed interface FileCommand {

  /**
   * Adds the file or replaces its content.
   *
   * @param sha256 the SHA-256 of the content, in hexadecimal
   * @param size its size in bytes
   * @param mediaType the media type according to its name
   * @param upload the upload with the content; null if the content is already stored
   */
  record StoreFile(
      @TargetAggregateIdentifier ObjectKey target,
      String sha256,
      long size,
      String mediaType,
      @Nullable UUID upload)
      implements FileCommand {}

  /** Removes the file. */
  record RemoveFile(@TargetAggregateIdentifier ObjectKey target) implements FileCommand {}

  /** Removes the files of an object: those of a type, or all if it is null. */
  record RemoveFiles(FileFolder folder, @Nullable String type) implements FileCommand {}

  /**
   * Makes the files of one object the same as those of another; files that the source does not have
   * are removed.
   */
  record CopyFiles(FileFolder source, FileFolder target) implements FileCommand {}
}
