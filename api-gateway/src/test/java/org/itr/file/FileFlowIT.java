package org.itr.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.itr.view.ProjectionRebuild;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files of objects over HTTP: stored, read, published, refused, broken off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FileFlowIT {

  private static final int LARGEST = 60 * 1024 * 1024;
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String[] ALL = {"StartPage", "-1", "Sort", "CreateDate"};

  @TempDir static Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private ServerProcess server;
  private TestCompany others;

  /** A master user, in the company of the author. */
  private Website master;

  /** Writes tests. */
  private Website author;

  /** Writes tests in another company. */
  private Website stranger;

  private Website candidate;

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(folder, "--ITR_MAX_FILE_BYTES=" + LARGEST, "-Xmx256m");
    server.master().liftCallLimit();
    TestCompany company = TestCompany.on(server);
    master = company.user("IsOfficeUser", "IsMasterUser");
    author = company.user("IsOfficeUser", "IsTestAuthor");
    candidate = company.user("IsTestTakingUser");
    others = TestCompany.on(server);
    stranger = others.user("IsOfficeUser", "IsTestAuthor");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private <T> HttpResponse<T> send(
      String method,
      String path,
      BodyPublisher body,
      HttpResponse.BodyHandler<T> handler,
      String... headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/" + path)).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As the website uploads: raw bytes, the token, nothing else. */
  private HttpResponse<String> upload(Website user, String path, BodyPublisher bytes)
      throws IOException {
    return send(
        "POST", path, bytes, HttpResponse.BodyHandlers.ofString(), "SessionID", user.token());
  }

  private void stored(Website user, String path, String text) throws IOException {
    HttpResponse<String> answer = upload(user, path, BodyPublishers.ofString(text));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** As a browser loads a picture: without a token. */
  private HttpResponse<String> load(String path, String... headers) throws IOException {
    return send(
        "GET",
        path,
        BodyPublishers.noBody(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
        headers);
  }

  private static List<String> names(Answer list) {
    ok(list);
    assertThat(list.type()).startsWith("application/json");
    List<String> names = new ArrayList<>();
    list.json().forEach(name -> names.add(name.asText()));
    return names;
  }

  private String files(String object) {
    return "files/" + author.company() + "/" + object;
  }

  private JdbcTemplate database() throws IOException {
    return new JdbcTemplate(server.database());
  }

  private int count(String query) throws IOException {
    return database().queryForObject(query, Integer.class);
  }

  private int contents() throws IOException {
    return count("select count(*) from files.content");
  }

  private int events() throws IOException {
    return count("select count(*) from events.event where event_type like 'File%'");
  }

  /** What a raw line of request is answered with: paths that no library would send. */
  private String raw(String method, String path, String token, String body) throws IOException {
    try (Socket socket = socket()) {
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSessionID: "
                      + token
                      + "\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Socket socket() throws IOException {
    URI uri = URI.create(server.url());
    return new Socket(uri.getHost(), uri.getPort());
  }

  private static int status(String rawAnswer) {
    return Integer.parseInt(rawAnswer.substring(9, 12));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Order(1)
  void a_file_is_stored_under_its_clean_name_and_loaded_by_anybody() throws IOException {
    String test = id();
    assertThat(candidate.get(files(test) + "/test").body()).isEqualTo("[]");
    stored(author, files(test) + "/Test/My%20Caf%C3%A9%20;1+(final).PNG", "a picture");

    assertThat(names(author.get(files(test) + "/test"))).containsExactly("mycafé1final.png");
    assertThat(names(candidate.get(files(test) + "/TEST"))).containsExactly("mycafé1final.png");
    assertThat(names(author.get(files(test) + "/media"))).isEmpty();

    HttpResponse<String> loaded = load(files(test) + "/test/My%20Caf%C3%A9%20;1+(final).PNG");
    assertThat(loaded.statusCode()).isEqualTo(200);
    assertThat(loaded.body()).isEqualTo("a picture");
    assertThat(loaded.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(loaded.headers().firstValue("Content-Length")).hasValue("9");
    assertThat(loaded.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(loaded.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(loaded.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline;")
        .contains("filename*=UTF-8''mycaf%C3%A91final.png");
    assertThat(load(files(test) + "/test/mycaf%C3%A91final.png").body()).isEqualTo("a picture");
    assertThat(load("/" + files(test).replace("/", "//") + "/test/mycaf%C3%A91final.png").body())
        .isEqualTo("a picture");
  }

  @Test
  @Order(1)
  void a_file_is_read_in_part_and_only_when_it_changed() throws IOException {
    String file = files(id()) + "/media/alphabet.txt";
    stored(author, file, "abcdefghijklmnopqrstuvwxyz");
    String tag = load(file).headers().firstValue("ETag").orElseThrow();
    assertThat(tag).isEqualTo("\"" + sha256("abcdefghijklmnopqrstuvwxyz") + "\"");
    HttpResponse<String> unchanged = load(file, "If-None-Match", tag);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();

    HttpResponse<String> part = load(file, "Range", "bytes=2-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("cde");
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 2-4/26");
    assertThat(load(file, "Range", "bytes=-3").body()).isEqualTo("xyz");
    assertThat(load(file, "Range", "bytes=24-99", "If-Range", tag).body()).isEqualTo("yz");
    assertThat(load(file, "Range", "bytes=0-0,25-25").body()).contains("a", "z", "bytes 25-25/26");
    HttpResponse<String> beyond = load(file, "Range", "bytes=26-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */26");
    assertThat(beyond.body()).isEmpty();
    assertThat(load(file, "Range", "bytes=4-2").statusCode()).isEqualTo(416);
    assertThat(load(file, "Range", "words=1-2").statusCode()).isEqualTo(416);

    HttpResponse<Void> head =
        send(
            "HEAD",
            file,
            BodyPublishers.noBody(),
            HttpResponse.BodyHandlers.discarding(),
            "Range",
            "bytes=99-");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("26");
    assertThat(head.headers().firstValue("ETag")).hasValue(tag);

    stored(author, file, "0123456789");
    assertThat(load(file, "If-None-Match", tag).body()).isEqualTo("0123456789");
    HttpResponse<String> another = load(file, "Range", "bytes=2-4", "If-Range", tag);
    assertThat(another.statusCode()).isEqualTo(200);
    assertThat(another.body()).isEqualTo("0123456789");
  }

  @Test
  @Order(1)
  void an_empty_file_is_a_file() throws IOException {
    String file = files(id()) + "/test/empty.txt";
    stored(author, file, "");
    HttpResponse<String> loaded = load(file);
    assertThat(loaded.statusCode()).isEqualTo(200);
    assertThat(loaded.body()).isEmpty();
    assertThat(loaded.headers().firstValue("Content-Length")).hasValue("0");
    assertThat(load(file, "Range", "bytes=0-").statusCode()).isEqualTo(416);
  }

  @Test
  @Order(1)
  void files_are_removed_by_name_by_type_and_all_at_once() throws IOException {
    String test = id();
    for (String file : List.of("test/a.txt", "test/b.txt", "media/a.txt", "media/c.txt")) {
      stored(author, files(test) + "/" + file, file);
    }
    assertThat(names(author.get(files(test) + "/ALL"))).containsExactly("a.txt", "b.txt", "c.txt");
    ok(author.delete(files(test) + "/test/b.txt"));
    assertThat(author.delete(files(test) + "/test/b.txt").status()).isEqualTo(404);
    assertThat(names(author.get(files(test) + "/test"))).containsExactly("a.txt");
    ok(author.delete(files(test) + "/Media"));
    assertThat(names(author.get(files(test) + "/all"))).containsExactly("a.txt");
    assertThat(load(files(test) + "/media/c.txt").statusCode()).isEqualTo(404);
    ok(author.delete(files(test) + "/all", "IncludeMaster", "Y", "IncludeClient", "N"));
    ok(author.delete(files(test) + "/all"));
    assertThat(author.get(files(test) + "/ALL").body()).isEqualTo("[]");
    assertThat(author.delete(files(test) + "/all/a.txt").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(
      strings = {
        "/test/..",
        "/test/.",
        "/test/...",
        "/test/%2e%2e",
        "/test/%2E%2E%2F%2E%2E%2Fetc%2Fpasswd",
        "/test/..%5c..%5cwin.ini",
        "/test/..\\..\\win.ini",
        "/test/../../../../etc/passwd",
        "/test/a%00.png",
        "/test/%00",
        "/test/%c0%ae%c0%ae",
        "/test/%f0%9f%98%80",
        "/test/%20",
        "/test/---",
        "/test/;x.png",
        "/test/%zz.png",
        "/../x.png",
        "/%2e%2e/x.png",
        "/te%20st/x.png",
        "/all/x.png",
        "/.%2e/x.png",
      })
  void a_hostile_name_goes_nowhere(String tail) throws IOException {
    String test = id();
    stored(author, files(test) + "/test/here.txt", "stays");
    int eventsBefore = events();
    int contentsBefore = contents();
    for (String method : List.of("GET", "POST", "DELETE")) {
      String answer = raw(method, "/api/" + files(test) + tail, author.token(), "bytes");
      assertThat(status(answer)).as("%s %s: %s", method, tail, answer).isIn(400, 404, 405);
      assertThat(answer).doesNotContain("root:", "Exception", "at org.");
    }
    assertThat(events()).isEqualTo(eventsBefore);
    assertThat(contents()).isEqualTo(contentsBefore);
    assertThat(load(files(test) + "/test/here.txt").body()).isEqualTo("stays");
  }

  @Test
  @Order(1)
  void names_are_kept_as_far_as_they_say_something_and_are_not_too_long() throws IOException {
    String test = id();
    stored(author, files(test) + "/test/..%2e%2eetc.passwd", "harmless");
    stored(author, files(test) + "/test/%E6%B5%8B%E9%AA%8C%F0%9F%98%80.mp3", "chinese");
    stored(author, files(test) + "/test/" + "x".repeat(255), "long");
    assertThat(names(author.get(files(test) + "/test")))
        .containsExactlyInAnyOrder("....etc.passwd", "测验.mp3", "x".repeat(255));
    assertThat(
            upload(author, files(test) + "/test/" + "x".repeat(256), BodyPublishers.ofString("x"))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            upload(
                    author,
                    files(test) + "/test/" + "x".repeat(20_000),
                    BodyPublishers.ofString("x"))
                .statusCode())
        .isEqualTo(400);
    HttpResponse<String> nothingLeft =
        upload(author, files(test) + "/test/%F0%9F%98%80", BodyPublishers.ofString("x"));
    assertThat(nothingLeft.statusCode()).isEqualTo(400);
    assertThat(nothingLeft.body()).contains("Name");
  }

  @Test
  @Order(1)
  void ids_that_are_none_find_nothing() throws IOException {
    String test = id();
    assertThat(author.get("files/" + id() + "/" + test + "/test").body()).isEqualTo("[]");
    assertThat(author.get("files/undefined/" + test + "/test").body()).isEqualTo("[]");
    assertThat(author.get("files/..%2e/" + test + "/test").body()).isEqualTo("[]");
    assertThat(author.get(files("undefined") + "/test").status()).isEqualTo(404);
    assertThat(author.get(files("not-a-uuid") + "/test").status()).isEqualTo(400);
    assertThat(load("files/undefined/" + test + "/test/x.png").statusCode()).isEqualTo(404);
    assertThat(load(files("undefined") + "/test/x.png").statusCode()).isEqualTo(404);
    assertThat(load(files(test) + "/test/x.png").statusCode()).isEqualTo(404);
    assertThat(load("files/master/" + test + "/test/x.png").statusCode()).isEqualTo(404);
    String nowhere = "files/undefined/" + test + "/test/x.png";
    assertThat(upload(author, nowhere, BodyPublishers.ofString("x")).statusCode()).isEqualTo(404);
    assertThat(author.delete("files/undefined/" + test + "/all").status()).isEqualTo(404);
    assertThat(author.post("filecopy/undefined/master", "{}").status()).isEqualTo(404);
    assertThat(author.get(files(test) + "/test").body()).isEqualTo("[]");
  }

  @Test
  @Order(1)
  void a_company_writes_to_its_own_files_whatever_the_path_says_and_lists_no_others()
      throws IOException {
    String test = id();
    stored(author, files(test) + "/test/ours.txt", "ours");
    stored(stranger, files(test) + "/test/theirs.txt", "theirs");
    assertThat(names(author.get(files(test) + "/test"))).containsExactly("ours.txt");
    assertThat(stranger.get(files(test) + "/test").body()).isEqualTo("[]");
    String theirs = "files/" + others.id() + "/" + test;
    assertThat(names(stranger.get(theirs + "/test"))).containsExactly("theirs.txt");
    assertThat(author.get(theirs + "/test").body()).isEqualTo("[]");
    assertThat(candidate.get(theirs + "/ALL").body()).isEqualTo("[]");
    assertThat(names(master.get(theirs + "/test"))).containsExactly("theirs.txt");

    ok(stranger.delete(files(test) + "/all"));
    assertThat(names(author.get(files(test) + "/test"))).containsExactly("ours.txt");
    assertThat(stranger.get(theirs + "/test").body()).isEqualTo("[]");
    assertThat(stranger.delete(files(test) + "/test/ours.txt").status()).isEqualTo(404);
    ok(stranger.post("filecopy/" + test + "/" + id(), "{}"));
    assertThat(stranger.get("audittrail/object/" + test, ALL).body()).doesNotContain("ours.txt");
    assertThat(load(files(test) + "/test/ours.txt").body()).isEqualTo("ours");
  }

  @Test
  @Order(1)
  void nobody_but_authors_supervisors_and_master_users_writes() throws IOException {
    String test = id();
    String file = files(test) + "/test/a.txt";
    assertThat(upload(candidate, file, BodyPublishers.ofString("x")).statusCode()).isEqualTo(403);
    assertThat(candidate.delete(file).status()).isEqualTo(403);
    assertThat(candidate.delete(files(test) + "/all").status()).isEqualTo(403);
    assertThat(candidate.post("filecopy/" + test + "/" + id(), "{}").status()).isEqualTo(403);
    assertThat(upload(new Website(server.url()), file, BodyPublishers.ofString("x")).statusCode())
        .isEqualTo(404);
    String ofAll = "files/master/" + test;
    assertThat(upload(author, ofAll + "/test/a.txt", BodyPublishers.ofString("x")).statusCode())
        .isEqualTo(403);
    assertThat(author.delete(ofAll + "/test/a.txt").status()).isEqualTo(403);
    assertThat(author.delete(ofAll + "/all", "IncludeMaster", "Y").status()).isEqualTo(403);
    assertThat(author.post("filecopy/" + test + "/master", "{}").status()).isEqualTo(403);
    assertThat(author.get(files(test) + "/ALL").body()).isEqualTo("[]");
  }

  @Test
  @Order(1)
  void published_files_are_everybodys_until_they_have_their_own() throws IOException {
    String test = id();
    String ofAll = "files/master/" + test;
    String theirs = "files/" + others.id() + "/" + test;
    stored(master, ofAll + "/test/old.txt", "old");
    stored(master, files(test) + "/test/a.txt", "a");
    stored(master, files(test) + "/media/b.txt", "b");
    int contentsBefore = contents();
    ok(master.post("filecopy/" + test + "/master", "{}"));
    assertThat(contents()).as("the bytes are kept once").isEqualTo(contentsBefore);

    assertThat(names(stranger.get(ofAll + "/all"))).containsExactly("a.txt", "b.txt");
    assertThat(names(stranger.get(theirs + "/test"))).containsExactly("a.txt");
    assertThat(names(stranger.get("files/" + id() + "/" + test + "/media")))
        .containsExactly("b.txt");
    assertThat(load(theirs + "/media/b.txt").body()).isEqualTo("b");
    assertThat(load(theirs + "/test/old.txt").statusCode()).isEqualTo(404);

    stored(stranger, theirs + "/test/c.txt", "c");
    assertThat(names(stranger.get(theirs + "/all"))).containsExactly("c.txt");
    assertThat(load(theirs + "/media/b.txt").body()).as("no such file of their own").isEqualTo("b");
    stored(stranger, theirs + "/media/b.txt", "their b");
    assertThat(load(theirs + "/media/b.txt").body()).isEqualTo("their b");
    assertThat(load(ofAll + "/media/b.txt").body()).isEqualTo("b");

    ok(master.delete(ofAll + "/all", "IncludeMaster", "Y", "IncludeClient", "N"));
    assertThat(names(master.get(files(test) + "/all"))).containsExactly("a.txt", "b.txt");
    assertThat(master.get(ofAll + "/all").body()).isEqualTo("[]");
    assertThat(load(files(test) + "/test/a.txt").body()).isEqualTo("a");
  }

  @Test
  @Order(1)
  void a_copy_makes_the_files_of_the_target_those_of_the_source() throws IOException {
    String source = id();
    String target = id();
    stored(author, files(source) + "/test/same.txt", "same");
    stored(author, files(source) + "/test/new.txt", "new");
    stored(author, files(target) + "/test/same.txt", "same");
    stored(author, files(target) + "/media/old.txt", "old");
    ok(author.post("filecopy/" + source + "/" + target, "{}"));
    assertThat(names(author.get(files(target) + "/all"))).containsExactly("new.txt", "same.txt");
    assertThat(names(author.get(files(target) + "/media"))).isEmpty();
    assertThat(load(files(target) + "/test/new.txt").body()).isEqualTo("new");
    assertThat(names(author.get(files(source) + "/all"))).containsExactly("new.txt", "same.txt");
    assertThat(told(target)).containsExactly("101", "101", "103", "101");

    ok(author.post("filecopy/" + target + "/" + target, "{}"));
    assertThat(told(target)).as("a copy of itself changes nothing").hasSize(4);
  }

  /** The numbers of the messages about the files of an object, in the order of time. */
  private List<String> told(String object) {
    List<String> numbers = new ArrayList<>();
    for (JsonNode row : master.get("audittrail/object/" + object, ALL).json()) {
      assertThat(row.get("ObjectType").asInt()).isEqualTo(StoredFiles.TYPE.auditNumber());
      assertThat(row.get("ObjectID").asText()).isEqualTo(object);
      numbers.add(row.get("MessageID").asText());
    }
    return numbers;
  }

  @Test
  @Order(1)
  void every_change_of_a_file_is_told_once_with_what_the_file_is() throws IOException {
    String test = id();
    stored(author, files(test) + "/test/a.PNG", "one");
    stored(author, files(test) + "/test/a.png", "one");
    stored(author, files(test) + "/test/a.png", "two!");
    stored(author, files(test) + "/test/b.txt", "one");
    ok(author.delete(files(test) + "/all"));
    assertThat(told(test)).containsExactly("101", "102", "101", "103", "103");

    JsonNode rows = master.get("audittrail/object/" + test, ALL).json();
    assertThat(rows.get(0).get("NewData").asText())
        .contains(
            "\"Name\":\"a.png\"",
            "\"FileType\":\"test\"",
            "\"Size\":3",
            "\"MediaType\":\"image/png\"",
            sha256("one"));
    assertThat(rows.get(1).get("NewData").asText()).contains(sha256("two!"));
    assertThat(before(rows.get(1))).contains(sha256("one"));
    assertThat(before(rows.get(4))).contains("b.txt", sha256("one"));
  }

  private String before(JsonNode row) {
    return master.get("audittrail/" + row.get("ID").asText()).json().get("OldData").toString();
  }

  @Test
  @Order(1)
  void two_uploads_of_one_file_at_the_same_moment_leave_one_of_them() throws Exception {
    String file = files(id()) + "/test/wanted.txt";
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String text = "of " + i % 4;
        all.add(
            threads.submit(() -> upload(author, file, BodyPublishers.ofString(text)).statusCode()));
      }
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(load(file).body()).startsWith("of ");
    assertThat(count("select count(*) from files.content where sha256 is null")).isZero();
  }

  /** Bytes that nothing has to remember. */
  private static InputStream noise(long seed, long size) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] block = new byte[64 * 1024];
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        throw new UnsupportedOperationException("byte by byte it would take all day");
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (position == size) {
          return -1;
        }
        int place = (int) (position % block.length);
        if (place == 0) {
          random.nextBytes(block);
        }
        int n = (int) Math.min(size - position, Math.min(length, block.length - place));
        System.arraycopy(block, place, target, offset, n);
        position += n;
        return n;
      }
    };
  }

  /** A body that tells its length, or comes in chunks. */
  private static BodyPublisher noise(long seed, long size, boolean toldLength) {
    BodyPublisher chunks = BodyPublishers.ofInputStream(() -> noise(seed, size));
    return toldLength ? BodyPublishers.fromPublisher(chunks, size) : chunks;
  }

  private static String digest(InputStream bytes) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (DigestInputStream in = new DigestInputStream(bytes, sha256)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  @Test
  @Order(2)
  void a_body_over_the_limit_is_refused_whether_its_length_is_told_or_not() throws IOException {
    String test = id();
    int before = contents();
    for (boolean toldLength : new boolean[] {true, false}) {
      HttpResponse<String> refused =
          upload(author, files(test) + "/test/big.bin", noise(1, LARGEST + 1L, toldLength));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(413);
      assertThat(refused.body()).contains(Integer.toString(LARGEST));
    }
    assertThat(author.get(files(test) + "/test").body()).isEqualTo("[]");
    assertThat(contents()).isEqualTo(before);
  }

  /** 300 MB at once, through a server that has 256 MB for everything. */
  @Test
  @Order(2)
  void large_files_stream_both_ways_through_a_small_memory() throws Exception {
    String test = id();
    int files = 5;
    ExecutorService threads = Executors.newFixedThreadPool(files);
    try {
      List<Future<Integer>> uploads = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        int seed = i;
        uploads.add(
            threads.submit(
                () ->
                    upload(
                            author,
                            files(test) + "/media/film" + seed + ".mp4",
                            noise(seed, LARGEST, seed % 2 == 0))
                        .statusCode()));
      }
      // While they come in, others write.
      ok(master.post("educations/" + id(), Map.of("Name", "Meanwhile")));
      for (Future<Integer> upload : uploads) {
        assertThat(upload.get()).isEqualTo(200);
      }
      List<Future<String>> downloads = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        String path = files(test) + "/media/film" + i + ".mp4";
        downloads.add(
            threads.submit(
                () ->
                    digest(
                        send(
                                "GET",
                                path,
                                BodyPublishers.noBody(),
                                HttpResponse.BodyHandlers.ofInputStream())
                            .body())));
      }
      for (int i = 0; i < files; i++) {
        assertThat(downloads.get(i).get()).isEqualTo(digest(noise(i, LARGEST)));
      }
    } finally {
      threads.shutdownNow();
    }
    HttpResponse<String> end =
        load(files(test) + "/media/film0.mp4", "Range", "bytes=" + (LARGEST - 3) + "-");
    assertThat(end.statusCode()).isEqualTo(206);
    assertThat(end.headers().firstValue("Content-Length")).hasValue("3");
    ok(author.delete(files(test) + "/all"));
  }

  /** Sends the beginning of a body, and waits until the server has some of it. */
  private Socket beginUpload(String path, long size) throws IOException {
    Socket socket = socket();
    socket
        .getOutputStream()
        .write(
            ("POST /api/"
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nSessionID: "
                    + author.token()
                    + "\r\nContent-Length: "
                    + size
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[1024 * 1024]);
    socket.getOutputStream().flush();
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                count(
                        """
                        select count(*) from files.piece
                        where content = (
                          select id from files.content where sha256 is null
                          order by touched_at desc limit 1)
                        """)
                    >= 3);
    return socket;
  }

  @Test
  @Order(3)
  void an_upload_that_breaks_off_leaves_nothing() throws IOException {
    String test = id();
    stored(author, files(test) + "/test/kept.bin", "as it was");
    int contentsBefore = contents();
    int eventsBefore = events();
    beginUpload(files(test) + "/test/kept.bin", 50_000_000).close();
    Awaitility.await().atMost(SOON).until(() -> contents() == contentsBefore);
    assertThat(events()).isEqualTo(eventsBefore);
    assertThat(load(files(test) + "/test/kept.bin").body()).isEqualTo("as it was");
    assertThat(names(author.get(files(test) + "/test"))).containsExactly("kept.bin");
  }

  @Test
  @Order(4)
  void a_server_that_is_killed_during_an_upload_has_nothing_half_afterwards() throws IOException {
    String test = id();
    stored(author, files(test) + "/test/kept.bin", "as it was");
    int eventsBefore = events();
    try (Socket first = beginUpload(files(test) + "/test/kept.bin", 50_000_000);
        Socket second = beginUpload(files(test) + "/test/half.bin", 50_000_000)) {
      server.killAndRestart();
      assertThat(first.isConnected() && second.isConnected()).isTrue();
    }
    assertThat(names(author.get(files(test) + "/all"))).containsExactly("kept.bin");
    assertThat(load(files(test) + "/test/kept.bin").body()).isEqualTo("as it was");
    assertThat(load(files(test) + "/test/half.bin").statusCode()).isEqualTo(404);
    assertThat(events()).isEqualTo(eventsBefore);
    assertThat(told(test)).containsExactly("101");
    stored(author, files(test) + "/test/half.bin", "whole");
    assertThat(load(files(test) + "/test/half.bin").body()).isEqualTo("whole");
  }

  @Test
  @Order(5)
  void files_go_with_their_company() throws IOException {
    TestCompany leaving = TestCompany.on(server);
    Website there = leaving.user("IsOfficeUser", "IsMasterUser");
    String test = id();
    String theirs = "files/" + leaving.id() + "/" + test;
    stored(there, theirs + "/test/a.txt", "leaving");
    stored(there, theirs + "/media/b.txt", "leaving");
    stored(there, "files/master/" + test + "/media/b.txt", "of all");
    ok(master.delete("companies/" + leaving.id()));
    assertThat(load(theirs + "/test/a.txt").statusCode()).isEqualTo(404);
    assertThat(load(theirs + "/media/b.txt").body()).isEqualTo("of all");
    assertThat(names(master.get(theirs + "/all"))).containsExactly("b.txt");
    assertThat(count("select count(*) from files.holder where file like '" + theirs + "/%'"))
        .isZero();
  }

  /** Last: it takes the server's place. */
  @Test
  @Order(6)
  void history_tells_the_same_files_and_their_bytes_are_still_there() throws IOException {
    String test = id();
    stored(author, files(test) + "/test/a.txt", "survives");
    stored(author, files(test) + "/test/b.txt", "goes");
    ok(author.delete(files(test) + "/test/b.txt"));
    server.close();
    try (Application application = Application.on(folder)) {
      ProjectionRebuild rebuild = application.part(ProjectionRebuild.class);
      assertThat(application.part(ProjectionComparison.class).compareAll(progress -> {}))
          .containsKey("files")
          .allSatisfy((table, difference) -> assertThat(difference.isNone()).as(table).isTrue());
      rebuild.rebuildAll(progress -> {});
      JdbcTemplate jdbc = application.part(JdbcTemplate.class);
      assertThat(
              jdbc.queryForList(
                  "select name from files where object_id = ?::uuid", String.class, test))
          .containsExactly("a.txt");
      assertThat(jdbc.queryForObject("select count(*) from files", Integer.class))
          .isEqualTo(jdbc.queryForObject("select count(*) from files.holder", Integer.class));
      assertThat(
              application
                  .part(FileContents.class)
                  .open(sha256("survives"), "survives".length())
                  .readAllBytes())
          .asString()
          .isEqualTo("survives");
    }
  }

  @Test
  @Order(1)
  void a_page_of_many_pictures_is_loaded_without_a_refusal() throws Exception {
    String test = id();
    stored(author, files(test) + "/media/p.png", "picture");
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> all =
          IntStream.range(0, 60)
              .mapToObj(i -> threads.submit(() -> load(files(test) + "/media/p.png").statusCode()))
              .toList();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
