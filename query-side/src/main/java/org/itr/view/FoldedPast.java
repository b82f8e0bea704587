package org.itr.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.itr.audit.AuditTrail;
import org.itr.event.RecordedEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.PastViews;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.session.GroupCountsProjection;
import org.itr.session.GroupSessionsView;
import org.itr.session.Sessions;
import org.itr.session.SessionsView;
import org.itr.sessiontest.SessionTests;
import org.itr.sessiontest.SessionTestsView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Folds the events about an object in memory, with the projections that keep its table live. */
@Component
class FoldedPast implements PastViews {

  /** What the view of session tests shows of the session. */
  private static final Set<String> OF_SESSION =
      Set.of(
          "Description",
          "SessionType",
          "CreateDate",
          "AllowedStartDateTime",
          "AllowedEndDateTime",
          "StartedAt",
          "EndedAt");

  /** What the members of a group are counted with. */
  private static final Set<String> MEMBERS =
      Set.of(Sessions.TYPE.name(), GroupCountsProjection.TABLE);

  private final List<Projection> projections;
  private final ObjectHistory history;
  private final RowTypes tables;
  private final Views views;

  /** With the projections in the order in which they see an event. */
  FoldedPast(List<Projection> projections, ObjectHistory history, RowTypes tables, Views views) {
    this.projections = projections;
    this.history = history;
    this.tables = tables;
    this.views = views;
  }

  @Override
  public Optional<Row> find(ObjectKey key, Instant moment) {
    ObjectType type = key.objectType();
    if (type.equals(AuditTrail.TYPE)) {
      // An entry is never changed, so it says now what it said when it was made.
      return views.find(key).filter(row -> !row.moment("CreateDate").isAfter(moment));
    }
    if (type.equals(SessionsView.TYPE)) {
      return sessionWithPerson(key, moment);
    }
    if (type.equals(SessionTestsView.TYPE)) {
      return testWithSessionAndPerson(key, moment);
    }
    if (type.equals(GroupSessionsView.TYPE)) {
      return groupWithCounts(key, moment);
    }
    return fold(key, moment, event -> true);
  }

  @Override
  public boolean keeps(ObjectType type) {
    return tables.find(type.name()).isPresent();
  }

  @Override
  public Optional<Row> afterEvents(ObjectKey key, long events) {
    long[] left = {events};
    return fold(key, ObjectHistory.END_OF_TIME, event -> left[0]-- > 0);
  }

  private Optional<Row> fold(ObjectKey key, Instant moment, Predicate<RecordedEvent> isWanted) {
    RowChanges rows = RowChanges.inMemory(tables);
    foldInto(rows, key, moment, isWanted, Set.of(key.type()));
    return Optional.ofNullable(rows.find(key));
  }

  private void foldInto(
      RowChanges rows,
      ObjectKey key,
      Instant moment,
      Predicate<RecordedEvent> isWanted,
      Set<String> shown) {
    Consumer<RecordedEvent> folding = into(rows, shown);
    history.read(
        key,
        moment,
        recorded -> {
          if (!isWanted.test(recorded)) {
            return false;
          }
          folding.accept(recorded);
          return true;
        });
  }

  private Consumer<RecordedEvent> into(RowChanges rows, Set<String> shown) {
    List<Projection> needed =
        projections.stream()
            .filter(projection -> projection.tables().stream().anyMatch(shown::contains))
            .toList();
    return recorded ->
        needed.forEach(projection -> projection.on(recorded.event(), recorded.message(), rows));
  }

  /** The person comes first, so that the session finds the person as it was at that moment. */
  private Optional<Row> sessionWithPerson(ObjectKey key, Instant moment) {
    ObjectKey session = ObjectKey.of(Sessions.TYPE, key.space(), key.uuid());
    Optional<Row> alone = find(session, moment);
    if (alone.isEmpty()) {
      return alone;
    }
    RowChanges rows = RowChanges.inMemory(tables);
    person(key.space(), alone.get().uuid("PersonID"))
        .ifPresent(
            person -> foldInto(rows, person, moment, event -> true, Set.of(Persons.TYPE.name())));
    foldInto(
        rows,
        session,
        moment,
        event -> true,
        Set.of(Sessions.TYPE.name(), SessionsView.TYPE.name()));
    return Optional.ofNullable(rows.find(key));
  }

  private static Optional<ObjectKey> person(Space space, UUID id) {
    return id.equals(Space.MASTER.id())
        ? Optional.empty()
        : Optional.of(ObjectKey.of(Persons.TYPE, space, id));
  }

  /** The members are folded, too: those of then, of whom some may be gone by now. */
  private Optional<Row> groupWithCounts(ObjectKey key, Instant moment) {
    ObjectKey session = ObjectKey.of(Sessions.TYPE, key.space(), key.uuid());
    return find(session, moment)
        .filter(row -> GroupSessionsView.isGroup(row.number("SessionType")))
        .map(
            group -> {
              RowChanges rows = RowChanges.inMemory(tables);
              history.readMembers(session, moment, into(rows, MEMBERS));
              long[] counts =
                  rows.added(GroupCountsProjection.COUNTS, List.of(key.space().id(), key.uuid()));
              return name ->
                  switch (name) {
                    case "active" -> group.get("Active");
                    case "readycount" -> counts[0];
                    case "inprogresscount" -> counts[1];
                    case "donecount" -> counts[2];
                    default -> group.get(name);
                  };
            });
  }

  private Optional<Row> testWithSessionAndPerson(ObjectKey key, Instant moment) {
    return find(ObjectKey.of(SessionTests.TYPE, key.space(), key.uuid()), moment)
        .flatMap(
            test ->
                find(ObjectKey.of(Sessions.TYPE, key.space(), test.uuid("SessionID")), moment)
                    .map(
                        session ->
                            joined(
                                test,
                                session,
                                person(key.space(), test.uuid("PersID"))
                                    .flatMap(person -> find(person, moment))
                                    .orElse(null))));
  }

  private static Row joined(Row test, Row session, @Nullable Row person) {
    return name ->
        switch (name) {
          case "status" -> test.get("Status");
          case "sessionstatus" -> session.get("Status");
          case "Active", "active" -> session.get("Active");
          case "personactive" -> person == null ? null : person.get("Active");
          default -> {
            if (OF_SESSION.contains(name)) {
              yield session.get(name);
            }
            if (SessionTests.TYPE.find(name).isPresent()) {
              yield test.get(name);
            }
            yield person == null ? null : person.get(name);
          }
        };
  }
}
