package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The raw body of a request as it comes in: nothing of it is kept here. */
public final class Upload {

  private final InputStream bytes;

  private Upload(InputStream bytes) {
    this.bytes = bytes;
  }

  /**
   * The body of a request.
   *
   * @param limit how many bytes it may have
   * @throws TooLarge when it is longer by its own account
   */
  static Upload of(HttpServletRequest request, long limit) throws IOException {
    if (request.getContentLengthLong() > limit) {
      throw new TooLarge(limit);
    }
    return new Upload(new Limited(request.getInputStream(), limit));
  }

  /** The bytes; reading more than may be sent is refused as too large. */
  public InputStream bytes() {
    return bytes;
  }

  /** For bodies that do not tell their length. */
  private static final class Limited extends FilterInputStream {

    private final long limit;
    private long read;

    private Limited(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      return (int) counted(super.read(), 1);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      return (int) counted(n, n);
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      return counted(skipped, skipped);
    }

    private long counted(long result, long n) {
      if (result >= 0) {
        read += n;
        if (read > limit) {
          throw new TooLarge(limit);
        }
      }
      return result;
    }
  }
}
