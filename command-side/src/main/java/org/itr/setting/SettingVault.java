package org.itr.setting;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.privacy.MasterKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The values of secret settings, encrypted, in the table secrets.setting. Writes belong to the
 * running transaction.
 */
@Component
public class SettingVault implements SecretSettings {

  private final JdbcClient database;
  private final MasterKey masterKey;

  /** A vault sealed by the master key. */
  public SettingVault(JdbcTemplate jdbc, MasterKey masterKey) {
    this.database = JdbcClient.create(jdbc);
    this.masterKey = masterKey;
  }

  @Override
  public Optional<Secret> find(ObjectKey setting) {
    return database
        .sql("select value from secrets.setting where space = :space and name = :name")
        .param("space", setting.space().id())
        .param("name", setting.id())
        .query(byte[].class)
        .optional()
        .map(ciphertext -> masterKey.open(ciphertext, setting.toString()))
        .map(clear -> new Secret(new String(clear, StandardCharsets.UTF_8)));
  }

  @Override
  public boolean keep(ObjectKey setting, Secret value) {
    if (find(setting).filter(value::equals).isPresent()) {
      return false;
    }
    byte[] clear = value.value().getBytes(StandardCharsets.UTF_8);
    database
        .sql(
            """
            insert into secrets.setting (space, name, value) values (:space, :name, :value)
            on conflict (space, name) do update set value = excluded.value
            """)
        .param("space", setting.space().id())
        .param("name", setting.id())
        .param("value", masterKey.seal(clear, setting.toString()))
        .update();
    return true;
  }

  @Override
  public void forget(ObjectKey setting) {
    database
        .sql("delete from secrets.setting where space = :space and name = :name")
        .param("space", setting.space().id())
        .param("name", setting.id())
        .update();
  }
}
