package org.itr.file;

import java.io.InputStream;
import java.util.function.Supplier;
import org.springframework.core.io.AbstractResource;

/** The bytes of a file as Spring sends them, whole or in part. */
final class ContentResource extends AbstractResource {

  private final String name;
  private final long size;
  private final Supplier<InputStream> bytes;

  ContentResource(String name, long size, Supplier<InputStream> bytes) {
    this.name = name;
    this.size = size;
    this.bytes = bytes;
  }

  @Override
  public String getDescription() {
    return "the file " + name;
  }

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public long contentLength() {
    return size;
  }

  @Override
  public InputStream getInputStream() {
    return bytes.get();
  }
}
