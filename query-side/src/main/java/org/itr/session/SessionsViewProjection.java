package org.itr.session;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent;
import org.itr.person.PersonRow;
import org.itr.person.Persons;
import org.itr.session.SessionEvent.SessionPlanned;
import org.itr.session.SessionEvent.SessionRemoved;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowKey;
import org.itr.view.RowType;
import org.itr.view.RowTypes;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps a row a session with the person's fields beside the session's, so that one index serves a
 * page and one text the search. A session can come before its person and the other way round.
 */
@Component
@Order(ProjectionOrder.AFTER_OBJECTS)
@ProcessingGroup("views")
class SessionsViewProjection implements Projection {

  private static final String PERSON_ACTIVE = "personactive";
  private static final String SESSION_ACTIVE = "active";

  private final RowTypes rowTypes;
  @PersistenceContext private EntityManager entities;

  SessionsViewProjection(RowTypes rowTypes) {
    this.rowTypes = rowTypes;
  }

  @Override
  public List<String> tables() {
    return List.of(SessionsView.TYPE.name());
  }

  @Override
  public List<String> lookUpIndexes() {
    return List.of("sessionsview_by_person_id_in_space");
  }

  @EventHandler
  void on(SessionEvent event) {
    RowType view = rowTypes.of(SessionsView.TYPE);
    RowKey key = new RowKey(event.target().space().id(), event.target().uuid());
    if (event instanceof SessionRemoved) {
      entities.remove(entities.getReference(SessionsViewRow.class, key));
      entities.flush();
      return;
    }
    SessionsViewRow row;
    if (event instanceof SessionPlanned) {
      row =
          (SessionsViewRow)
              view.newRow(ObjectKey.of(SessionsView.TYPE, event.target().space(), key.id()));
      row.active = true;
    } else {
      row = entities.find(SessionsViewRow.class, key);
    }
    if (event.subject() != null) {
      row.subject(event.subject());
    }
    view.apply(row, event.delta());
    if (event.delta().touches("Active")) {
      view.set(row, SessionsView.TYPE.field(SESSION_ACTIVE), event.delta().after("Active"));
    }
    if (event instanceof SessionPlanned || event.delta().touches("PersonID")) {
      showPerson(row, key.space());
    }
    if (event instanceof SessionPlanned) {
      entities.persist(row);
    }
  }

  @EventHandler
  void on(PersonEvent event) {
    List<SessionsViewRow> rows =
        entities
            .createQuery(
                "select r from SessionsViewRow r where r.space = :space and r.personId = :person",
                SessionsViewRow.class)
            .setParameter("space", event.target().space().id())
            .setParameter("person", event.target().uuid())
            .getResultList();
    rows.forEach(row -> showPerson(row, row.space()));
  }

  private void showPerson(SessionsViewRow row, UUID space) {
    RowType view = rowTypes.of(SessionsView.TYPE);
    RowType persons = rowTypes.of(Persons.TYPE);
    PersonRow person =
        row.personId == null || row.personId.equals(Space.MASTER.id())
            ? null
            : entities.find(PersonRow.class, new RowKey(space, row.personId));
    for (Field field : SessionsView.TYPE.fields()) {
      if (PERSON_FIELDS.contains(field.name())) {
        view.set(row, field, person == null ? field.initial() : persons.get(person, field.name()));
      }
    }
    view.set(
        row,
        SessionsView.TYPE.field(PERSON_ACTIVE),
        person != null && Boolean.TRUE.equals(persons.get(person, "Active")));
  }

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
}
