package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives controllers what they ask for by type: the caller, the origin, the body or upload, the list
 * headers, the object type.
 */
final class Arguments implements HandlerMethodArgumentResolver {

  private final int longestBody;
  private final long longestFile;
  private final Clock clock;

  Arguments(int longestBody, long longestFile, Clock clock) {
    this.longestBody = longestBody;
    this.longestFile = longestFile;
    this.clock = clock;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return type == Caller.class
        || type == Origin.class
        || type == Body.class
        || type == Upload.class
        || type == ListHeaders.class
        || type == Page.class
        || type == Copy.class
        || type == AsOf.class
        || type == Scope.class
        || type == ObjectType.class;
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders)
      throws Exception {
    HttpServletRequest request =
        Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
    Class<?> type = parameter.getParameterType();
    if (type == Caller.class) {
      return caller(request);
    }
    if (type == AsOf.class) {
      return AsOf.of(request, caller(request), clock.instant());
    }
    if (type == Scope.class) {
      return Scope.of(request, caller(request));
    }
    if (type == Origin.class) {
      return Origin.of(request);
    }
    if (type == Body.class) {
      return Body.read(request, longestBody);
    }
    if (type == Upload.class) {
      return Upload.of(request, longestFile);
    }
    if (type == ListHeaders.class) {
      return ListHeaders.of(request);
    }
    if (type == Page.class) {
      return ListHeaders.of(request).page();
    }
    if (type == Copy.class) {
      return Copy.of(request);
    }
    return objectType(request);
  }

  private static Caller caller(HttpServletRequest request) {
    return (Caller)
        Objects.requireNonNull(
            request.getAttribute(Gatekeeper.CALLER), "a public call has no caller");
  }

  /** The object type that the path begins with: {@code /api/tests/{id}} is about tests. */
  private static ObjectType objectType(HttpServletRequest request) {
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    return ObjectTypes.named(pattern.split("/", -1)[2]);
  }
}
