package org.itr.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * How often a caller may call. A read over the rate is refused, the website asks again; a write
 * waits its turn for some seconds first, because the website does not.
 */
@Component
class RateLimits {

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

  /**
   * Whose calls a bucket counts.
   *
   * @param who a token, or a browser and its address, and for slow calls the call
   * @param callsASecond the rate; with another rate a new bucket begins
   */
  private record Key(String who, int callsASecond) {}

  private final Cache<Key, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_BUCKETS).expireAfterAccess(FORGET_AFTER).build();

  private final ServerSettings settings;

  RateLimits(ServerSettings settings) {
    this.settings = settings;
  }

  /** Whether a call is one of those that may be made once a second only. */
  static boolean isSlow(String pattern) {
    return SLOW.contains(pattern);
  }

  /** Counts a slow call. */
  void slow(String pattern, Origin origin, boolean read) {
    count(bucket(new Key(pattern + " " + browser(origin), 1)), read);
  }

  /** Counts a call without a valid token. */
  void anonymous(Origin origin, boolean read) {
    int rate = callsASecond();
    if (rate > 0) {
      count(bucket(new Key(browser(origin), rate)), read);
    }
  }

  /** Whether a call that needs no token loads a part of a page. */
  static boolean isPartOfPage(String pattern) {
    return PARTS_OF_PAGES.contains(pattern);
  }

  /** Counts a part of a page, and lets it wait its turn: a browser does not ask again. */
  void partOfPage(Origin origin) {
    int rate = callsASecond() * PARTS_A_CALL;
    if (rate > 0) {
      count(bucket(new Key("parts " + browser(origin), rate)), false);
    }
  }

  /** Refuses a read by a token that has used up its rate, before anything is looked up for it. */
  void knownToken(String token) {
    Bucket bucket = buckets.getIfPresent(new Key(token, callsASecond()));
    if (bucket != null && bucket.getAvailableTokens() == 0) {
      throw new TooManyCalls();
    }
  }

  /** Counts a read with a valid token. */
  void read(String token) {
    ofToken(token, true);
  }

  /** Counts a write with a valid token, and lets it wait its turn. */
  void write(String token) {
    ofToken(token, false);
  }

  private void ofToken(String token, boolean read) {
    int rate = callsASecond();
    if (rate > 0) {
      count(bucket(new Key(token, rate)), read);
    }
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
                .addLimit(
                    limit ->
                        limit.capacity(k.callsASecond()).refillGreedy(k.callsASecond(), SECOND))
                .build());
  }

  private static void count(Bucket bucket, boolean read) {
    if (read ? !bucket.tryConsume(1) : !waitFor(bucket)) {
      throw new TooManyCalls();
    }
  }

  private static boolean waitFor(Bucket bucket) {
    try {
      return bucket.asBlocking().tryConsume(1, LONGEST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
