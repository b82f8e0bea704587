package org.itr.privacy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.itr.mail.Mails;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.StandIns;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTests;
import org.springframework.stereotype.Component;

/**
 * The objects that belong to a person, or did when they were removed: the person, the account,
 * sessions, their tests, reports, mails, credit usages, gathered results. Objects that now belong
 * to somebody else are not included.
 */
@Component
public class PersonObjects implements StandIns {

  private static final Set<ObjectType> STANDING_IN =
      Set.of(Sessions.TYPE, SessionTests.TYPE, Mails.TYPE);

  private final Traces traces;
  private final Views views;
  private final SubjectKeys keys;

  PersonObjects(Traces traces, Views views, SubjectKeys keys) {
    this.traces = traces;
    this.views = views;
    this.keys = keys;
  }

  @Override
  public List<UUID> of(ObjectKey person) {
    return all(person).stream()
        .filter(object -> STANDING_IN.contains(object.objectType()))
        .map(ObjectKey::uuid)
        .filter(standIn -> keys.has(new DataSubject(person.space(), standIn)))
        .toList();
  }

  /** The objects of a person, of whatever type, each once. */
  public List<ObjectKey> all(ObjectKey person) {
    Space space = person.space();
    Set<ObjectKey> all = new LinkedHashSet<>();
    all.add(person);
    addOf(person, person.uuid(), all);
    for (ObjectKey object : List.copyOf(all)) {
      if (object.objectType().equals(Sessions.TYPE)) {
        // What was written of them before the person was known.
        addOf(person, object.uuid(), all);
        for (Row test : views.findBy(SessionTests.TYPE, space, "SessionID", object.uuid())) {
          addIfOf(person, ObjectKey.of(SessionTests.TYPE, space, test.uuid("ID")), all);
        }
      }
    }
    return List.copyOf(all);
  }

  private void addOf(ObjectKey person, UUID subject, Set<ObjectKey> all) {
    traces.objects(person.space(), subject).forEach(object -> addIfOf(person, object, all));
    // Mails that others got as well.
    keys.sharedBy(new DataSubject(person.space(), subject))
        .forEach(mail -> all.add(ObjectKey.of(Mails.TYPE, person.space(), mail)));
  }

  private void addIfOf(ObjectKey person, ObjectKey object, Set<ObjectKey> all) {
    if (!all.contains(object) && isOf(person, object)) {
      all.add(object);
    }
  }

  private boolean isOf(ObjectKey person, ObjectKey object) {
    ObjectType type = object.objectType();
    if (type.equals(Sessions.TYPE)) {
      return views.find(object).map(row -> isFor(person, row)).orElse(true);
    }
    if (type.equals(SessionTests.TYPE)) {
      return views.find(object).map(row -> isTakenBy(person, row)).orElse(true);
    }
    return true;
  }

  private static boolean isFor(ObjectKey person, Row session) {
    return session.uuid("PersonID").equals(person.uuid());
  }

  private boolean isTakenBy(ObjectKey person, Row test) {
    UUID taker = test.uuid("PersID");
    if (!taker.equals(Space.MASTER.id())) {
      return taker.equals(person.uuid());
    }
    return views
        .find(ObjectKey.of(Sessions.TYPE, person.space(), test.uuid("SessionID")))
        .filter(session -> isFor(person, session))
        .isPresent();
  }
}
