package org.itr.website;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.itr.http.EntityTags;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the website next to the API if its folder is configured. Its files are unmodified; only
 * the one that tells the website where its server is gets generated.
 */
@Configuration(proxyBeanMethods = false)
class WebsiteConfiguration implements WebMvcConfigurer {

  private static final String START_PAGE = "default.htm";
  private static final Duration KEPT = Duration.ofHours(1);

  private final String folder;

  WebsiteConfiguration(@Value("${settings.website}") String folder) {
    this.folder = folder.strip();
    if (!this.folder.isEmpty() && !Files.isRegularFile(Path.of(this.folder, START_PAGE))) {
      throw new IllegalStateException(
          "ITR_WEBSITE names "
              + folder
              + ", which is not a website: there is no file "
              + START_PAGE);
    }
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    if (!folder.isEmpty()) {
      registry.addViewController("/").setViewName("forward:/" + START_PAGE);
    }
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    if (!folder.isEmpty()) {
      // The two that decide what everything else is are asked for again each time.
      serve(registry, CacheControl.noCache(), "/*.htm");
      serve(registry, CacheControl.maxAge(KEPT).cachePublic(), "/**");
      registry
          .addResourceHandler("/InitServerVars.js")
          .addResourceLocations(new ClassPathResource("website/"))
          .setCacheControl(CacheControl.noCache())
          // Every build gives it the same date.
          .setUseLastModified(false)
          .setEtagGenerator(EntityTags::ofContent);
    }
  }

  private void serve(ResourceHandlerRegistry registry, CacheControl caching, String pattern) {
    try {
      registry
          .addResourceHandler(pattern)
          .addResourceLocations(new FileSystemResource(Path.of(folder).toRealPath() + "/"))
          .setCacheControl(caching)
          .setEtagGenerator(EntityTags::ofFile)
          .resourceChain(false)
          .addResolver(new FolderResolver(Path.of(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the folder of the website, " + folder, e);
    }
  }
}
