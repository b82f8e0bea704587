package org.itr.translation;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.itr.http.Unavailable;
import org.itr.http.WireReader;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Json;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Translates texts with Azure Translator, version 3.0 of its API, or with a service that speaks
 * like it. It is asked only with a key that somebody has set; without one the server calls nobody.
 */
@Component
class MachineTranslation {

  private static final Logger LOG = LoggerFactory.getLogger(MachineTranslation.class);

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final Duration LONGEST_WORK = Duration.ofSeconds(30);

  /** A service that hangs must not take the threads that the server needs for its own work. */
  private static final int CALLS_AT_A_TIME = 8;

  private static final int TEXTS_A_CALL = 100;
  private static final int CHARACTERS_A_CALL = 40_000;
  private static final int LONGEST_BODY = 4 * 1024 * 1024;

  private final String region;
  private final Supplier<RestClient> client;
  private final Semaphore calls = new Semaphore(CALLS_AT_A_TIME);

  MachineTranslation(
      @Value("${settings.translate.url}") String url,
      @Value("${settings.translate.region}") String region) {
    this.region = region;
    // Not before it is needed: most servers never do.
    this.client = SingletonSupplier.of(() -> client(url));
  }

  private static RestClient client(String url) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build());
    requests.setReadTimeout(LONGEST_ANSWER);
    return RestClient.builder().baseUrl(url).requestFactory(requests).build();
  }

  /**
   * Translates texts.
   *
   * @param key the key of the service
   * @param from the code of the language that they are in
   * @param to the code of the language that is wanted
   * @return the translations in the order of the texts; empty when the service cannot translate
   *     between these languages
   * @throws Unavailable when the service does not answer as it should
   */
  Optional<List<String>> translate(Secret key, String from, String to, List<String> texts) {
    if (!calls.tryAcquire()) {
      throw new Unavailable("The translation service is busy; please try again", null);
    }
    try {
      return translateInBatches(key, from, to, texts);
    } catch (RestClientException e) {
      throw away(e);
    } finally {
      calls.release();
    }
  }

  private Optional<List<String>> translateInBatches(
      Secret key, String from, String to, List<String> texts) {
    long end = System.nanoTime() + LONGEST_WORK.toNanos();
    String[] translated = new String[texts.size()];
    for (List<Integer> batch : batches(texts)) {
      if (System.nanoTime() > end) {
        throw away(null);
      }
      List<String> answer = ask(key, from, to, batch.stream().map(texts::get).toList());
      if (answer == null) {
        return Optional.empty();
      }
      for (int i = 0; i < batch.size(); i++) {
        translated[batch.get(i)] = answer.get(i);
      }
    }
    return Optional.of(Arrays.asList(translated));
  }

  /** The positions of texts that go to the service together: all of them HTML, or none. */
  private static List<List<Integer>> batches(List<String> texts) {
    List<List<Integer>> batches = new ArrayList<>();
    for (boolean html : new boolean[] {false, true}) {
      List<Integer> batch = new ArrayList<>();
      int characters = 0;
      for (int i = 0; i < texts.size(); i++) {
        String text = texts.get(i);
        if (isHtml(text) != html) {
          continue;
        }
        if (batch.size() == TEXTS_A_CALL
            || (!batch.isEmpty() && characters + text.length() > CHARACTERS_A_CALL)) {
          batches.add(batch);
          batch = new ArrayList<>();
          characters = 0;
        }
        batch.add(i);
        characters += text.length();
      }
      if (!batch.isEmpty()) {
        batches.add(batch);
      }
    }
    return batches;
  }

  private static boolean isHtml(String text) {
    return text.indexOf('<') >= 0;
  }

  private @Nullable List<String> ask(Secret key, String from, String to, List<String> texts) {
    byte[] body =
        Json.write(texts.stream().map(text -> Map.of("Text", text)).toList())
            .getBytes(StandardCharsets.UTF_8);
    return client
        .get()
        .post()
        .uri(
            uri ->
                uri.path("/translate")
                    .queryParam("api-version", "3.0")
                    .queryParam("from", from)
                    .queryParam("to", to)
                    .queryParam("textType", isHtml(texts.get(0)) ? "html" : "plain")
                    .build())
        .headers(
            headers -> {
              headers.set("Ocp-Apim-Subscription-Key", key.value());
              if (!region.isEmpty()) {
                headers.set("Ocp-Apim-Subscription-Region", region);
              }
            })
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange((request, response) -> answer(response, texts.size()));
  }

  private static @Nullable List<String> answer(ClientHttpResponse response, int count)
      throws IOException {
    int status = response.getStatusCode().value();
    if (status == HttpStatus.BAD_REQUEST.value()) {
      return null;
    }
    if (status != HttpStatus.OK.value()) {
      LOG.warn("The translation service responded with status {}", status);
      throw away(null);
    }
    byte[] body = response.getBody().readNBytes(LONGEST_BODY + 1);
    List<String> texts = body.length > LONGEST_BODY ? List.of() : texts(body);
    if (texts.size() != count) {
      LOG.warn("The translation service did not respond with translations");
      throw away(null);
    }
    return texts;
  }

  /**
   * The texts of {@code [{"translations": [{"text": …}]}, …]}; those before what is no such thing.
   */
  private static List<String> texts(byte[] body) {
    List<String> texts = new ArrayList<>();
    try {
      if (Json.parse(new String(body, StandardCharsets.UTF_8)) instanceof List<?> answers) {
        for (Object answer : answers) {
          if (answer instanceof Map<?, ?> object
              && object.get("translations") instanceof List<?> translations
              && !translations.isEmpty()
              && translations.get(0) instanceof Map<?, ?> translation
              && translation.get("text") instanceof String text) {
            texts.add(WireReader.text("A translation", text.getBytes(StandardCharsets.UTF_8)));
          }
        }
      }
    } catch (IllegalArgumentException | InvalidInput noTexts) {
      return List.of();
    }
    return texts;
  }

  private static Unavailable away(@Nullable Throwable cause) {
    return new Unavailable(
        "The translation service returned an unexpected response; please try again later", cause);
  }
}
