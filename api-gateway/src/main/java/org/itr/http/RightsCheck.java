package org.itr.http;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Compares the calls that controllers take with the table of rights, and lets the start fail when
 * they differ.
 */
@Component
class RightsCheck implements SmartInitializingSingleton {

  private final RequestMappingHandlerMapping mappings;

  RightsCheck(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
    this.mappings = mappings;
  }

  @Override
  public void afterSingletonsInstantiated() {
    compare(Handlers.byCall(mappings).keySet());
  }

  /**
   * Compares.
   *
   * @throws IllegalStateException naming the calls that are only on one side
   */
  static void compare(Set<String> calls) {
    Set<String> withoutRights = new TreeSet<>(calls);
    withoutRights.removeAll(Rights.calls());
    Set<String> withoutController = new TreeSet<>(Rights.calls());
    withoutController.removeAll(calls);
    if (!withoutRights.isEmpty() || !withoutController.isEmpty()) {
      throw new IllegalStateException(
          "Calls without a row in the table of rights: "
              + withoutRights
              + "; rows without a call: "
              + withoutController);
    }
  }
}
