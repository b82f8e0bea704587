package org.itr.http;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Which method of which controller takes which call. */
public final class Handlers {

  private Handlers() {}

  /** The methods by call, as Spring found them. */
  public static Map<String, Method> byCall(RequestMappingHandlerMapping mappings) {
    Map<RequestMappingInfo, Method> mapped = new HashMap<>();
    mappings.getHandlerMethods().forEach((info, handler) -> mapped.put(info, handler.getMethod()));
    return byCall(mapped);
  }

  /**
   * The methods by call, each as {@code GET /api/persons/{id}}.
   *
   * @throws IllegalStateException when a path of the API takes any method
   */
  public static Map<String, Method> byCall(Map<RequestMappingInfo, Method> mapped) {
    Map<String, Method> handlers = new TreeMap<>();
    mapped.forEach(
        (info, handler) -> {
          for (String pattern : info.getPatternValues()) {
            if (pattern.startsWith("/api")) {
              if (info.getMethodsCondition().getMethods().isEmpty()) {
                throw new IllegalStateException(pattern + " takes any method");
              }
              for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                handlers.put(method + " " + pattern, handler);
              }
            }
          }
        });
    return handlers;
  }
}
