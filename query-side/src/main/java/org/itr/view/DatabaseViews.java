package org.itr.view;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.itr.login.LoginRepository;
import org.itr.login.Logins;
import org.itr.objecttype.Field;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers from the view tables. */
@Component
class DatabaseViews implements Views {

  private static final int ROWS_A_FETCH = 500;

  private final RowTypes rowTypes;
  private final LoginRepository logins;
  private final SessionRepository sessions;
  @PersistenceContext private EntityManager entities;

  DatabaseViews(RowTypes rowTypes, LoginRepository logins, SessionRepository sessions) {
    this.rowTypes = rowTypes;
    this.logins = logins;
    this.sessions = sessions;
  }

  @Override
  public Optional<Row> find(ObjectKey key) {
    return load(key, LockModeType.NONE);
  }

  @Override
  public Optional<Row> lock(ObjectKey key) {
    return load(key, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<Row> load(ObjectKey key, LockModeType lock) {
    RowType table = rowTypes.of(key.objectType());
    return Optional.ofNullable(entities.find(table.entity(), table.keyOf(key), lock))
        .map(table::reader);
  }

  @Override
  @Transactional(readOnly = true)
  public List<Row> findBy(ObjectType type, Space space, String field, Object value) {
    RowType table = rowTypes.of(type);
    return rowsBy(table, table.entity(), space, type.field(field), value);
  }

  private <T extends ViewRow> List<Row> rowsBy(
      RowType table, Class<T> entity, Space space, Field field, Object value) {
    CriteriaBuilder builder = entities.getCriteriaBuilder();
    CriteriaQuery<T> query = builder.createQuery(entity);
    Root<T> root = query.from(entity);
    query
        .where(
            builder.equal(root.get("space"), space.id()),
            builder.equal(root.get(field.attribute()), RowType.typed(field, value)))
        .orderBy(builder.asc(root.get(table.keyAttribute())));
    return entities.createQuery(query).getResultList().stream().map(table::reader).toList();
  }

  @Override
  public List<Row> accounts(String email) {
    RowType table = rowTypes.of(Logins.TYPE);
    return logins.findByEmailInAnyCase(email).stream().<Row>map(table::reader).toList();
  }

  @Override
  public boolean hasOpenWork(Space space, UUID person) {
    return sessions.existsOpenWork(space.id(), person);
  }

  @Override
  @Transactional(readOnly = true)
  public void list(ListRequest request, Consumer<Row> rows) {
    RowType table = rowTypes.of(request.type());
    list(request, table, table.entity(), rows);
  }

  private <T extends ViewRow> void list(
      ListRequest request, RowType table, Class<T> entity, Consumer<Row> rows) {
    CriteriaBuilder builder = entities.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = builder.createTupleQuery();
    Root<T> root = query.from(entity);
    Map<String, Integer> positions = new HashMap<>();
    List<Selection<?>> columns = new ArrayList<>();
    for (Field field : request.type().listFields()) {
      positions.put(field.name(), columns.size());
      columns.add(root.get(field.attribute()));
    }
    RowSpecification<T> specification = new RowSpecification<>(request, table);
    query
        .multiselect(columns)
        .where(specification.toPredicate(root, query, builder))
        .orderBy(specification.order(root, builder));
    var page = entities.createQuery(query).setHint(HibernateHints.HINT_FETCH_SIZE, ROWS_A_FETCH);
    if (request.offset() > 0) {
      page.setFirstResult(Math.toIntExact(request.offset()));
    }
    if (request.limit() >= 0) {
      page.setMaxResults(request.limit());
      page.getResultList().forEach(tuple -> rows.accept(reader(tuple, positions)));
    } else {
      try (Stream<Tuple> all = page.getResultStream()) {
        all.forEach(tuple -> rows.accept(reader(tuple, positions)));
      }
    }
  }

  private static Row reader(Tuple tuple, Map<String, Integer> positions) {
    return field -> tuple.get(positions.get(field));
  }
}
