package org.itr.http;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers list calls: the company's rows, then the master's, each part sorted and paged by itself.
 */
@Component
public class Listing {

  /** A part of a list and what its rows say about where they are from. */
  private record Part(ListRequest request, int source) {}

  private final Views views;

  Listing(Views views) {
    this.views = views;
  }

  /**
   * The rows that a caller asks for.
   *
   * @param own conditions that hold for this call whatever the caller's filter says
   */
  public Answer of(
      ObjectType type, ListHeaders headers, Copy copy, Caller caller, List<Condition> own) {
    return of(type, headers, copy, caller, own, UnaryOperator.identity());
  }

  /**
   * The rows of the company that a caller asks for, where there is no other copy.
   *
   * @param shown what is shown of a row
   */
  public Answer ofCompany(
      ObjectType type,
      ListHeaders headers,
      Caller caller,
      List<Condition> own,
      UnaryOperator<Row> shown) {
    return of(type, headers, Copy.COMPANY, caller, own, shown);
  }

  /**
   * The rows of a server-wide type that a caller may see: those whose CompanyID is the caller's
   * company, for a master user all.
   */
  public Answer ofServer(ObjectType type, ListHeaders headers, Copy copy, Caller caller) {
    List<Condition> visible =
        caller.isMaster()
            ? List.of()
            : List.of(Condition.equal(type.field("CompanyID"), caller.company().toString()));
    return of(type, headers, copy, caller, visible);
  }

  private Answer of(
      ObjectType type,
      ListHeaders headers,
      Copy copy,
      Caller caller,
      List<Condition> own,
      UnaryOperator<Row> shown) {
    UUID owner = type.isOwned() ? caller.ownerSeen() : null;
    List<Part> parts = new ArrayList<>();
    if (type.isServerWide()) {
      parts.add(part(type, headers, Space.MASTER, WireWriter.COMPANY_COPY, owner, own));
    } else {
      if (copy.listsCompany(caller)) {
        parts.add(part(type, headers, caller.space(), WireWriter.COMPANY_COPY, owner, own));
      }
      if (copy.listsMaster(type, caller)) {
        parts.add(part(type, headers, Space.MASTER, WireWriter.MASTER_COPY, owner, own));
      }
    }
    return Answer.json(
        json -> {
          json.startList();
          for (Part part : parts) {
            views.list(part.request(), row -> json.listRow(type, shown.apply(row), part.source()));
          }
          json.endList();
        });
  }

  /** The rows of the company that a caller asks for, where there is no other copy. */
  public Answer ofCompany(
      ObjectType type, ListHeaders headers, Caller caller, List<Condition> own) {
    return of(type, headers, Copy.COMPANY, caller, own);
  }

  private static Part part(
      ObjectType type,
      ListHeaders headers,
      Space space,
      int source,
      @Nullable UUID owner,
      List<Condition> own) {
    return new Part(headers.request(type, space, owner, own), source);
  }
}
