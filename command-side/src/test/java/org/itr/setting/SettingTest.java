package org.itr.setting;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.setting.SettingCommand.RemoveSetting;
import org.itr.setting.SettingCommand.SaveSetting;
import org.itr.setting.SettingEvent.SettingAdded;
import org.itr.setting.SettingEvent.SettingChanged;
import org.itr.setting.SettingEvent.SettingRemoved;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingTest {

  private final Space company = Space.of(UUID.randomUUID());
  private final ObjectKey copyright = ObjectKey.of(SystemSettings.TYPE, company, "COPYRIGHT");
  private final ObjectKey password = ObjectKey.of(SystemSettings.TYPE, company, "SMTP_PASSWORD");
  private final Map<ObjectKey, Secret> kept = new LinkedHashMap<>();
  private final AggregateTestFixture<Setting> fixture = new AggregateTestFixture<>(Setting.class);

  @BeforeEach
  void keepSecretsInMemory() {
    fixture.registerInjectableResource(
        new SecretSettings() {
          @Override
          public Optional<Secret> find(ObjectKey setting) {
            return Optional.ofNullable(kept.get(setting));
          }

          @Override
          public boolean keep(ObjectKey setting, Secret value) {
            return !value.equals(kept.put(setting, value));
          }

          @Override
          public void forget(ObjectKey setting) {
            kept.remove(setting);
          }
        });
  }

  @Test
  void a_setting_gets_a_value() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveSetting(copyright, new Secret("Others")))
        .expectEvents(new SettingAdded(copyright, Delta.added(Map.of("ParValue", "Others"))));
  }

  @Test
  void a_setting_gets_another_value_and_the_same_one_leaves_no_trace() {
    SettingAdded added = new SettingAdded(copyright, Delta.added(Map.of("ParValue", "Others")));
    fixture
        .given(added)
        .when(new SaveSetting(copyright, new Secret("Mine")))
        .expectEvents(new SettingChanged(copyright, Delta.replaced("ParValue", "Others", "Mine")));
  }

  @Test
  void a_secret_value_is_in_no_event() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("ParProtected", true);
    told.put("ParValue", "");
    fixture
        .givenNoPriorActivity()
        .when(new SaveSetting(password, new Secret("open sesame")))
        .expectEvents(new SettingAdded(password, Delta.added(told)));
    org.assertj.core.api.Assertions.assertThat(kept).containsValue(new Secret("open sesame"));
  }

  @Test
  void a_setting_is_removed_once() {
    SettingAdded added = new SettingAdded(copyright, Delta.added(Map.of("ParValue", "Others")));
    fixture
        .given(added, new SettingRemoved(copyright))
        .when(new RemoveSetting(copyright))
        .expectException(Refusal.class)
        .expectNoEvents();
  }
}
