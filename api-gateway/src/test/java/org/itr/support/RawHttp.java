package org.itr.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A caller that sends bytes as they are, also such as no HTTP library lets through, one request
 * after the other on one connection.
 */
public final class RawHttp implements AutoCloseable {

  private static final int TIMEOUT_MS = 60_000;

  /**
   * An answer.
   *
   * @param status the status; 0 when the connection was closed without an answer
   * @param headers the headers, names in lower case
   * @param body the body
   */
  public record Response(int status, Map<String, String> headers, byte[] body) {

    /** A header, empty when there is none. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  /** A caller of the server with that address. */
  public RawHttp(String url) {
    this.port = URI.create(url).getPort();
  }

  /**
   * Sends a request and reads the answer.
   *
   * @param isHead whether the answer has no body, whatever its headers say
   */
  public Response send(byte[] request, boolean isHead) throws IOException {
    boolean isFresh = socket == null;
    Response response = attempt(request, isHead);
    // A server may close a connection that waits; the request has not been read then.
    return response.status() == 0 && !isFresh ? attempt(request, isHead) : response;
  }

  private Response attempt(byte[] request, boolean isHead) throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }
    try {
      socket.getOutputStream().write(request);
    } catch (IOException e) {
      // The server may have said enough already; the answer tells.
    }
    try {
      return read(isHead);
    } catch (java.net.SocketException e) {
      close();
      return new Response(0, Map.of(), new byte[0]);
    }
  }

  private Response read(boolean isHead) throws IOException {
    String statusLine = line();
    if (statusLine.isEmpty()) {
      close();
      return new Response(0, Map.of(), new byte[0]);
    }
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    if (status == 100) {
      return read(isHead);
    }
    byte[] body = isHead ? new byte[0] : body(headers);
    if ("close".equalsIgnoreCase(headers.get("connection"))) {
      close();
    }
    return new Response(status, headers, body);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        all.write(in.readNBytes(size));
        line();
      }
      line();
      return all.toByteArray();
    }
    String length = headers.get("content-length");
    if (length != null) {
      return in.readNBytes(Integer.parseInt(length));
    }
    byte[] rest = in.readAllBytes();
    close();
    return rest;
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Gives up the connection; the next request opens another. */
  @Override
  public void close() {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is of no use any more either way.
      }
      socket = null;
    }
  }
}
