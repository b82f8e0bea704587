package org.itr.view;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Archived;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectType;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A list request as conditions on a table; every value of the caller is a bound parameter. */
final class RowSpecification<T extends ViewRow> implements Specification<T> {

  private static final long serialVersionUID = 1L;
  private static final char ESCAPE = '\\';

  private final transient ListRequest request;
  private final transient RowType table;
  private final transient RowType sessions;

  /**
   * @param sessions the table of sessions, which parts of sessions are owned through
   */
  RowSpecification(ListRequest request, RowType table, RowType sessions) {
    this.request = request;
    this.table = table;
    this.sessions = sessions;
  }

  @Override
  public Predicate toPredicate(Root<T> root, CriteriaQuery<?> query, CriteriaBuilder builder) {
    List<Predicate> all = new ArrayList<>();
    if (request.space() != null) {
      all.add(builder.equal(root.get("space"), request.space().id()));
    }
    table.hiddenAttribute().ifPresent(attribute -> all.add(builder.isFalse(root.get(attribute))));
    for (Condition condition : request.conditions()) {
      if (table.has(condition.field())) {
        all.add(holds(root, builder, condition));
      }
    }
    request
        .type()
        .archiveField()
        .filter(field -> request.archived() != Archived.INCLUDED)
        .ifPresent(
            field ->
                all.add(
                    builder.equal(
                        root.get(field.attribute()), request.archived() == Archived.EXCLUDED)));
    if (request.owner() != null) {
      isOwn(root, query, builder, request.owner()).ifPresent(all::add);
    }
    if (!request.search().isEmpty() && !request.type().searchFields().isEmpty()) {
      all.add(isFound(root, (HibernateCriteriaBuilder) builder));
    }
    return builder.and(all.toArray(Predicate[]::new));
  }

  /** Whether a row has all texts: by LIKE where an index serves it. */
  private Predicate isFound(Root<T> root, HibernateCriteriaBuilder builder) {
    List<String> patterns =
        request.search().stream()
            .map(text -> "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%")
            .toList();
    return table
        .searchAttribute()
        .map(
            attribute ->
                builder.and(
                    patterns.stream()
                        .map(pattern -> builder.like(root.<String>get(attribute), pattern, ESCAPE))
                        .toArray(Predicate[]::new)))
        .orElseGet(
            () ->
                builder.isTrue(
                    builder.function(
                        "work.has_words",
                        Boolean.class,
                        builder.lower(searchText(root, builder)),
                        builder.value(String.join("\n", patterns)))));
  }

  /** The same as for single objects: {@code Finder}. */
  private Optional<Predicate> isOwn(
      Root<T> root, CriteriaQuery<?> query, CriteriaBuilder builder, UUID owner) {
    ObjectType type = request.type();
    Optional<Predicate> owned =
        type.ownerField().map(field -> builder.equal(root.get(field.attribute()), owner));
    if (type.sessionField().isEmpty()) {
      return owned;
    }
    Path<UUID> session = root.get(type.sessionField().get().attribute());
    Predicate ofOwnSession = builder.exists(sessions(root, session, owner, query, builder));
    return Optional.of(
        builder.or(
            owned.orElseGet(
                () -> builder.not(builder.exists(sessions(root, session, null, query, builder)))),
            ofOwnSession));
  }

  private Subquery<Integer> sessions(
      Root<T> root,
      Path<UUID> id,
      @Nullable UUID owner,
      CriteriaQuery<?> query,
      CriteriaBuilder builder) {
    Subquery<Integer> found = query.subquery(Integer.class);
    Root<? extends ViewRow> session = found.from(sessions.entity());
    List<Predicate> all = new ArrayList<>();
    all.add(builder.equal(session.get("space"), root.get("space")));
    all.add(builder.equal(session.get("id"), id));
    if (owner != null) {
      Field field = sessions.type().ownerField().orElseThrow();
      all.add(builder.equal(session.get(field.attribute()), owner));
    }
    return found.select(builder.literal(1)).where(all.toArray(Predicate[]::new));
  }

  private Predicate holds(Root<T> root, CriteriaBuilder builder, Condition condition) {
    Predicate any =
        builder.or(
            condition.anyOf().stream()
                .map(comparison -> compare(root, builder, condition.field(), comparison))
                .toArray(Predicate[]::new));
    return condition.otherwise() == null
        ? any
        : builder.or(any, holds(root, builder, condition.otherwise()));
  }

  private Predicate compare(
      Root<T> root, CriteriaBuilder builder, Field field, Comparison comparison) {
    Path<?> path = root.get(field.attribute());
    if (comparison.operator() == ListRequest.Operator.LIKE) {
      return builder.like(asText(path, field), (String) comparison.value());
    }
    Object value = RowType.typed(field, comparison.value());
    if (value == null) {
      return comparison.operator() == ListRequest.Operator.NOT_EQUAL
          ? builder.isNotNull(path)
          : builder.isNull(path);
    }
    return switch (comparison.operator()) {
      case EQUAL -> builder.equal(path, value);
      case NOT_EQUAL -> builder.or(builder.notEqual(path, value), builder.isNull(path));
      case AT_LEAST -> atLeast(builder, path, value);
      case AT_MOST -> atMost(builder, path, value);
      case LIKE -> throw new IllegalStateException("handled above");
    };
  }

  @SuppressWarnings("unchecked")
  private static <V extends Comparable<? super V>> Predicate atLeast(
      CriteriaBuilder builder, Path<?> path, Object value) {
    return builder.greaterThanOrEqualTo((Path<V>) path, (V) value);
  }

  @SuppressWarnings("unchecked")
  private static <V extends Comparable<? super V>> Predicate atMost(
      CriteriaBuilder builder, Path<?> path, Object value) {
    return builder.lessThanOrEqualTo((Path<V>) path, (V) value);
  }

  private static Expression<String> asText(Path<?> path, Field field) {
    return field.type() == FieldType.STRING || field.type() == FieldType.TEXT
        ? path.as(String.class)
        : ((org.hibernate.query.criteria.JpaExpression<?>) path).cast(String.class);
  }

  private Expression<String> searchText(Root<T> root, CriteriaBuilder builder) {
    Expression<String> joined = null;
    for (Field field : request.type().searchFields()) {
      if (!table.has(field)) {
        continue;
      }
      Expression<String> part = builder.coalesce(asText(root.get(field.attribute()), field), "");
      joined = joined == null ? part : builder.concat(builder.concat(joined, " "), part);
    }
    return joined == null ? builder.literal("") : joined;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** The order of the rows: what was asked for, or the type's own, and the key to make it total. */
  List<Order> order(Root<T> root, CriteriaBuilder builder) {
    List<Order> orders = new ArrayList<>();
    for (ListRequest.Order order : request.sort()) {
      if (table.has(order.field())) {
        Path<?> path = root.get(order.field().attribute());
        orders.add(order.descending() ? builder.desc(path) : builder.asc(path));
      }
    }
    orders.add(builder.asc(root.get(table.keyAttribute())));
    return orders;
  }
}
