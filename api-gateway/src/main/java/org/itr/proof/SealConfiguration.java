package org.itr.proof;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key that signs seals and receipts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SealSettings.class)
class SealConfiguration {

  @Bean
  SealKey sealKey(SealSettings settings, @Value("${settings.data-dir}") Path dataDir) {
    return SealKey.readOrCreate(settings.keyIn(dataDir));
  }
}
