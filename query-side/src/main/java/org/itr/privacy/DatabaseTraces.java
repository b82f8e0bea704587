package org.itr.privacy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.view.RowType;
import org.itr.view.RowTypes;
import org.itr.view.ViewRow;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Follows the traces that the audit trail has: every event has left a row there. */
@Component
class DatabaseTraces implements Traces {

  private static final Map<Integer, ObjectType> BY_NUMBER = new HashMap<>();

  static {
    for (ObjectType type : ObjectTypes.all()) {
      if (!type.isView()) {
        BY_NUMBER.put(type.auditNumber(), type);
      }
    }
  }

  private final JdbcClient database;
  private final RowTypes tables;
  @PersistenceContext private EntityManager entities;

  DatabaseTraces(JdbcTemplate jdbc, RowTypes tables) {
    this.database = JdbcClient.create(jdbc);
    this.tables = tables;
  }

  @Override
  public List<ObjectKey> objects(Space space, UUID subject) {
    return database
        .sql(
            """
            select object_type, object_id from views.audittrail
            where space = :space and subject = :subject
            group by object_type, object_id order by min(create_date), object_type, object_id
            """)
        .param("space", space.id())
        .param("subject", subject)
        .query(
            (row, number) ->
                ObjectKey.of(
                    BY_NUMBER.get(row.getInt("object_type")),
                    space,
                    row.getObject("object_id", UUID.class)))
        .list();
  }

  @Override
  @Transactional(readOnly = true)
  public List<Row> rows(ObjectType type, Space space, UUID subject) {
    RowType table = tables.of(type);
    return rows(table, table.entity(), space, subject);
  }

  private <T extends ViewRow> List<Row> rows(
      RowType table, Class<T> entity, Space space, UUID subject) {
    CriteriaBuilder builder = entities.getCriteriaBuilder();
    CriteriaQuery<T> query = builder.createQuery(entity);
    Root<T> root = query.from(entity);
    query.where(about(builder, root, space, subject)).orderBy(builder.asc(root.get("id")));
    return entities.createQuery(query).getResultList().stream()
        .map(
            row -> {
              entities.detach(row);
              return table.reader(row);
            })
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public long count(ObjectType type, Space space, UUID subject) {
    CriteriaBuilder builder = entities.getCriteriaBuilder();
    CriteriaQuery<Long> query = builder.createQuery(Long.class);
    Root<? extends ViewRow> root = query.from(tables.of(type).entity());
    query.select(builder.count(root)).where(about(builder, root, space, subject));
    return entities.createQuery(query).getSingleResult();
  }

  private static Predicate about(
      CriteriaBuilder builder, Root<? extends ViewRow> root, Space space, UUID subject) {
    return builder.and(
        builder.equal(root.get("space"), space.id()), builder.equal(root.get("subject"), subject));
  }
}
