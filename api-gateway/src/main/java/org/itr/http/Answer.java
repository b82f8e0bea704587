package org.itr.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a controller gives back: something that can be sent, with the content type that the website
 * needs.
 */
@FunctionalInterface
public interface Answer {

  /** What a write is answered with. */
  Answer OK = text("OK");

  /** Sends the answer. */
  void send(HttpServletResponse response) throws IOException;

  /** A plain text. */
  static Answer text(String text) {
    return response -> write(response, "text/plain;charset=utf-8", text);
  }

  /** JSON that the website parses itself, and could not if it were typed as JSON. */
  static Answer jsonAsText(String json) {
    return response -> write(response, "text/html;charset=utf-8", json);
  }

  /**
   * JSON as text that holds what users wrote. Whoever opens it as a page must not run that, so what
   * HTML begins with is written as an escape, which is the same to JSON. Written as it is made.
   */
  static Answer jsonAsText(Content content) {
    return response -> {
      response.setContentType("text/html;charset=utf-8");
      try (WireWriter writer = new WireWriter(new HtmlSafeStream(response.getOutputStream()))) {
        content.write(writer);
      }
    };
  }

  /** JSON, written as it is made. */
  static Answer json(Content content) {
    return response -> {
      response.setContentType("application/json;charset=utf-8");
      try (WireWriter writer = new WireWriter(response.getOutputStream())) {
        content.write(writer);
      }
    };
  }

  /** Bytes that are ready. */
  static Answer bytes(String contentType, byte[] bytes) {
    return response -> write(response, contentType, bytes);
  }

  /** A file to keep, of any length, written as it is made. */
  static Answer download(String contentType, String name, FileContent content) {
    return response -> {
      response.setContentType(contentType);
      response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
      content.write(response.getOutputStream());
    };
  }

  private static void write(HttpServletResponse response, String contentType, String text)
      throws IOException {
    write(response, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpServletResponse response, String contentType, byte[] bytes)
      throws IOException {
    response.setContentType(contentType);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Writes JSON. */
  @FunctionalInterface
  interface Content {

    /** Writes it all. */
    void write(WireWriter writer) throws IOException;
  }

  /** Writes a file. */
  @FunctionalInterface
  interface FileContent {

    /** Writes it all. */
    void write(OutputStream out) throws IOException;
  }
}
