package org.itr.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.itr.http.Unavailable;
import org.itr.objecttype.Secret;
import org.itr.support.TranslationStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a service of our own on loopback that speaks as the real one does. */
class MachineTranslationTest {

  private static final Secret KEY = new Secret("the key");

  private final CountDownLatch closing = new CountDownLatch(1);
  private TranslationStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = TranslationStub.start();
  }

  @AfterEach
  void stop() {
    closing.countDown();
    stub.close();
  }

  private MachineTranslation service(String region) {
    return new MachineTranslation(stub.url(), region);
  }

  @Test
  void texts_are_translated_in_their_order_and_html_is_told_apart() {
    assertThat(service("").translate(KEY, "en", "nl", List.of("Save & go", "<b>é</b>", "漢 😀")))
        .contains(List.of("Save & go!", "<b>é</b>!", "漢 😀!"));
    assertThat(stub.calls())
        .extracting(TranslationStub.Call::query)
        .containsExactly(
            "api-version=3.0&from=en&to=nl&textType=plain",
            "api-version=3.0&from=en&to=nl&textType=html");
    assertThat(stub.calls()).extracting(TranslationStub.Call::key).containsOnly("the key");
    assertThat(stub.calls()).extracting(TranslationStub.Call::region).containsOnlyNulls();
  }

  @Test
  void the_region_of_the_key_is_told_where_it_is_set() {
    service("westeurope").translate(KEY, "en", "pt-br", List.of("a"));
    assertThat(stub.calls()).extracting(TranslationStub.Call::region).containsExactly("westeurope");
  }

  @Test
  void many_texts_go_in_several_calls() {
    List<String> texts = IntStream.range(0, 250).mapToObj(i -> "text " + i).toList();
    assertThat(service("").translate(KEY, "en", "nl", texts))
        .contains(texts.stream().map(text -> text + "!").toList());
    assertThat(stub.calls()).extracting(call -> call.texts().size()).containsExactly(100, 100, 50);

    stub.calls().clear();
    List<String> longTexts = List.of("a".repeat(20_000), "b".repeat(20_000), "c".repeat(20_000));
    assertThat(service("").translate(KEY, "en", "nl", longTexts)).isPresent();
    assertThat(stub.calls()).extracting(call -> call.texts().size()).containsExactly(2, 1);
  }

  @Test
  void languages_that_the_service_does_not_know_are_told_apart_from_a_failure() {
    stub.answer(400, texts -> "{\"error\":{\"code\":400036}}");
    assertThat(service("").translate(KEY, "en", "xx", List.of("a"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403, 404, 429, 500, 503})
  void a_service_that_refuses_is_away(int refusal) {
    stub.answer(refusal, texts -> "");
    assertThatThrownBy(() -> service("").translate(KEY, "en", "nl", List.of("a")))
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{}",
        "[]",
        "[{\"translations\":[]}]",
        "[{\"translations\":[{\"text\":5}]}]",
        "[{\"translations\":[{\"text\":\"a\\u0000\"}]}]",
        "[{\"translations\":[{\"text\":\"a\"}]},{\"translations\":[{\"text\":\"b\"}]}]"
      })
  void an_answer_that_is_none_is_not_taken(String nonsense) {
    stub.answer(200, texts -> nonsense);
    assertThatThrownBy(() -> service("").translate(KEY, "en", "nl", List.of("a")))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void a_service_that_is_not_there_or_hangs_up_is_away() {
    stub.close();
    assertThatThrownBy(() -> service("").translate(KEY, "en", "nl", List.of("a")))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void a_service_that_hangs_is_given_up_and_holds_few_threads_until_then() {
    stub.answer(200, texts -> awaitClosing());
    ExecutorService threads = Executors.newCachedThreadPool();
    MachineTranslation service = service("");
    long start = System.nanoTime();
    List<CompletableFuture<Boolean>> callers =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> isAway(service), threads))
            .toList();
    assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isTrue());
    assertThat(stub.calls()).hasSizeLessThanOrEqualTo(8);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
    threads.shutdownNow();
  }

  private static boolean isAway(MachineTranslation service) {
    try {
      service.translate(KEY, "en", "nl", List.of("a"));
      return false;
    } catch (Unavailable e) {
      return true;
    }
  }

  private String awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "";
  }
}
