package org.itr.http;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;

/** Callers for tests, told apart by their rights. */
public final class SomeCaller {

  public static final UUID USER = UUID.fromString("11111111-1111-4111-8111-111111111111");
  public static final Space COMPANY =
      Space.of(UUID.fromString("22222222-2222-4222-8222-222222222222"));

  private SomeCaller() {}

  /** A user with exactly these rights; without any it is a plain office user. */
  public static Caller with(String... rights) {
    Set<String> held = Set.of(rights);
    Row login = held::contains;
    return new Caller(
        COMPANY,
        USER,
        UUID.fromString("33333333-3333-4333-8333-333333333333"),
        false,
        login,
        new Origin("192.0.2.1", "browser", "correlation " + Instant.EPOCH, "en"));
  }

  /** A user who only takes tests. */
  public static Caller candidate() {
    return with("IsTestTakingUser");
  }
}
