package org.itr.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.itr.audit.AuditTrail;
import org.itr.company.Companies;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.event.DomainEvent;
import org.itr.event.History;
import org.itr.file.StoredFiles;
import org.itr.login.Logins;
import org.itr.mail.MailEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.record.GeneratedReports;
import org.itr.record.Tests;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTests;
import org.springframework.stereotype.Component;

/** Collects all that is known of a person. */
@Component
class PersonData {

  private final PersonObjects objects;
  private final Traces traces;
  private final Views views;
  private final History history;

  PersonData(PersonObjects objects, Traces traces, Views views, History history) {
    this.objects = objects;
    this.traces = traces;
    this.views = views;
    this.history = history;
  }

  /**
   * Everything known about a person.
   *
   * @param key the person
   * @param company the company that stores the person
   * @param rows the current rows by type
   * @param events what happened, in the order of history
   * @param testNames the names of the tests that the person took or was to take, by their IDs
   */
  record Collected(
      ObjectKey key,
      Optional<Row> company,
      Map<ObjectType, List<Row>> rows,
      List<TrackedEventMessage<?>> events,
      Map<UUID, String> testNames) {

    /** What is there of a type. */
    List<Row> of(ObjectType type) {
      return rows.getOrDefault(type, List.of());
    }

    /** What became of mails. */
    List<TrackedEventMessage<?>> mails() {
      return events.stream().filter(event -> event.getPayload() instanceof MailEvent).toList();
    }
  }

  Collected collect(ObjectKey person) {
    Space space = person.space();
    List<ObjectKey> theirs = objects.all(person);
    Map<ObjectType, List<Row>> rows = new LinkedHashMap<>();
    for (ObjectType type : List.of(Persons.TYPE, Logins.TYPE, Sessions.TYPE, SessionTests.TYPE)) {
      rows.put(
          type,
          theirs.stream()
              .filter(object -> object.objectType().equals(type))
              .flatMap(object -> views.find(object).stream())
              .toList());
    }
    rows.put(GeneratedReports.TYPE, linked(GeneratedReports.TYPE, "LinkedObjectID", theirs));
    rows.put(StoredFiles.TYPE, linked(StoredFiles.TYPE, "ObjectID", theirs));
    Set<UUID> subjects = subjects(person);
    for (ObjectType type : List.of(CreditUsages.TYPE, DataGathering.TYPE)) {
      rows.put(
          type,
          subjects.stream()
              .flatMap(subject -> traces.rows(type, space, subject).stream())
              .toList());
    }
    rows.put(AuditTrail.TYPE, trail(person, theirs));
    List<TrackedEventMessage<?>> events = events(person, theirs);
    return new Collected(
        person,
        views.find(ObjectKey.of(Companies.TYPE, Space.MASTER, space.id())),
        rows,
        events,
        testNames(space, rows.get(SessionTests.TYPE), events));
  }

  private List<Row> linked(ObjectType type, String link, List<ObjectKey> theirs) {
    Map<String, Row> byId = new LinkedHashMap<>();
    for (ObjectKey object : theirs) {
      for (Row row : views.findBy(type, object.space(), link, object.uuid())) {
        byId.put(row.text(type.key()), row);
      }
    }
    return List.copyOf(byId.values());
  }

  private List<Row> trail(ObjectKey person, List<ObjectKey> theirs) {
    Map<UUID, Row> byId = new LinkedHashMap<>();
    add(traces.rows(AuditTrail.TYPE, person.space(), person.uuid()), byId);
    for (ObjectKey object : theirs) {
      add(views.findBy(AuditTrail.TYPE, person.space(), "ObjectID", object.uuid()), byId);
    }
    return byId.values().stream()
        .sorted(
            Comparator.<Row, java.time.Instant>comparing(row -> row.moment("CreateDate"))
                .thenComparing(row -> row.uuid("ID")))
        .toList();
  }

  private static void add(Collection<Row> rows, Map<UUID, Row> byId) {
    rows.forEach(row -> byId.put(row.uuid("ID"), row));
  }

  /** The person, and what stood for the person before anybody was known. */
  private Set<UUID> subjects(ObjectKey person) {
    Set<UUID> subjects = new LinkedHashSet<>();
    subjects.add(person.uuid());
    subjects.addAll(objects.of(person));
    return subjects;
  }

  /** An object may have been somebody else's before or since; what was written then is not told. */
  private List<TrackedEventMessage<?>> events(ObjectKey person, List<ObjectKey> theirs) {
    Set<UUID> subjects = subjects(person);
    List<TrackedEventMessage<?>> events = new ArrayList<>();
    for (ObjectKey object : theirs) {
      for (TrackedEventMessage<?> event : history.of(object)) {
        UUID subject = ((DomainEvent) event.getPayload()).subject();
        if (subject == null || subjects.contains(subject)) {
          events.add(event);
        }
      }
    }
    events.sort(History.ORDER);
    return events;
  }

  private Map<UUID, String> testNames(
      Space space, List<Row> sessionTests, List<TrackedEventMessage<?>> events) {
    Set<UUID> tests = new LinkedHashSet<>();
    sessionTests.forEach(test -> tests.add(test.uuid("TestID")));
    for (TrackedEventMessage<?> message : events) {
      if (message.getPayload() instanceof SessionTestEvent event) {
        tests.add(event.testId());
      }
    }
    Map<UUID, String> names = new LinkedHashMap<>();
    for (UUID id : tests) {
      views
          .findOrMaster(ObjectKey.of(Tests.TYPE, space, id))
          .ifPresent(definition -> names.put(id, definition.text("TestName")));
    }
    return names;
  }
}
