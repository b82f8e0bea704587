package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body nobody but us reads. The website calls its JSON a form, and containers and
 * filters that believe it would eat the body: so there are no parameters here, and no content type
 * that promises any.
 */
final class RawRequest extends HttpServletRequestWrapper {

  private static final String CONTENT_TYPE = "application/octet-stream";

  private final String path;

  RawRequest(HttpServletRequest request, String path) {
    super(request);
    this.path = path;
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public String getServletPath() {
    return super.getServletPath().replaceAll("/{2,}", "/");
  }

  @Override
  public String getContentType() {
    return CONTENT_TYPE;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return "Content-Type".equalsIgnoreCase(name) ? CONTENT_TYPE : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return "Content-Type".equalsIgnoreCase(name)
        ? Collections.enumeration(Collections.singleton(CONTENT_TYPE))
        : super.getHeaders(name);
  }

  @Override
  public @Nullable String getParameter(String name) {
    return null;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return null;
  }
}
