package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.setting.CurrentSettings;
import org.itr.setting.SecretSettings;
import org.itr.store.TransactionalCaches;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private static final Origin HERE = new Origin("192.0.2.1", "a", "c", "en");
  private static final Origin THERE = new Origin("192.0.2.2", "a", "c", "en");

  private final SetTime time = new SetTime();

  @Test
  void a_read_over_the_rate_is_refused_and_others_are_not() {
    RateLimits limits = limitsOf("5");
    for (int i = 0; i < 5; i++) {
      limits.read("W1");
    }
    assertThatThrownBy(() -> limits.read("W1")).isInstanceOf(TooManyCalls.class);
    assertThatThrownBy(() -> limits.knownToken("W1", true)).isInstanceOf(TooManyCalls.class);
    assertThatCode(() -> limits.read("W2")).doesNotThrowAnyException();
    time.passes(Duration.ofMillis(199));
    assertThatThrownBy(() -> limits.read("W1")).isInstanceOf(TooManyCalls.class);
    time.passes(Duration.ofMillis(1));
    assertThatCode(() -> limits.read("W1")).doesNotThrowAnyException();
    assertThatThrownBy(() -> limits.read("W1")).isInstanceOf(TooManyCalls.class);
  }

  @Test
  void the_parts_of_a_page_are_loaded_by_dozens_and_then_wait_their_turn() {
    RateLimits limits = limitsOf("5");
    List<CompletableFuture<Boolean>> turns =
        IntStream.range(0, 90).mapToObj(i -> limits.partOfPage(HERE)).toList();
    assertThat(turns.subList(0, 50)).allMatch(CompletableFuture::isDone);
    assertThat(turns.subList(50, 90)).noneMatch(CompletableFuture::isDone);
    time.passes(Duration.ofMillis(799));
    assertThat(turns.get(89)).isNotDone();
    time.passes(Duration.ofMillis(1));
    assertThat(turns).allSatisfy(turn -> assertThat(turn).isCompletedWithValue(true));
    // They are counted by themselves.
    assertThatCode(() -> limits.anonymous(HERE)).doesNotThrowAnyException();
  }

  @Test
  void a_limit_beyond_all_reason_is_no_limit() {
    RateLimits limits = limitsOf(Integer.toString(Integer.MAX_VALUE));
    assertThatCode(() -> limits.read("W1")).doesNotThrowAnyException();
    assertThatCode(() -> limits.partOfPage(HERE)).doesNotThrowAnyException();
  }

  @Test
  void a_write_over_the_rate_waits_its_turn() {
    RateLimits limits = limitsOf("5");
    List<CompletableFuture<Boolean>> turns =
        IntStream.range(0, 8).mapToObj(i -> limits.write("W1")).toList();
    for (int done = 5; done < 8; done++) {
      assertThat(turns.subList(0, done))
          .allSatisfy(turn -> assertThat(turn).isCompletedWithValue(true));
      assertThat(turns.subList(done, 8)).noneMatch(CompletableFuture::isDone);
      time.passes(Duration.ofMillis(200));
    }
    assertThat(turns).allSatisfy(turn -> assertThat(turn).isCompletedWithValue(true));
  }

  @Test
  void a_write_that_would_wait_too_long_is_refused_at_once() {
    RateLimits limits = limitsOf("1");
    List<CompletableFuture<Boolean>> turns =
        IntStream.range(0, 12).mapToObj(i -> limits.write("W1")).toList();
    // One goes at once, and five seconds have five turns; whoever finds them taken is told so.
    assertThat(turns).filteredOn(turn -> turn.isDone() && turn.join()).hasSize(1);
    assertThat(turns).filteredOn(turn -> turn.isDone() && !turn.join()).hasSize(6);
    assertThatThrownBy(() -> limits.knownToken("W1", false)).isInstanceOf(TooManyCalls.class);
    assertThatCode(() -> limits.knownToken("W2", false)).doesNotThrowAnyException();
    time.passes(Duration.ofSeconds(5));
    assertThat(turns).filteredOn(CompletableFuture::join).hasSize(6);
  }

  @Test
  void calls_that_try_passwords_are_counted_by_browser_and_address_once_a_second() {
    RateLimits limits = limitsOf("");
    limits.slowRead("/api/login", HERE);
    assertThatThrownBy(() -> limits.slowRead("/api/login", HERE)).isInstanceOf(TooManyCalls.class);
    assertThatCode(() -> limits.slowRead("/api/login", THERE)).doesNotThrowAnyException();
    assertThatCode(() -> limits.slowRead("/api/login/qrcode", HERE)).doesNotThrowAnyException();
    time.passes(Duration.ofMillis(999));
    assertThatThrownBy(() -> limits.slowRead("/api/login", HERE)).isInstanceOf(TooManyCalls.class);
    time.passes(Duration.ofMillis(1));
    assertThatCode(() -> limits.slowRead("/api/login", HERE)).doesNotThrowAnyException();
    assertThat(RateLimits.isSlow("/api/login")).isTrue();
    assertThat(RateLimits.isSlow("/api/logins/{id}")).isFalse();
  }

  @Test
  void calls_that_try_passwords_or_copy_much_and_no_others_are_slow() {
    assertThat(Rights.table())
        .filteredOn(call -> RateLimits.isSlow(call.pattern()))
        .extracting(Call::toString)
        .containsExactlyInAnyOrder(
            "GET /api/login",
            "GET /api/login/qrcode",
            "POST /api/login/mfacode",
            "POST /api/sendresetpassword",
            "POST /api/resetpassword",
            "POST /api/logins/currentuser/changepassword",
            "GET /api/tokens",
            "GET /api/tokens/{id}",
            "POST /api/tokens/{id}",
            "DELETE /api/tokens/{id}",
            "POST /api/tokens/{id}/{company}",
            "POST /api/filecopy/{source}/{target}");
  }

  @Test
  void the_usual_rate_is_20_and_0_is_no_limit() {
    RateLimits usual = limitsOf("");
    for (int i = 0; i < 20; i++) {
      usual.anonymous(HERE);
    }
    assertThatThrownBy(() -> usual.anonymous(HERE)).isInstanceOf(TooManyCalls.class);
    RateLimits none = limitsOf("0");
    assertThatCode(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                none.read("W1");
                none.anonymous(HERE);
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void a_setting_that_is_no_number_is_not_set() {
    assertThat(settingsOf("many").number("MAX_CALL_LIMIT", 20)).isEqualTo(20);
    assertThat(settingsOf("-5").number("MAX_CALL_LIMIT", 20)).isEqualTo(20);
    assertThat(settingsOf(" 7 ").number("MAX_CALL_LIMIT", 20)).isEqualTo(7);
  }

  private RateLimits limitsOf(String value) {
    return new RateLimits(settingsOf(value), time, time.timer());
  }

  /** Time that passes when a test lets it, and then brings those whose turn has come. */
  private static final class SetTime implements TimeMeter {

    private record Turn(long moment, Runnable task) {}

    private final List<Turn> turns = new ArrayList<>();
    private long now;

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    void passes(Duration duration) {
      now += duration.toNanos();
      List<Turn> come = turns.stream().filter(turn -> turn.moment <= now).toList();
      turns.removeAll(come);
      come.forEach(turn -> turn.task.run());
    }

    ScheduledExecutorService timer() {
      ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
      when(timer.schedule(any(Runnable.class), anyLong(), any(TimeUnit.class)))
          .then(
              call -> {
                TimeUnit unit = call.getArgument(2);
                long moment = now + unit.toNanos(call.getArgument(1));
                turns.add(new Turn(moment, call.getArgument(0)));
                return null;
              });
      return timer;
    }
  }

  private static CurrentSettings settingsOf(String value) {
    return new CurrentSettings(
        new OneSetting(value), new NoSecrets(), new TransactionalCaches(), event -> {});
  }

  /** No setting is a secret here. */
  private record NoSecrets() implements SecretSettings {

    @Override
    public Optional<Secret> find(ObjectKey setting) {
      return Optional.empty();
    }

    @Override
    public boolean keep(ObjectKey setting, Secret value) {
      return false;
    }

    @Override
    public void forget(ObjectKey setting) {}
  }

  /** Views in which every setting has one value. */
  private record OneSetting(String value) implements Views {

    @Override
    public Optional<Row> find(ObjectKey key) {
      return Optional.of(field -> value);
    }

    @Override
    public List<Row> findBy(ObjectType type, Space space, Map<String, ?> values) {
      return List.of();
    }

    @Override
    public List<Row> accounts(String email) {
      return List.of();
    }

    @Override
    public List<Row> persons(Space space, String email) {
      return List.of();
    }

    @Override
    public Optional<Row> companyOfHost(String host) {
      return Optional.empty();
    }

    @Override
    public List<ObjectKey> publicSessions(String code) {
      return List.of();
    }

    @Override
    public boolean hasOpenWork(Space space, UUID person) {
      return false;
    }

    @Override
    public void list(ListRequest request, Consumer<Row> rows) {}

    @Override
    public long count(ListRequest request) {
      return 0;
    }
  }
}
