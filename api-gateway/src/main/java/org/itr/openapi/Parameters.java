package org.itr.openapi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.itr.http.AsOf;
import org.itr.http.Call;
import org.itr.http.Copy;
import org.itr.http.Header;
import org.itr.http.ListHeaders;
import org.itr.http.Page;
import org.itr.http.Scope;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/**
 * The parameters of a call, derived from its row and its controller method.
 *
 * @param variables the variables of the path
 * @param headers the headers, without the token
 * @param hasCopies whether it chooses between the company's copy and the master's
 * @param isList whether it answers a list that is paged, sorted and filtered
 */
record Parameters(List<String> variables, Set<Header> headers, boolean hasCopies, boolean isList) {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)\\}");

  /** Of a call that the method takes. */
  static Parameters of(Call call, Method handler) {
    List<Class<?>> types = Arrays.asList(handler.getParameterTypes());
    boolean isList = types.contains(ListHeaders.class);
    boolean hasCopies =
        types.contains(Copy.class)
            && call.objectType().filter(Parameters::hasMasterCopies).isPresent();
    Set<Header> headers = new LinkedHashSet<>(call.headers());
    if (isList) {
      headers.addAll(Header.OF_LISTS);
      if (call.objectType().flatMap(ObjectType::archiveField).isPresent()) {
        headers.add(Header.INCLUDE_ARCHIVED);
      }
    }
    if (types.contains(Page.class)) {
      headers.addAll(Header.OF_PAGES);
    }
    if (hasCopies) {
      headers.addAll(Header.OF_COPIES);
    }
    if (types.contains(AsOf.class)) {
      headers.add(Header.AS_OF);
    }
    if (types.contains(Scope.class)) {
      headers.addAll(List.of(Header.COMPANY_ID, Header.MASTER));
    }
    return new Parameters(
        VARIABLE.matcher(call.pattern()).results().map(found -> found.group(1)).toList(),
        headers,
        hasCopies,
        isList);
  }

  private static boolean hasMasterCopies(ObjectType type) {
    return !type.isServerWide() && type.masterReaders() != MasterReaders.NOBODY;
  }
}
