package org.itr.view;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectType;
import org.itr.person.PersonEvent;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps one row an object, for every type that has a table: an event creates, changes or removes
 * the row of its target. Other projections add what needs more than the target.
 */
@Component
@Order(ProjectionOrder.OBJECTS)
@ProcessingGroup("views")
public class ObjectProjection implements Projection {

  /** What stays when a person is erased, without the personal fields. */
  private static final List<ObjectType> OUTLIVING_A_PERSON =
      List.of(CreditUsages.TYPE, DataGathering.TYPE);

  private final RowTypes rowTypes;
  @PersistenceContext private EntityManager entities;

  /** A projection into the given tables. */
  public ObjectProjection(RowTypes rowTypes) {
    this.rowTypes = rowTypes;
  }

  @Override
  public List<String> tables() {
    return rowTypes.all().stream()
        .map(RowType::type)
        .filter(
            type ->
                !type.isView() && type.auditNumber() != org.itr.audit.AuditTrail.TYPE.auditNumber())
        .map(ObjectType::name)
        .sorted()
        .toList();
  }

  @Override
  public List<String> lookUpIndexes() {
    return List.of("creditusages_by_subject", "datagathering_by_subject");
  }

  @EventHandler
  void on(DomainEvent event) {
    RowType table = rowTypes.find(event.target().type()).orElse(null);
    if (table == null
        || event instanceof DomainEvent.Notes
        || event instanceof org.itr.audit.AuditEvent) {
      return;
    }
    if (event instanceof DomainEvent.Creates) {
      ViewRow row = table.newRow(event.target());
      update(table, row, event);
      entities.persist(row);
    } else {
      ViewRow row = entities.find(table.entity(), table.keyOf(event.target()));
      if (row == null) {
        throw new IllegalStateException("No row of " + event.target() + " to apply an event to");
      }
      if (event instanceof DomainEvent.Removes) {
        entities.remove(row);
        // Hibernate would insert a successor with the same key before it deletes this one.
        entities.flush();
      } else {
        update(table, row, event);
      }
    }
    if (event instanceof PersonEvent.PersonErased) {
      forget(event.target().uuid());
    }
  }

  private static void update(RowType table, ViewRow row, DomainEvent event) {
    if (event.subject() != null) {
      row.subject(event.subject());
    }
    table.apply(row, event.delta());
  }

  private void forget(UUID person) {
    for (ObjectType type : OUTLIVING_A_PERSON) {
      RowType table = rowTypes.of(type);
      bySubject(table, person).forEach(table::forgetPersonalFields);
    }
  }

  private List<? extends ViewRow> bySubject(RowType table, UUID person) {
    var builder = entities.getCriteriaBuilder();
    return selectBySubject(builder, table.entity(), person);
  }

  private <T extends ViewRow> List<T> selectBySubject(
      jakarta.persistence.criteria.CriteriaBuilder builder, Class<T> entity, UUID person) {
    var query = builder.createQuery(entity);
    var root = query.from(entity);
    return entities
        .createQuery(query.where(builder.equal(root.get("subject"), person)))
        .getResultList();
  }
}
