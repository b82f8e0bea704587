package org.itr.view;

import java.util.Set;
import java.util.function.Function;
import org.itr.event.CommittedCache;
import org.itr.event.Remembered;
import org.itr.login.Logins;
import org.itr.objecttype.ObjectKey;
import org.itr.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Caches rows that every call needs until a projection changes them: callers have a login, and
 * candidates taking a test have a session.
 */
@Component
class RecentRows implements Remembered {

  private static final Set<String> TYPES = Set.of(Logins.TYPE.name(), Sessions.TYPE.name());
  private static final int MOST_CHARACTERS = 8_000_000;
  private static final int OVERHEAD = 1_000;

  private final CommittedCache<ObjectKey, @Nullable Object[]> rows;

  RecentRows(CommittedCache.Maker caches) {
    this.rows = caches.make(MOST_CHARACTERS, (key, row) -> OVERHEAD + characters(row));
  }

  private static int characters(@Nullable Object[] row) {
    int sum = 0;
    for (Object value : row) {
      sum += value instanceof String text ? text.length() : 0;
    }
    return sum;
  }

  /**
   * The row of an object; null when there is none.
   *
   * @param read reads the row where it is not known
   */
  @Nullable Object @Nullable [] find(
      ObjectKey object, Function<ObjectKey, @Nullable Object @Nullable []> read) {
    return TYPES.contains(object.type()) ? rows.get(object, read) : read.apply(object);
  }

  /** Tells that the running transaction changes the row of an object. */
  void changed(ObjectKey object) {
    if (TYPES.contains(object.type())) {
      rows.changed(object);
    }
  }

  /** Tells that the running transaction changes nobody knows which rows. */
  void changedAny() {
    rows.changedAny();
  }

  @Override
  public void forget() {
    rows.forget();
  }
}
