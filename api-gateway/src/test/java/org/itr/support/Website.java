package org.itr.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Calls the API the way the website does: parameters in headers, JSON bodies typed as forms, the
 * token of the last login on every call, and a write repeated when there were too many.
 */
public final class Website {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String browser = UUID.randomUUID().toString();
  private String url;
  private String token = "";
  private String company = UUID.randomUUID().toString();

  /** A browser that loaded the website from the given origin. */
  public Website(String origin) {
    this.url = origin;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param type the content type
   * @param body the text; of a workbook or an archive, that of the files in it
   */
  public record Answer(int status, String type, String body) {

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Not JSON: " + body, e);
      }
    }
  }

  /** Logs in and keeps the token; fails when that is refused. */
  public Answer login(String user, String password) {
    return login(user, password, "");
  }

  /** Logs in to a company and keeps the token; fails when that is refused. */
  public Answer login(String user, String password, String toCompany) {
    Answer answer = tryLogin(user, password, toCompany);
    if (answer.status() != 200) {
      throw new IllegalStateException("Login refused: " + answer);
    }
    token = answer.json().get("SessionID").asText();
    company = answer.json().get("CompanyID").asText();
    return answer;
  }

  /** Lifts the server's limit of calls a second; for a master user. */
  public void liftCallLimit() {
    Answer answer =
        post("systemsettings/MAX_CALL_LIMIT", "100000", "IncludeMaster", "Y", "IncludeClient", "N");
    if (answer.status() != 200) {
      throw new IllegalStateException("The limit stays: " + answer);
    }
  }

  /** Tries to log in. */
  public Answer tryLogin(String user, String password) {
    return tryLogin(user, password, "");
  }

  private Answer tryLogin(String user, String password, String toCompany) {
    return call(
        "GET",
        "login",
        null,
        "SessionID",
        "",
        "CompanyID",
        toCompany,
        "UserID",
        user,
        "Password",
        password,
        "MASTER",
        "Y");
  }

  /** Goes on with a token that was got in another way. */
  public void continueWith(String sessionToken, String ofCompany) {
    token = sessionToken;
    company = ofCompany;
  }

  /** Whose company the token is. */
  public String company() {
    return company;
  }

  /** The token. */
  public String token() {
    return token;
  }

  /** A list or an object. */
  public Answer get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  /** A write with a JSON body. */
  public Answer post(String path, Object body, String... headers) {
    return call("POST", path, body instanceof String text ? text : text(body), headers);
  }

  /** A removal. */
  public Answer delete(String path, String... headers) {
    return call("DELETE", path, null, headers);
  }

  /** A call; header names and values alternate. */
  public Answer call(String method, String path, String body, String... headers) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("SessionID", token);
    all.put("CompanyID", company);
    all.put("BrowserID", browser);
    all.put("ITRLang", "en");
    all.put("TimeZoneOffset", "1");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/api/" + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          text(response.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A workbook is read by the directory at its end, as spreadsheet programs do. */
  private static String text(byte[] body) throws IOException {
    if (body.length < 2 || body[0] != 'P' || body[1] != 'K') {
      return new String(body, StandardCharsets.UTF_8);
    }
    Path file = Files.write(Files.createTempFile("itr-answer", ".zip"), body);
    StringBuilder texts = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        texts.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    } finally {
      Files.delete(file);
    }
    return texts.toString();
  }

  /** JSON text of maps and lists. */
  public static String text(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
