package org.itr.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.itr.support.Belongings;

/**
 * Makes requests out of the description of the API that nobody should send: a proper call of which
 * one to three things are made odd. The same seed makes the same requests of the same description.
 */
final class HostileRequests {

  /**
   * A call of the description.
   *
   * @param method GET, POST or DELETE
   * @param pattern the path with its variables
   * @param operation all that is said of it
   */
  record Operation(String method, String pattern, JsonNode operation) {

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  /**
   * A request.
   *
   * @param method the method
   * @param line the request line's address, as it is sent
   * @param headers the header lines after it
   * @param body the body
   * @param isAtItsAddress whether it still is a request of the operation that it began as
   */
  record Request(
      String method, String line, List<byte[]> headers, byte[] body, boolean isAtItsAddress) {

    /** All of it, as it is sent. */
    byte[] bytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes((method + " " + line + " HTTP/1.1\r\n").getBytes(StandardCharsets.UTF_8));
      for (byte[] header : headers) {
        out.writeBytes(header);
        out.writeBytes(new byte[] {'\r', '\n'});
      }
      out.writeBytes(new byte[] {'\r', '\n'});
      out.writeBytes(body);
      return out.toByteArray();
    }

    /** The beginning of it, to be read by a person. */
    String brief() {
      String all = new String(bytes(), StandardCharsets.ISO_8859_1);
      return all.substring(0, Math.min(all.length(), 900)).replaceAll("[^\\x20-\\x7E\\n]", "?");
    }
  }

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "'",
          "\"",
          "\\",
          "' or '1'='1",
          "'; drop table views.persons; --",
          "1); select pg_sleep(30); --",
          "%' union select 1 from secrets.credential --",
          "$$; select 1; $$",
          "${jndi:ldap://127.0.0.1/x}",
          "#{7*7}${7*7}",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "javascript:alert(1)",
          "../../../../etc/passwd",
          "..\\..\\secrets",
          "file:///etc/passwd",
          "%00",
          "%n%s%x%d",
          "null",
          "undefined",
          "NaN",
          "-1",
          "1e309",
          "99999999999999999999",
          "-32769",
          "9223372036854775808",
          "0x10",
          "true",
          "[]",
          "{}",
          "{00000000-0000-0000-0000-000000000000}",
          "00000000-0000-0000-0000-000000000000",
          "2026-02-30T25:61:61Z",
          "0000-00-00",
          "9999999-01-01T00:00:00Z",
          "2026-01-01 00:00:00 Nowhere/City",
          "\t",
          "\u0001\u001b[31m",
          "\u202eevil",
          "日本語 😀 İß",
          "\uffff\ufeff",
          "x".repeat(300),
          "x".repeat(6_000),
          "a,".repeat(1_500),
          "'".repeat(999),
          "=".repeat(500));

  private static final List<String> FILTERS =
      List.of(
          "Name='",
          "ID=not-a-uuid",
          "Status=abc",
          "Status=99999999999",
          "Active=perhaps",
          "CreateDate>=never",
          "Password=x,otp_secret=x",
          "Name%=%%%%%%%%%%%%%%%%%%%%",
          "Name%=\\,Description%=_%\\",
          "=,==,!=,<=>,%=",
          "Name='a'',Name='b'",
          "Name=" + "x".repeat(5_000),
          "Description=a,".repeat(800),
          "PluginData=x,Results%=%x%",
          "ID=1' or 1=1--,ID=' or ''='");

  private static final List<String> NUMBERS =
      List.of(
          "-1",
          "-2",
          "999999999",
          "1e3",
          "1.5",
          "0x1",
          "٣",
          "+1",
          "--1",
          "1;2",
          "NaN",
          "99999999999");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1.5",
          "1e999999999",
          "-1e-999999999",
          "99999999999999999999999999",
          "[]",
          "{}",
          "[[[[1]]]]",
          "{\"__proto__\":{\"x\":1},\"_objectType\":\"alert(1)\"}",
          "[" + "1,".repeat(5_000) + "1]",
          "[".repeat(3_000) + "]".repeat(3_000),
          "{\"a\":".repeat(600) + "1" + "}".repeat(600),
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\r\\nX-Injected: yes\"",
          "\"" + "y".repeat(100_000) + "\"");

  private static final List<byte[]> BODIES = bodies();

  private static List<byte[]> bodies() {
    List<byte[]> bodies = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "undefined",
            "null",
            "true",
            "\"text\"",
            "[]",
            "[1,null,\"x\",[]]",
            "{",
            "{\"ID\":",
            "{\"ID\":undefined}",
            "{}{}",
            "{\"ID\":\"x\"} more",
            "{'ID':'x'}",
            "{\"ID\":1,}",
            "{/**/}",
            "{\"Status\":NaN}",
            "{\"ID\":\"\u0000\"}",
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "{\"ID\":1,".repeat(3_000),
            "a=b&c=d%20e",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"../a\"\r\n\r\nb\r\n--x--",
            "\ufeff{}",
            "{" + "\"f\":1,".repeat(20_000) + "\"g\":1}")) {
      bodies.add(text.getBytes(StandardCharsets.UTF_8));
    }
    bodies.add("{\"Name\":\"x\"}".getBytes(StandardCharsets.UTF_16));
    bodies.add(new byte[] {'{', '"', 'N', '"', ':', '"', (byte) 0xFF, '"', '}'});
    bodies.add(new byte[] {'{', '"', 'N', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'});
    bodies.add(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0});
    return List.copyOf(bodies);
  }

  private static final List<String> PATH_PIECES =
      List.of(
          "..",
          "%2e%2e",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "..%5c..%5cx",
          "%00",
          "x%00y",
          "%",
          "%zz",
          "%c0%ae%c0%ae",
          "%ff%fe",
          ";jsessionid=1",
          "a;b=c",
          "%3cscript%3e",
          "'%20or%201=1--",
          "%e6%97%a5%e6%9c%ac",
          "undefined",
          "null",
          "-1",
          "{id}",
          "%7b00000000-0000-0000-0000-000000000001%7d",
          "00000000-0000-0000-0000-00000000000",
          "00000000-0000-0000-0000-000000000000",
          "*",
          "%2a",
          "~root",
          "x".repeat(3_000),
          "%20",
          "%0d%0aX-Injected:%20yes",
          "|ls",
          "1%2b1");

  private static final List<String> TRICKS =
      List.of(
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: ' or 1=1, 10.0.0.1",
          "X-Forwarded-Host: evil.example",
          "X-Original-URL: /api/logins",
          "Content-Type: multipart/form-data; boundary=x",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: ;;;",
          "Content-Encoding: gzip",
          "Accept: application/xml;q=x, */*",
          "Accept-Encoding: gzip;q=one, *;q=0",
          "Accept-Language: %%%",
          "Range: bytes=0-1,5-",
          "If-None-Match: *",
          "If-Modified-Since: yesterday",
          "Cookie: JSESSIONID='; SessionID=x",
          "Authorization: Basic ////",
          "Origin: null",
          "Upgrade: h2c",
          "Expect: 100-continue",
          "SessionID: W" + "f".repeat(32),
          "CompanyID: '",
          "BrowserID: <script>",
          "ITRLang: ../../en",
          "TimeZoneOffset: 1e400",
          "IncludeMaster: function () { }",
          "X-Odd: " + "z".repeat(7_000));

  private final Random random;
  private final JsonNode api;
  private final Belongings there;
  private final List<String> tokens;

  /**
   * Requests.
   *
   * @param api the description
   * @param there objects that are there
   * @param tokens the tokens to call with; an empty one is none
   */
  HostileRequests(long seed, JsonNode api, Belongings there, List<String> tokens) {
    this.random = new Random(seed);
    this.api = api;
    this.there = there;
    this.tokens = tokens;
  }

  /** All calls of the description. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        operations.add(
            new Operation(
                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                operation.getValue()));
      }
    }
    return operations;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** The next request of a call. */
  Request next(Operation operation) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "localhost");
    headers.put("BrowserID", new UUID(random.nextLong(), random.nextLong()).toString());
    headers.put("SessionID", any(tokens));
    List<byte[]> extra = new ArrayList<>();
    String path = address(operation);
    String method = operation.method();
    byte[] body = body(operation);
    boolean isAtItsAddress = true;
    int oddities = 1 + random.nextInt(3);
    for (int i = 0; i < oddities; i++) {
      switch (random.nextInt(operation.operation().has("requestBody") ? 8 : 5)) {
        case 0 -> {
          path = oddPath(operation);
          isAtItsAddress = false;
        }
        case 1, 2 -> oddHeader(operation, headers);
        case 3 -> extra.add(any(TRICKS).getBytes(StandardCharsets.ISO_8859_1));
        case 4 -> {
          if (oneIn(3)) {
            method = any(List.of("PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "FOO", "GET"));
            isAtItsAddress = false;
          } else {
            path += "?StartPage=-1&SessionID=" + any(PATH_PIECES).replace(" ", "");
          }
        }
        default -> body = oddBody(operation);
      }
    }
    if (body.length > 0 || !method.equals("GET")) {
      headers.put("Content-Length", Integer.toString(body.length));
    }
    List<byte[]> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(line(name, value)));
    lines.addAll(extra);
    return new Request(method, path, lines, body, isAtItsAddress);
  }

  /** As UTF-8 or as Latin-1, as programs and browsers do. */
  private byte[] line(String name, String value) {
    Charset charset = oneIn(2) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return (name + ": " + value).getBytes(charset);
  }

  private String address(Operation operation) {
    // Companies are left alone that others, or these requests, live in.
    boolean isSafe =
        !operation.pattern().startsWith("/api/companies/")
            && !operation.pattern().startsWith("/api/tokens/");
    return isSafe && oneIn(2)
        ? "/api/" + there.path(operation.pattern())
        : withVariables(operation, "");
  }

  private String withVariables(Operation operation, String oddity) {
    String path = operation.pattern();
    while (path.contains("{")) {
      int end = path.indexOf('}');
      String name = path.substring(path.indexOf('{') + 1, end);
      String value =
          switch (name) {
            case "year", "number" -> "1";
            default -> new UUID(random.nextLong(), random.nextLong()).toString();
          };
      path =
          path.substring(0, path.indexOf('{'))
              + (oddity.isEmpty() || oneIn(3) && path.indexOf('{', end) > 0 ? value : oddity)
              + path.substring(end + 1);
    }
    return path;
  }

  private String oddPath(Operation operation) {
    String piece = any(PATH_PIECES).replace("{id}", "%7Bid%7D");
    return switch (random.nextInt(6)) {
      case 0 -> withVariables(operation, "") + "/" + piece;
      case 1 -> withVariables(operation, "").replace("/api/", "/api/" + piece + "/");
      case 2 -> withVariables(operation, "").replace("/", "//");
      case 3 -> withVariables(operation, "").replace("/api/", "/api/./x/../");
      case 4 -> withVariables(operation, "").toUpperCase(java.util.Locale.ROOT);
      default -> withVariables(operation, piece);
    };
  }

  private void oddHeader(Operation operation, Map<String, String> headers) {
    List<JsonNode> declared = new ArrayList<>();
    for (JsonNode parameter : operation.operation().get("parameters")) {
      JsonNode resolved = resolved(parameter);
      if (resolved.get("in").asText().equals("header")) {
        declared.add(resolved);
      }
    }
    JsonNode header = any(declared);
    String name = header.get("name").asText();
    String value =
        switch (name) {
          case "Filter" -> any(oneIn(2) ? FILTERS : TEXTS);
          case "StartPage", "PageSize", "TimeZoneOffset" -> any(oneIn(2) ? NUMBERS : TEXTS);
          default -> any(TEXTS);
        };
    headers.put(oneIn(4) ? name.toUpperCase(java.util.Locale.ROOT) : name, value);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
  }

  private byte[] body(Operation operation) {
    JsonNode content = operation.operation().at("/requestBody/content");
    if (content.isMissingNode()) {
      return new byte[0];
    }
    JsonNode example = content.elements().next().path("example");
    return (example.isTextual() ? example.asText() : example.toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] oddBody(Operation operation) {
    JsonNode media = operation.operation().at("/requestBody/content").elements().next();
    JsonNode schema = resolved(media.get("schema"));
    if (schema.has("oneOf")) {
      schema = resolved(schema.get("oneOf").get(0));
    }
    if (!schema.has("properties") || oneIn(3)) {
      return oneIn(4) ? any(TEXTS).getBytes(StandardCharsets.UTF_8) : any(BODIES);
    }
    List<String> names = new ArrayList<>();
    schema.get("properties").fieldNames().forEachRemaining(names::add);
    StringBuilder json = new StringBuilder("{");
    int fields = 1 + random.nextInt(4);
    for (int i = 0; i < fields; i++) {
      String value = oneIn(2) ? any(VALUES) : quoted(any(TEXTS));
      json.append(i == 0 ? "" : ",").append(quoted(any(names))).append(':').append(value);
    }
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }
}
