package org.itr.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackingToken;
import org.itr.company.Companies;
import org.itr.credit.CreditAccounts;
import org.itr.credit.CreditGrants;
import org.itr.credit.CreditUsages;
import org.itr.event.History;
import org.itr.event.RecordedEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Views;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The events about one object or the members of a group, whichever aggregates they are of. */
@Component
public class ObjectHistory {

  /** A moment that no event is after. */
  static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private static final int EVENTS_A_READ = 500;
  private static final int MEMBERS_A_READ = 25;

  /** A company has few entries about one of its objects, and an index that leads to them. */
  private static final String COMPANY_OF_REMOVED =
      """
      select told.space from companies
        join audittrail told on told.space = companies.id and told.object_id = ? and told.object_type = ?
      limit 1
      """;

  private final History history;
  private final Views views;
  private final JdbcTemplate jdbc;

  ObjectHistory(History history, Views views, JdbcTemplate jdbc) {
    this.history = history;
    this.views = views;
    this.jdbc = jdbc;
  }

  /**
   * Hands over all events about an object in their order, some hundreds of them in memory at a
   * time.
   *
   * @param goesOn takes an event and says whether more are wanted
   */
  public void read(ObjectKey object, Predicate<RecordedEvent> goesOn) {
    read(object, END_OF_TIME, goesOn);
  }

  /**
   * Hands over the events about an object up to a moment.
   *
   * @param until the moment of the last event that is wanted
   * @param goesOn takes an event and says whether more are wanted
   */
  void read(ObjectKey object, Instant until, Predicate<RecordedEvent> goesOn) {
    read(List.of(object), aggregatesOf(object), until, goesOn);
  }

  /**
   * Hands over the events about the sessions that were ever members of a group session: those of
   * one session in their order, but one session after the other.
   */
  void readMembers(ObjectKey group, Instant until, Consumer<RecordedEvent> events) {
    List<ObjectKey> members = history.membersEver(group, until);
    for (int from = 0; from < members.size(); from += MEMBERS_A_READ) {
      List<ObjectKey> some = members.subList(from, Math.min(members.size(), from + MEMBERS_A_READ));
      read(
          some,
          some,
          until,
          recorded -> {
            events.accept(recorded);
            return true;
          });
    }
  }

  private void read(
      List<ObjectKey> objects,
      List<ObjectKey> aggregates,
      Instant until,
      Predicate<RecordedEvent> goesOn) {
    TrackingToken place = history.start();
    List<RecordedEvent> events;
    do {
      events = history.about(objects, aggregates, place, until, EVENTS_A_READ);
      for (RecordedEvent event : events) {
        if (!goesOn.test(event)) {
          return;
        }
        place = event.message().trackingToken();
      }
    } while (events.size() == EVENTS_A_READ);
  }

  /** The company that a grant of credits is or was of. */
  public Optional<UUID> companyOfGrant(ObjectKey grant) {
    return views
        .find(grant)
        .map(row -> row.uuid("CompanyID"))
        .or(
            () ->
                jdbc
                    .queryForList(
                        COMPANY_OF_REMOVED,
                        UUID.class,
                        grant.uuid(),
                        CreditGrants.TYPE.auditNumber())
                    .stream()
                    .findFirst());
  }

  /** Credits are moved by the company's account, which tells of grants, usages and the level. */
  private List<ObjectKey> aggregatesOf(ObjectKey object) {
    ObjectType type = object.objectType();
    if (type.equals(Companies.TYPE)) {
      return List.of(object, CreditAccounts.keyOf(object.uuid()));
    }
    if (type.equals(CreditUsages.TYPE)) {
      return List.of(CreditAccounts.keyOf(object.space().id()));
    }
    if (type.equals(CreditGrants.TYPE)) {
      return companyOfGrant(object).map(CreditAccounts::keyOf).stream().toList();
    }
    return List.of(object);
  }
}
