package org.itr.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The result of a controller, which can be sent with the content type that the website needs. */
@FunctionalInterface
public interface Answer {

  /** The answer to a write. */
  Answer OK = text("OK");

  /** Sends the answer. */
  void send(HttpServletResponse response) throws IOException;

  /** A plain text. */
  static Answer text(String text) {
    return response -> write(response, "text/plain;charset=utf-8", text);
  }

  /** JSON with a text content type, because the website parses it itself. */
  static Answer jsonAsText(String json) {
    return response -> write(response, "text/html;charset=utf-8", json);
  }

  /**
   * JSON sent as text that contains user input. So that it cannot run when opened as a page, the
   * characters with which HTML begins are written as JSON escapes. Streamed.
   */
  static Answer jsonAsText(Content content) {
    return response -> {
      response.setContentType("text/html;charset=utf-8");
      try (WireWriter writer = new WireWriter(new HtmlSafeStream(response.getOutputStream()))) {
        content.write(writer);
      }
    };
  }

  /** Streamed JSON. */
  static Answer json(Content content) {
    return response -> {
      response.setContentType("application/json;charset=utf-8");
      try (WireWriter writer = new WireWriter(response.getOutputStream())) {
        content.write(writer);
      }
    };
  }

  /** A byte array. */
  static Answer bytes(String contentType, byte[] bytes) {
    return response -> write(response, contentType, bytes);
  }

  /** A streamed file for download, of any length. */
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
