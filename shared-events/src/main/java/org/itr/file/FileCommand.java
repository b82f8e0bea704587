package org.itr.file;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** What can be asked of files. */
public sealed interface FileCommand {

  /**
   * Adds the file, or gives it another content.
   *
   * @param sha256 the SHA-256 of the content, in hexadecimal
   * @param size how many bytes it has
   * @param mediaType what its name says that it is
   * @param upload the upload that brought the bytes; null where they are there already
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

  /** Removes the files of an object: those of a type, or all where it is null. */
  record RemoveFiles(FileFolder folder, @Nullable String type) implements FileCommand {}

  /**
   * Makes the files of one object the same as those of another; what the source has not is removed.
   */
  record CopyFiles(FileFolder source, FileFolder target) implements FileCommand {}
}
