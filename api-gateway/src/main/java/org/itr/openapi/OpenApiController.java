package org.itr.openapi;

import java.nio.charset.StandardCharsets;
import org.itr.http.Answer;
import org.itr.http.Handlers;
import org.itr.http.Rights;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the API, and the page that it drives; both are made when first asked for. */
@Controller
class OpenApiController {

  private final SingletonSupplier<byte[]> document;
  private final SingletonSupplier<TestPage> page = SingletonSupplier.of(TestPage::load);

  OpenApiController(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
      ObjectProvider<BuildProperties> build) {
    BuildProperties properties = build.getIfAvailable();
    String version = properties == null ? "development" : properties.getVersion();
    this.document =
        SingletonSupplier.of(
            () ->
                OpenApiDocument.of(Rights.table(), Handlers.byCall(mappings), version)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/api/openapi")
  Answer openApi() {
    return Answer.bytes("application/json;charset=utf-8", document.obtain());
  }

  @GetMapping("/api/test")
  Answer test() {
    TestPage shown = page.obtain();
    return response -> {
      response.setHeader("Content-Security-Policy", shown.policy());
      response.setHeader("Referrer-Policy", "no-referrer");
      Answer.bytes("text/html;charset=utf-8", shown.html()).send(response);
    };
  }
}
