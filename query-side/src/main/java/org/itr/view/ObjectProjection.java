package org.itr.view;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.itr.audit.AuditEvent;
import org.itr.audit.AuditTrail;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.person.PersonEvent.StandInsForgotten;
import org.itr.sessiontest.SessionTestEvent.SessionTestBilled;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps one row an object, for every type that has a table: an event creates, changes or removes
 * the row of its target. Other projections add what needs more than the target.
 */
@Component
@Order(ProjectionOrder.OBJECTS)
public class ObjectProjection implements Projection {

  /** What stays when a person is erased, without the personal fields. */
  private static final List<ObjectType> OUTLIVING_A_PERSON =
      List.of(CreditUsages.TYPE, DataGathering.TYPE);

  private final RowTypes rowTypes;

  /** A projection into the given tables. */
  public ObjectProjection(RowTypes rowTypes) {
    this.rowTypes = rowTypes;
  }

  @Override
  public List<String> tables() {
    return rowTypes.all().stream()
        .map(RowType::type)
        .filter(type -> !type.isView() && type.auditNumber() != AuditTrail.TYPE.auditNumber())
        .map(ObjectType::name)
        .sorted()
        .toList();
  }

  @Override
  public List<String> lookUpIndexes() {
    return List.of("creditusages_by_subject", "datagathering_by_subject");
  }

  @Override
  public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {
    if (event instanceof StandInsForgotten forgotten) {
      forgotten.standIns().forEach(standIn -> forget(event.target().space(), standIn, rows));
    }
    if (event instanceof DomainEvent.Notes
        || event instanceof AuditEvent
        || rowTypes.find(event.target().type()).isEmpty()) {
      return;
    }
    if (event instanceof DomainEvent.Creates) {
      rows.create(event.target(), event.subject(), event.delta());
    } else if (event instanceof DomainEvent.Removes) {
      rows.remove(event.target());
    } else {
      rows.change(event.target(), event.subject(), event.delta());
    }
    if (event instanceof PersonErased) {
      forget(event.target().space(), event.target().uuid(), rows);
    }
    if (event instanceof SessionTestBilled billed) {
      keepTest(billed, rows);
    }
  }

  /** A usage does not say which test it was for; the bill that follows it does. */
  private static void keepTest(SessionTestBilled billed, RowChanges rows) {
    ObjectKey usage = CreditUsages.of(billed.target());
    if (rows.find(usage) != null) {
      rows.change(usage, null, Delta.NONE, Map.of("TestID", billed.testId()));
    }
  }

  private static void forget(Space space, UUID subject, RowChanges rows) {
    OUTLIVING_A_PERSON.forEach(type -> rows.forget(type, space, subject));
  }
}
