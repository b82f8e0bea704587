package org.itr.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.itr.support.ServerProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder with a small website of our own, served by the server. */
class WebsiteFilesFlowIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ServerProcess SERVER = ServerProcess.shared();
  private static final String SECRET = "not for the web";
  private static final String SCRIPT = "// a script\n".repeat(1_000);

  @TempDir static Path outside;

  @BeforeAll
  static void fill() throws IOException {
    Path website = SERVER.website();
    write(website.resolve("Scripts/Main.js"), SCRIPT);
    write(website.resolve("images/logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    write(website.resolve("images/a picture é.png"), "png");
    write(website.resolve("css/all.css"), "body { color: black }");
    write(website.resolve("fonts/text.woff2"), "font");
    write(website.resolve("InitServerVars.js"), SECRET);
    write(website.resolve(".git/config"), SECRET);
    write(website.resolve("api/version"), SECRET);
    write(website.resolveSibling("beside.txt"), SECRET);
    write(outside.resolve("secret.txt"), SECRET);
    Files.createSymbolicLink(website.resolve("link.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(website.resolve("linked"), outside);
    Files.createSymbolicLink(website.resolve("inside.css"), website.resolve("css/all.css"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static HttpResponse<byte[]> call(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SERVER.url() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return call("GET", path, headers);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/?Poll=abc", "/default.htm", "/Default.htm?Token=P1&Path=PasswordReset"})
  void the_start_page_answers_and_is_asked_for_each_time(String path) throws Exception {
    HttpResponse<byte[]> page = get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).startsWith("text/html");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(text(page)).isEqualTo(Files.readString(SERVER.website().resolve("default.htm")));
    assertThat(get(path, "If-None-Match", header(page, "ETag")).statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "/Scripts/Main.js, text/javascript",
    "/images/logo.svg, image/svg+xml",
    "/images/a%20picture%20%C3%A9.png, image/png",
    "/css/all.css, text/css",
    "/fonts/text.woff2, font/woff2",
    "/inside.css, text/css",
  })
  void files_have_their_type_and_are_kept_for_an_hour(String path, String type) throws Exception {
    HttpResponse<byte[]> file = get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(header(file, "Content-Type")).startsWith(type);
    assertThat(header(file, "Cache-Control")).isEqualTo("max-age=3600, public");
    assertThat(header(file, "X-Frame-Options")).isEmpty();
  }

  @Test
  void a_name_that_is_not_there_as_spelled_is_looked_for_in_lower_case() throws Exception {
    assertThat(get("/CSS/All.css").statusCode()).isEqualTo(200);
    assertThat(get("/scripts/main.js").statusCode()).isEqualTo(404);
  }

  @Test
  void what_the_browser_has_is_not_sent_again() throws Exception {
    HttpResponse<byte[]> first = get("/Scripts/Main.js");
    HttpResponse<byte[]> byTag = get("/Scripts/Main.js", "If-None-Match", header(first, "ETag"));
    assertThat(byTag.statusCode()).isEqualTo(304);
    assertThat(byTag.body()).isEmpty();
    HttpResponse<byte[]> byDate =
        get("/Scripts/Main.js", "If-Modified-Since", header(first, "Last-Modified"));
    assertThat(byDate.statusCode()).isEqualTo(304);

    Path changing = SERVER.website().resolve("changing.js");
    Files.writeString(changing, "1");
    String before = header(get("/changing.js"), "ETag");
    Files.writeString(changing, "22");
    HttpResponse<byte[]> after = get("/changing.js", "If-None-Match", before);
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(text(after)).isEqualTo("22");
  }

  @Test
  void a_head_has_no_body_and_a_range_has_a_part() throws Exception {
    HttpResponse<byte[]> head = call("HEAD", "/Scripts/Main.js");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(SCRIPT.length()));
    assertThat(call("HEAD", "/").statusCode()).isEqualTo(200);
    HttpResponse<byte[]> part = get("/Scripts/Main.js", "Range", "bytes=3-10");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(text(part)).isEqualTo("a script");
  }

  @Test
  void answers_of_the_api_travel_packed_too() throws Exception {
    HttpResponse<byte[]> packed = get("/api/openapi", "Accept-Encoding", "gzip");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(get("/api/openapi").body());
    }
  }

  @Test
  void text_is_compressed_for_who_can_read_it() throws Exception {
    HttpResponse<byte[]> packed = get("/Scripts/Main.js", "Accept-Encoding", "gzip");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.body().length).isLessThan(SCRIPT.length() / 10);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(SCRIPT);
    }
    assertThat(
            get(
                    "/Scripts/Main.js",
                    "Accept-Encoding",
                    "gzip",
                    "If-None-Match",
                    header(packed, "ETag"))
                .statusCode())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../beside.txt",
        "/css/../../beside.txt",
        "/%2e%2e/beside.txt",
        "/css/%2e%2e/%2E%2E/beside.txt",
        "/..%2fbeside.txt",
        "/..%5cbeside.txt",
        "/%252e%252e/beside.txt",
        "/..;/beside.txt",
        "/css/..;x=1/..;/beside.txt",
        "//../beside.txt",
        "/css/all.css%00.js",
        "/link.txt",
        "/linked/secret.txt",
        "/.git/config",
        "/css/../.git/config",
        "/%2egit/config",
        "/API/version",
        "/file:/etc/passwd",
        "/etc/passwd",
        "/WEB-INF/web.xml",
      })
  void nothing_outside_the_folder_and_nothing_hidden_is_given_away(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(text(answer)).doesNotContain(SECRET).doesNotContain(SERVER.website().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/css", "/css/", "/images/", "/missing.js"})
  void folders_are_not_listed_and_what_is_missing_is_told_so(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(text(answer)).isEqualTo("There is no such address");
  }

  @Test
  void files_cannot_be_written() throws Exception {
    for (String method : new String[] {"POST", "PUT", "DELETE"}) {
      assertThat(call(method, "/css/all.css").statusCode()).isEqualTo(405);
    }
    assertThat(get("/css/all.css").statusCode()).isEqualTo(200);
  }

  @Test
  void the_website_is_told_to_call_the_origin_it_came_from() throws Exception {
    HttpResponse<byte[]> script = get("/InitServerVars.js");
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(header(script, "Content-Type")).startsWith("text/javascript");
    assertThat(header(script, "Cache-Control")).isEqualTo("no-cache");
    assertThat(text(script))
        .contains("var configBaseURL = document.location.origin;")
        .doesNotContain(SECRET);
    assertThat(get("/InitServerVars.js", "If-None-Match", header(script, "ETag")).statusCode())
        .isEqualTo(304);
  }

  @Test
  void the_api_is_where_it_was() throws Exception {
    assertThat(text(get("/api/version"))).isNotEqualTo(SECRET);
    assertThat(get("/api/no/such/call").statusCode()).isEqualTo(404);
  }

  @Test
  void a_folder_without_a_website_is_refused_by_name() {
    assertThatThrownBy(() -> new WebsiteConfiguration(outside.toString()))
        .hasMessageContaining("ITR_WEBSITE")
        .hasMessageContaining(outside.toString());
  }
}
