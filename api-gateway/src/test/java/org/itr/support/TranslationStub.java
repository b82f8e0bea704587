package org.itr.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A translation service on loopback that speaks as the real one does, in a language that is easy to
 * check: it puts an exclamation mark after every text.
 */
public final class TranslationStub implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * A call that the service got.
   *
   * @param query what it was asked for
   * @param key with which key
   * @param region of which region
   * @param texts the body
   */
  public record Call(String query, String key, String region, JsonNode texts) {}

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile Function<JsonNode, String> answer = TranslationStub::shouted;

  private TranslationStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/translate", this::translate);
    server.start();
  }

  /** Starts a service that does what it should. */
  public static TranslationStub start() throws IOException {
    return new TranslationStub();
  }

  /** Where it is. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** What it was asked so far. */
  public List<Call> calls() {
    return calls;
  }

  /** Answers otherwise from now on. */
  public void answer(int withStatus, Function<JsonNode, String> withBody) {
    status = withStatus;
    answer = withBody;
  }

  /** Answers as it should from now on. */
  public void behave() {
    answer(200, TranslationStub::shouted);
  }

  private void translate(HttpExchange exchange) throws IOException {
    JsonNode texts = MAPPER.readTree(exchange.getRequestBody());
    calls.add(
        new Call(
            exchange.getRequestURI().getQuery(),
            exchange.getRequestHeaders().getFirst("Ocp-Apim-Subscription-Key"),
            exchange.getRequestHeaders().getFirst("Ocp-Apim-Subscription-Region"),
            texts));
    byte[] bytes = answer.apply(texts).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String shouted(JsonNode texts) {
    List<String> answers = new ArrayList<>();
    texts.forEach(
        text ->
            answers.add(
                "{\"translations\":[{\"text\":"
                    + MAPPER.getNodeFactory().textNode(text.get("Text").asText() + "!")
                    + ",\"to\":\"nl\"}]}"));
    return "[" + String.join(",", answers) + "]";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
