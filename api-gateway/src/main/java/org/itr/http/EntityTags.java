package org.itr.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.Resource;
import org.springframework.util.DigestUtils;

/**
 * Entity tags with which browsers validate their caches. They are weak, because compression changes
 * the bytes.
 */
public final class EntityTags {

  private EntityTags() {}

  /** Of what a file holds; for files of the jar, whose date is the same in every build. */
  public static String ofContent(Resource file) {
    try {
      return "W/\"" + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + "\"";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the date and length of a file; for files of a folder. */
  public static String ofFile(Resource file) {
    try {
      return "W/\""
          + Long.toHexString(file.lastModified())
          + "-"
          + Long.toHexString(file.contentLength())
          + "\"";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
