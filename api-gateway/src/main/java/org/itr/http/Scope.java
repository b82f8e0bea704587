package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;

/**
 * Whose history a call is about. A master user names a company by the header CompanyID, or the
 * master space by MASTER; everybody else sees the own company's, whatever the headers say.
 *
 * @param space the space; null for all of them
 */
public record Scope(@Nullable Space space) {

  /** What the headers of a request say, and the caller may. */
  static Scope of(HttpServletRequest request, Caller caller) {
    if (!caller.isMaster()) {
      return new Scope(caller.space());
    }
    if (HeaderText.isYes(request, Header.MASTER.wireName(), false)) {
      return new Scope(Space.MASTER);
    }
    String company = HeaderText.of(request, Header.COMPANY_ID.wireName());
    return new Scope(
        company.isEmpty() ? null : Space.of(Ids.parse(Header.COMPANY_ID.wireName(), company)));
  }

  /** The space of one object: that of the scope, or of the caller where it has all. */
  public Space one(Caller caller) {
    return space == null ? caller.space() : space;
  }
}
