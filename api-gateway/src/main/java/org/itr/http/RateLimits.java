package org.itr.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.itr.setting.CurrentSettings;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How often a caller may call. A read over the rate is refused, the website asks again; a write
 * gets a turn within some seconds, because the website does not. Whoever would wait longer is
 * refused at once.
 */
@Component
class RateLimits implements DisposableBean {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int USUAL_CALLS_A_SECOND = 20;

  /** More than any server answers, and few enough to be counted. */
  private static final int MOST_CALLS_A_SECOND = 10_000_000;

  private static final int MOST_BUCKETS = 200_000;

  /** A bucket is full again long before it is forgotten. */
  private static final Duration FORGET_AFTER = Duration.ofSeconds(20);

  /** Calls that try passwords or copy much: one a second. */
  private static final Set<String> SLOW =
      Set.of(
          "/api/login",
          "/api/login/qrcode",
          "/api/login/mfacode",
          "/api/sendresetpassword",
          "/api/resetpassword",
          "/api/logins/currentuser/changepassword",
          "/api/tokens",
          "/api/tokens/{id}",
          "/api/tokens/{id}/{company}",
          "/api/filecopy/{source}/{target}");

  /** Calls that a page makes by dozens, and by many at the same address: for what it shows. */
  private static final Set<String> PARTS_OF_PAGES =
      Set.of("/api/files/{company}/{object}/{type}/{name}");

  private static final int PARTS_A_CALL = 10;

  private static final CompletableFuture<Boolean> AT_ONCE = CompletableFuture.completedFuture(true);

  /**
   * Whose calls a bucket counts.
   *
   * @param who a token, or a browser and its address, and for slow calls the call
   * @param callsASecond the rate; with another rate a new bucket begins
   */
  private record Key(String who, int callsASecond) {}

  private final Cache<Key, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_BUCKETS).expireAfterAccess(FORGET_AFTER).build();

  private final CurrentSettings settings;
  private final TimeMeter clock;
  private final ScheduledExecutorService timer;

  /** Limits by the settings. */
  @Autowired
  RateLimits(CurrentSettings settings) {
    this(
        settings,
        TimeMeter.SYSTEM_MILLISECONDS,
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "turns");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /**
   * The same by another clock.
   *
   * @param timer brings those who wait their turn
   */
  RateLimits(CurrentSettings settings, TimeMeter clock, ScheduledExecutorService timer) {
    this.settings = settings;
    this.clock = clock;
    this.timer = timer;
  }

  /** Whether a call is one of those that may be made once a second only. */
  static boolean isSlow(String pattern) {
    return SLOW.contains(pattern);
  }

  /** Counts a slow read. */
  void slowRead(String pattern, Origin origin) {
    count(slowBucket(pattern, origin));
  }

  /** Counts a slow write; the answer comes with its turn, and is false when that is too far off. */
  CompletableFuture<Boolean> slowWrite(String pattern, Origin origin) {
    return turn(slowBucket(pattern, origin));
  }

  private Bucket slowBucket(String pattern, Origin origin) {
    return bucket(new Key(pattern + " " + browser(origin), 1));
  }

  /** Counts a call without a valid token. */
  void anonymous(Origin origin) {
    int rate = callsASecond();
    if (rate > 0) {
      count(bucket(new Key(browser(origin), rate)));
    }
  }

  /** Whether a call that needs no token loads a part of a page. */
  static boolean isPartOfPage(String pattern) {
    return PARTS_OF_PAGES.contains(pattern);
  }

  /**
   * Counts a part of a page; the answer comes with its turn, because a browser does not ask again.
   */
  CompletableFuture<Boolean> partOfPage(Origin origin) {
    int rate = callsASecond() * PARTS_A_CALL;
    return rate > 0 ? turn(bucket(new Key("parts " + browser(origin), rate))) : AT_ONCE;
  }

  /**
   * Refuses a call by a token that has used up its rate, before anything is looked up for it: a
   * read that cannot be made now, a write whose turn would be too far off.
   */
  void knownToken(String token, boolean read) {
    Bucket bucket = buckets.getIfPresent(new Key(token, callsASecond()));
    long wait = read ? 0 : LONGEST_WAIT.toNanos();
    if (bucket != null && bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill() > wait) {
      throw new TooManyCalls();
    }
  }

  /** Counts a read with a valid token. */
  void read(String token) {
    int rate = callsASecond();
    if (rate > 0) {
      count(bucket(new Key(token, rate)));
    }
  }

  /**
   * Counts a write with a valid token; the answer comes with its turn, and is false when that is
   * too far off.
   */
  CompletableFuture<Boolean> write(String token) {
    int rate = callsASecond();
    return rate > 0 ? turn(bucket(new Key(token, rate))) : AT_ONCE;
  }

  private int callsASecond() {
    return Math.min(settings.number("MAX_CALL_LIMIT", USUAL_CALLS_A_SECOND), MOST_CALLS_A_SECOND);
  }

  private static String browser(Origin origin) {
    return origin.browser() + " " + origin.address();
  }

  private Bucket bucket(Key key) {
    return buckets.get(
        key,
        k ->
            Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(
                    limit ->
                        limit.capacity(k.callsASecond()).refillGreedy(k.callsASecond(), SECOND))
                .build());
  }

  private static void count(Bucket bucket) {
    if (!bucket.tryConsume(1)) {
      throw new TooManyCalls();
    }
  }

  private CompletableFuture<Boolean> turn(Bucket bucket) {
    return bucket.asScheduler().tryConsume(1, LONGEST_WAIT, timer);
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
