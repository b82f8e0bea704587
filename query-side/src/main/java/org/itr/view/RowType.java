package org.itr.view;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.itr.objecttype.Delta;
import org.itr.objecttype.Field;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * How an object type is kept in a table: the entity class, and for each field the attribute that
 * holds it. Fields without an attribute are secrets, which no view has.
 */
public final class RowType {

  private final ObjectType type;
  private final Class<? extends ViewRow> entity;
  private final Map<String, VarHandle> attributes = new HashMap<>();
  private final TableColumns columns;

  RowType(ObjectType type, Class<? extends ViewRow> entity) {
    this.type = type;
    this.entity = entity;
    for (Field field : type.fields()) {
      java.lang.reflect.Field attribute = ReflectionUtils.findField(entity, field.attribute());
      if (attribute != null) {
        attributes.put(field.name(), handle(attribute));
      }
    }
    this.columns = new TableColumns(this);
  }

  private static VarHandle handle(java.lang.reflect.@Nullable Field attribute) {
    try {
      Class<?> owner = attribute.getDeclaringClass();
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .unreflectVarHandle(attribute);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Cannot reach " + attribute, e);
    }
  }

  /** The object type. */
  public ObjectType type() {
    return type;
  }

  /** The entity class. */
  public Class<? extends ViewRow> entity() {
    return entity;
  }

  /** The columns, for those who write rows. */
  TableColumns columns() {
    return columns;
  }

  /** Whether the table has the field. */
  public boolean has(Field field) {
    return attributes.containsKey(field.name());
  }

  /** What tells the field, where it is no column; null where it is one. */
  @Nullable String formula(Field field) {
    java.lang.reflect.Field attribute = ReflectionUtils.findField(entity, field.attribute());
    Formula formula = attribute == null ? null : attribute.getAnnotation(Formula.class);
    return formula == null ? null : formula.value();
  }

  /** The attribute that tells apart the rows of a space. */
  String keyAttribute() {
    return UuidRow.class.isAssignableFrom(entity) ? "id" : type.field(type.key()).attribute();
  }

  /** The attribute that is true on rows no list shows, where there is one. */
  Optional<String> hiddenAttribute() {
    return ReflectionUtils.findField(entity, "hidden") == null
        ? Optional.empty()
        : Optional.of("hidden");
  }

  /**
   * The attribute with all that SearchField looks in, in lower case, of the types whose lists grow
   * long.
   */
  Optional<String> searchAttribute() {
    return ReflectionUtils.findField(entity, "searchText") == null
        ? Optional.empty()
        : Optional.of("searchText");
  }

  /**
   * The value of a field as the row has it; the initial value of a field that the table does not
   * have.
   */
  public @Nullable Object get(ViewRow row, String field) {
    VarHandle attribute = attributes.get(field);
    return attribute == null
        ? typed(type.field(field), type.field(field).initial())
        : attribute.get(row);
  }

  /** The row, readable by the names of the wire. */
  public Row reader(ViewRow row) {
    return field -> get(row, field);
  }

  /** The values that a new object of a type begins with. */
  public static Row initial(ObjectType type) {
    return name -> typed(type.field(name), type.field(name).initial());
  }

  /** The values of an object after a change of plain fields. */
  public static Row changed(ObjectType type, Row before, Delta delta) {
    return name -> {
      Object after = delta.after(name);
      return after == null ? before.get(name) : typed(type.field(name), after);
    };
  }

  /** The class of the Java values of a field. */
  static Class<?> javaType(Field field) {
    return switch (field.type()) {
      case UUID -> UUID.class;
      case TIMESTAMP -> Instant.class;
      case DATE -> LocalDate.class;
      case INT16, INT32 -> Integer.class;
      case INT64 -> Long.class;
      case DOUBLE -> Double.class;
      case BOOLEAN -> Boolean.class;
      case STRING, TEXT -> String.class;
    };
  }

  /** The Java value that the attribute of a field takes for a canonical value. */
  public static @Nullable Object typed(Field field, @Nullable Object canonical) {
    if (canonical == null) {
      return null;
    }
    return switch (field.type()) {
      case UUID -> canonical instanceof UUID uuid ? uuid : UUID.fromString((String) canonical);
      case TIMESTAMP ->
          canonical instanceof Instant moment ? moment : Instant.parse((String) canonical);
      case DATE -> canonical instanceof LocalDate day ? day : LocalDate.parse((String) canonical);
      case INT16, INT32 -> ((Number) canonical).intValue();
      case INT64 -> ((Number) canonical).longValue();
      case DOUBLE -> ((Number) canonical).doubleValue();
      case BOOLEAN -> canonical;
      case STRING, TEXT -> canonical instanceof String ? canonical : Json.write(canonical);
    };
  }
}
