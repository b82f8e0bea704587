package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;

/** Registers the components of this package with Spring MVC. */
@Configuration
class HttpConfiguration implements WebMvcConfigurer {

  private final Gatekeeper gatekeeper;
  private final int longestBody;
  private final long longestFile;
  private final Clock clock;

  HttpConfiguration(
      Gatekeeper gatekeeper,
      Clock clock,
      @Value("${settings.limits.json-bytes}") int longestBody,
      @Value("${settings.limits.file-bytes}") long longestFile) {
    this.gatekeeper = gatekeeper;
    this.clock = clock;
    this.longestBody = longestBody;
    this.longestFile = longestFile;
  }

  /** Answers errors with a sentence, even those that occur before the first filter. */
  @Bean
  WebServerFactoryCustomizer<TomcatWebServerFactory> plainErrors() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(PlainErrors.class.getName()));
  }

  /** Texts for the caller, above all mails, are in the language that the call names. */
  @Bean
  LocaleResolver localeResolver() {
    return new AbstractLocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return Locale.forLanguageTag(Origin.of(request).language());
      }

      @Override
      public void setLocale(
          HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale to) {
        throw new UnsupportedOperationException("Each call names its language");
      }
    };
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(gatekeeper);
    registry.addInterceptor(new PastCheck());
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new Arguments(longestBody, longestFile, clock));
  }

  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(new AnswerHandler());
  }
}
