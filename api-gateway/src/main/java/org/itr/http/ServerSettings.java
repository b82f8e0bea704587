package org.itr.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.setting.SystemSettings;
import org.itr.store.Remembered;
import org.springframework.stereotype.Component;

/**
 * Numbers among the settings of the master space, as they were about a second ago: they are asked
 * for on every call.
 */
@Component
public class ServerSettings implements Remembered {

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final int MOST = 100;

  private final Cache<String, String> values =
      Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(MOST).build();
  private final Views views;

  ServerSettings(Views views) {
    this.views = views;
  }

  @Override
  public void forget() {
    values.invalidateAll();
  }

  /**
   * A setting that is a whole number of 0 or more; the default when it is not set, or is no such
   * number.
   */
  public int number(String name, int byDefault) {
    String value =
        values.get(
            name,
            key ->
                views
                    .find(ObjectKey.of(SystemSettings.TYPE, Space.MASTER, key))
                    .map(row -> row.text("ParValue").trim())
                    .orElse(""));
    try {
      int number = Integer.parseInt(value);
      return number < 0 ? byDefault : number;
    } catch (NumberFormatException e) {
      return byDefault;
    }
  }
}
