package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.itr.objecttype.InvalidInput;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses the header AsOf where a call knows nothing but now: an answer as of now would be taken
 * for one as of then.
 */
final class PastCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod call
        && !HeaderText.of(request, Header.AS_OF.wireName()).isEmpty()
        && !takesMoment(call.getMethod())) {
      throw new InvalidInput(
          Header.AS_OF.wireName() + " is only supported by calls that read one object");
    }
    return true;
  }

  private static boolean takesMoment(Method call) {
    return Arrays.asList(call.getParameterTypes()).contains(AsOf.class);
  }
}
