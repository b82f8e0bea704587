package org.itr.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent;
import org.itr.person.Persons;
import org.itr.session.SessionEvent.SessionPlanned;
import org.itr.session.SessionEvent.SessionRemoved;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.itr.view.RowType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps a row a session with the person's fields beside the session's, so that one index serves a
 * page and one text the search. A session can come before its person and the other way round.
 */
@Component
@Order(ProjectionOrder.AFTER_OBJECTS)
class SessionsViewProjection implements Projection {

  private static final String ACTIVE = "Active";
  private static final String PERSON_ACTIVE = "personactive";
  private static final String SESSION_ACTIVE = "active";

  private static final List<String> PERSON_FIELDS =
      List.of(
          "EMail",
          "FirstName",
          "Initials",
          "LastName",
          "TitlesBefore",
          "TitlesAfter",
          "EducationID",
          "OrganisationID",
          "NationalityID",
          "PreferredLanguage",
          "Sex",
          "DateOfLastTest",
          "BirthDate",
          "Age",
          "PersonType");

  /**
   * Takes a person's fields over into all of the person's sessions; initial ones when it is gone.
   */
  private static final String SHOW_PERSON =
      """
      update sessionsview as shown set %s, personactive = coalesce(person.active, false)
      from (values (?::uuid, ?::uuid)) as changed (space, id)
        left join persons person on person.space = changed.space and person.id = changed.id
      where shown.space = changed.space and shown.person_id = changed.id
      """
          .formatted(
              PERSON_FIELDS.stream()
                  .map(name -> SessionsView.TYPE.field(name).column())
                  .map(column -> "%1$s = coalesce(person.%1$s, ?)".formatted(column))
                  .collect(Collectors.joining(", ")));

  @Override
  public List<String> tables() {
    return List.of(SessionsView.TYPE.name());
  }

  @Override
  public List<String> lookUpIndexes() {
    return List.of("sessionsview_by_person_id_in_space");
  }

  @Override
  public List<Class<? extends Projection>> reads() {
    return List.of(ObjectProjection.class);
  }

  @Override
  public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {
    if (event instanceof SessionEvent session) {
      showSession(session, rows);
    } else if (event instanceof PersonEvent
        && !(event instanceof DomainEvent.Notes)
        && (event instanceof DomainEvent.Removes || touchesPersonFields(event))) {
      showPerson(event.target(), rows);
    }
  }

  private static void showSession(SessionEvent event, RowChanges rows) {
    ObjectKey key = ObjectKey.of(SessionsView.TYPE, event.target().space(), event.target().uuid());
    if (event instanceof SessionRemoved) {
      rows.remove(key);
      return;
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    if (event.delta().touches(ACTIVE)) {
      values.put(SESSION_ACTIVE, event.delta().after(ACTIVE));
    }
    if (event.delta().after("PersonID") instanceof String person) {
      addPerson(values, ObjectKey.of(Persons.TYPE, key.space(), UUID.fromString(person)), rows);
    }
    if (event instanceof SessionPlanned) {
      values.putIfAbsent(SESSION_ACTIVE, true);
      rows.create(key, event.subject(), event.delta(), values);
    } else {
      rows.change(key, event.subject(), event.delta(), values);
    }
  }

  private static void addPerson(
      Map<String, @Nullable Object> values, ObjectKey key, RowChanges rows) {
    Row person = key.uuid().equals(Space.MASTER.id()) ? null : rows.find(key);
    for (String name : PERSON_FIELDS) {
      values.put(name, person == null ? initial(name) : person.get(name));
    }
    values.put(PERSON_ACTIVE, person != null && person.flag(ACTIVE));
  }

  private static boolean touchesPersonFields(DomainEvent event) {
    return event.delta().touches(ACTIVE) || PERSON_FIELDS.stream().anyMatch(event.delta()::touches);
  }

  private static void showPerson(ObjectKey person, RowChanges rows) {
    List<@Nullable Object> values = new ArrayList<>();
    PERSON_FIELDS.forEach(name -> values.add(initial(name)));
    values.add(person.space().id());
    values.add(person.uuid());
    rows.afterwards(SHOW_PERSON, values.toArray());
  }

  private static @Nullable Object initial(String name) {
    Field field = SessionsView.TYPE.field(name);
    return RowType.typed(field, field.initial());
  }
}
