package org.itr.file;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes the bytes that no file holds any more. */
@Component
class FileHousekeeping {

  private final FileContents contents;

  FileHousekeeping(FileContents contents) {
    this.contents = contents;
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
  void removeForgotten() {
    contents.removeForgotten();
  }
}
