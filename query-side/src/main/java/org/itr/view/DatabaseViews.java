package org.itr.view;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.itr.company.Companies;
import org.itr.company.CompanyRepository;
import org.itr.login.LoginRepository;
import org.itr.login.Logins;
import org.itr.objecttype.Field;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.PersonRepository;
import org.itr.person.Persons;
import org.itr.session.PublicSessions;
import org.itr.session.SessionRepository;
import org.itr.session.SessionStatus;
import org.itr.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers from the view tables. */
@Component
class DatabaseViews implements Views {

  private static final int ROWS_A_FETCH = 500;
  private static final int LONGEST_PAGE_IN_MEMORY = 1_000;

  /** Whether the index serves a search depends on the text, so no plan is good for the next one. */
  private static final String PLAN_FOR_EVERY_TEXT = "set local plan_cache_mode = force_custom_plan";

  private final RowTypes rowTypes;
  private final RecentRows recent;
  private final LoginRepository logins;
  private final PersonRepository persons;
  private final SessionRepository sessions;
  private final CompanyRepository companies;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate reading;
  @PersistenceContext private EntityManager entities;

  DatabaseViews(
      RowTypes rowTypes,
      RecentRows recent,
      LoginRepository logins,
      PersonRepository persons,
      SessionRepository sessions,
      CompanyRepository companies,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactionManager) {
    this.rowTypes = rowTypes;
    this.recent = recent;
    this.jdbc = jdbc;
    this.reading = new TransactionTemplate(transactionManager);
    this.reading.setReadOnly(true);
    this.logins = logins;
    this.persons = persons;
    this.sessions = sessions;
    this.companies = companies;
  }

  @Override
  public Optional<Row> find(ObjectKey key) {
    @Nullable Object[] row = recent.find(key, this::load);
    return row == null ? Optional.empty() : columns(key).shown(row);
  }

  private TableColumns columns(ObjectKey key) {
    return rowTypes.of(key.objectType()).columns();
  }

  /** Past Hibernate: most calls look up two or three rows, and this is what they cost. */
  private @Nullable Object @Nullable [] load(ObjectKey key) {
    TableColumns columns = columns(key);
    return jdbc.query(
        columns.select(),
        found -> found.next() ? columns.read(found) : null,
        key.space().id(),
        columns.keyOf(key));
  }

  /** Projections write past Hibernate, so what it read once it must not take for what is there. */
  private Row reader(RowType table, ViewRow row) {
    entities.detach(row);
    return table.reader(row);
  }

  /** Stands here for the transaction, which a method of the interface would go without. */
  @Override
  @Transactional(readOnly = true)
  public List<Row> findBy(ObjectType type, Space space, String field, Object value) {
    return Views.super.findBy(type, space, field, value);
  }

  @Override
  @Transactional(readOnly = true)
  public List<Row> findBy(ObjectType type, Space space, Map<String, ?> values) {
    RowType table = rowTypes.of(type);
    return rowsBy(table, table.entity(), space, values);
  }

  private <T extends ViewRow> List<Row> rowsBy(
      RowType table, Class<T> entity, Space space, Map<String, ?> values) {
    CriteriaBuilder builder = entities.getCriteriaBuilder();
    CriteriaQuery<T> query = builder.createQuery(entity);
    Root<T> root = query.from(entity);
    List<Predicate> all = new ArrayList<>();
    all.add(builder.equal(root.get("space"), space.id()));
    values.forEach(
        (name, value) -> {
          Field field = table.type().field(name);
          Path<?> path = root.get(field.attribute());
          all.add(
              value instanceof Collection<?> any
                  ? path.in(any.stream().map(one -> RowType.typed(field, one)).toList())
                  : builder.equal(path, RowType.typed(field, value)));
        });
    query.where(all.toArray(Predicate[]::new)).orderBy(builder.asc(root.get(table.keyAttribute())));
    return entities.createQuery(query).getResultList().stream()
        .map(row -> reader(table, row))
        .toList();
  }

  @Override
  public List<Row> accounts(String email) {
    RowType table = rowTypes.of(Logins.TYPE);
    return logins.findByEmailInAnyCase(email).stream().map(row -> reader(table, row)).toList();
  }

  @Override
  public List<Row> persons(Space space, String email) {
    RowType table = rowTypes.of(Persons.TYPE);
    return persons.findByEmailInAnyCase(space.id(), email).stream()
        .map(row -> reader(table, row))
        .toList();
  }

  @Override
  public Optional<Row> companyOfHost(String host) {
    RowType table = rowTypes.of(Companies.TYPE);
    return companies.findByHost(host).stream().findFirst().map(row -> reader(table, row));
  }

  @Override
  public List<ObjectKey> publicSessions(String code) {
    return sessions.findByCode(code, PublicSessions.TYPES).stream()
        .map(row -> ObjectKey.of(Sessions.TYPE, Space.of(row.space()), row.id()))
        .toList();
  }

  @Override
  public boolean hasOpenWork(Space space, UUID person) {
    return sessions.existsOpenWork(space.id(), person, Math.toIntExact(SessionStatus.DONE));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void list(ListRequest request, Consumer<Row> rows) {
    RowType table = rowTypes.of(request.type());
    if (request.offset() > Integer.MAX_VALUE) {
      // No table has that many rows, and no query takes such a number.
      return;
    }
    boolean isSearch = !request.search().isEmpty() && table.searchAttribute().isPresent();
    boolean isShort = request.limit() >= 0 && request.limit() <= LONGEST_PAGE_IN_MEMORY;
    if (isShort && !isSearch) {
      query(request, table, table.entity()).getResultList().forEach(to(rows, request.type()));
    } else {
      // The driver hands rows over as they come only within a transaction.
      reading.executeWithoutResult(
          status -> {
            if (isSearch) {
              jdbc.execute(PLAN_FOR_EVERY_TEXT);
            }
            try (Stream<List> all = query(request, table, table.entity()).getResultStream()) {
              all.forEach(to(rows, request.type()));
            }
          });
    }
  }

  @Override
  public long count(ListRequest request) {
    RowType table = rowTypes.of(request.type());
    return count(request, table, table.entity());
  }

  private <T extends ViewRow> long count(ListRequest request, RowType table, Class<T> entity) {
    CriteriaBuilder builder = entities.getCriteriaBuilder();
    CriteriaQuery<Long> query = builder.createQuery(Long.class);
    Root<T> root = query.from(entity);
    query
        .select(builder.count(root.get(table.keyAttribute())))
        .where(this.<T>specification(request, table).toPredicate(root, query, builder));
    return entities.createQuery(query).getSingleResult();
  }

  private <T extends ViewRow> RowSpecification<T> specification(
      ListRequest request, RowType table) {
    return new RowSpecification<>(request, table, rowTypes.of(Sessions.TYPE));
  }

  /**
   * The columns of a row come as a list: Hibernate knows such a query again and translates it once,
   * which it does not do with tuples.
   */
  @SuppressWarnings("rawtypes")
  private <T extends ViewRow> TypedQuery<List> query(
      ListRequest request, RowType table, Class<T> entity) {
    CriteriaBuilder builder = entities.getCriteriaBuilder();
    CriteriaQuery<List> query = builder.createQuery(List.class);
    Root<T> root = query.from(entity);
    List<Selection<?>> columns = new ArrayList<>();
    for (Field field : request.type().listFields()) {
      columns.add(root.get(field.attribute()));
    }
    RowSpecification<T> specification = specification(request, table);
    query
        .select(builder.construct(List.class, columns.toArray(Selection[]::new)))
        .where(specification.toPredicate(root, query, builder))
        .orderBy(specification.order(root, builder));
    TypedQuery<List> page =
        entities.createQuery(query).setHint(HibernateHints.HINT_FETCH_SIZE, ROWS_A_FETCH);
    if (request.offset() > 0) {
      page.setFirstResult(Math.toIntExact(request.offset()));
    }
    if (request.limit() >= 0) {
      page.setMaxResults(request.limit());
    }
    return page;
  }

  @SuppressWarnings("rawtypes")
  private static Consumer<List> to(Consumer<Row> rows, ObjectType type) {
    Map<String, Integer> positions = new HashMap<>();
    for (Field field : type.listFields()) {
      positions.put(field.name(), positions.size());
    }
    return columns -> rows.accept(field -> columns.get(positions.get(field)));
  }
}
