package org.itr.http;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/** What the controllers of the product take, without starting a server. */
public final class Controllers {

  private Controllers() {}

  /** The methods by call, each as {@code GET /api/persons/{id}}. */
  public static Map<String, Method> handlers() {
    Map<RequestMappingInfo, Method> handlers = new HashMap<>();
    List<JavaClass> controllers =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.itr")
                .stream()
                .filter(type -> type.isAnnotatedWith(Controller.class))
                .toList();
    RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
    options.setPatternParser(new PathPatternParser());
    for (JavaClass controller : controllers) {
      Optional<RequestMappingInfo> ofAll = mapping(controller.reflect(), options);
      for (JavaMethod method : controller.getMethods()) {
        mapping(method.reflect(), options)
            .map(own -> ofAll.map(all -> all.combine(own)).orElse(own))
            .ifPresent(mapping -> handlers.put(mapping, method.reflect()));
      }
    }
    return Handlers.byCall(handlers);
  }

  private static Optional<RequestMappingInfo> mapping(
      AnnotatedElement mapped, RequestMappingInfo.BuilderConfiguration options) {
    return Optional.ofNullable(
            AnnotatedElementUtils.findMergedAnnotation(mapped, RequestMapping.class))
        .map(
            mapping ->
                RequestMappingInfo.paths(mapping.path())
                    .methods(mapping.method())
                    .options(options)
                    .build());
  }
}
