package org.itr.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * A keep-alive HTTP/1.1 connection that costs the load program next to nothing. It is opened anew
 * when it was idle for so long that the server may have closed it.
 */
final class Http implements AutoCloseable {

  private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int port;
  private Socket socket;
  private BufferedInputStream in;
  private long usedLast;

  Http(int port) throws IOException {
    this.port = port;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 65_536);
    usedLast = System.nanoTime();
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param type the content type
   * @param isPacked whether the body is compressed
   * @param body the body as it came
   */
  record Answer(int status, String type, boolean isPacked, byte[] body) {

    String text() throws IOException {
      if (!isPacked) {
        return new String(body, StandardCharsets.UTF_8);
      }
      try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /** A request as bytes; headers are lines ending in CRLF. */
  static byte[] request(String method, String path, String headers, byte[] body) {
    byte[] head =
        (method
                + " /api/"
                + path
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  Answer call(byte[] request) throws IOException {
    if (System.nanoTime() - usedLast > LONGEST_IDLE_NANOS) {
      socket.close();
      connect();
    }
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    boolean chunked = false;
    boolean packed = false;
    String type = "";
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        chunked = true;
      } else if (lower.startsWith("content-encoding:") && lower.contains("gzip")) {
        packed = true;
      } else if (lower.startsWith("content-type:")) {
        type = lower.substring(13).strip();
      }
    }
    byte[] body = chunked ? chunks() : exactly(length);
    usedLast = System.nanoTime();
    return new Answer(Integer.parseInt(status.substring(9, 12)), type, packed, body);
  }

  /** An answer that must be 200. */
  Answer ok(byte[] request) throws IOException {
    Answer answer = call(request);
    if (answer.status() != 200) {
      throw new IOException("Status " + answer.status() + ": " + answer.text());
    }
    return answer;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      all.write(exactly(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The server hung up");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server hung up");
      }
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
