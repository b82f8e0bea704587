package org.itr.http;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands the parts of this package to Spring MVC. */
@Configuration
class HttpConfiguration implements WebMvcConfigurer {

  private final Gatekeeper gatekeeper;
  private final int longestBody;
  private final long longestFile;

  HttpConfiguration(
      Gatekeeper gatekeeper,
      @Value("${itr.limits.json-bytes:16777216}") int longestBody,
      @Value("${itr.limits.file-bytes:104857600}") long longestFile) {
    this.gatekeeper = gatekeeper;
    this.longestBody = longestBody;
    this.longestFile = longestFile;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(gatekeeper);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new Arguments(longestBody, longestFile));
  }

  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(new AnswerHandler());
  }
}
