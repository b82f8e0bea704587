package org.itr.view;

import jakarta.persistence.EntityManager;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectKey;
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
  private final Constructor<? extends ViewRow> constructor;
  private final Map<String, VarHandle> attributes = new HashMap<>();
  private final VarHandle space;
  private final VarHandle key;

  RowType(ObjectType type, Class<? extends ViewRow> entity) {
    this.type = type;
    this.entity = entity;
    try {
      this.constructor = entity.getDeclaredConstructor();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(entity + " has no constructor without arguments", e);
    }
    for (Field field : type.fields()) {
      java.lang.reflect.Field attribute = ReflectionUtils.findField(entity, field.attribute());
      if (attribute != null) {
        attributes.put(field.name(), handle(attribute));
      }
    }
    this.space = handle(ReflectionUtils.findField(entity, "space"));
    this.key = handle(ReflectionUtils.findField(entity, keyAttribute()));
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

  /** Whether the table has the field. */
  public boolean has(Field field) {
    return attributes.containsKey(field.name());
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

  /** The primary key of an object's row. */
  Object keyOf(ObjectKey object) {
    return UuidRow.class.isAssignableFrom(entity)
        ? new RowKey(object.space().id(), object.uuid())
        : new org.itr.setting.SettingRowKey(object.space().id(), object.id());
  }

  /** A new row of an object, with the initial values of its fields. */
  public ViewRow newRow(ObjectKey object) {
    try {
      ViewRow row = constructor.newInstance();
      for (Field field : type.fields()) {
        if (has(field)) {
          set(row, field, field.initial());
        }
      }
      if (attributes.containsKey("ID")) {
        set(row, type.field("ID"), object.id());
      }
      space.set(row, object.space().id());
      key.set(row, UuidRow.class.isAssignableFrom(entity) ? object.uuid() : object.id());
      return row;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make a " + entity.getSimpleName(), e);
    }
  }

  /** The row of an object; null when there is none. */
  public @Nullable Row find(EntityManager entities, ObjectKey object) {
    ViewRow row = entities.find(entity, keyOf(object));
    return row == null ? null : reader(row);
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

  /** Sets a field to a canonical value. */
  public void set(ViewRow row, Field field, @Nullable Object canonical) {
    attributes.get(field.name()).set(row, typed(field, canonical));
  }

  /**
   * Applies a change of the object to its row; fields that the table does not have are left out.
   */
  public void apply(ViewRow row, Delta delta) {
    delta.forEach(
        (name, change) ->
            type.find(name).filter(this::has).ifPresent(field -> apply(row, field, change)));
  }

  private void apply(ViewRow row, Field field, Change change) {
    if (change instanceof Change.Value value) {
      set(row, field, value.hasAfter() ? value.after() : field.initial());
    } else if (change instanceof Change.Parts parts) {
      VarHandle attribute = attributes.get(field.name());
      attribute.set(row, JsonText.fold((String) attribute.get(row), parts));
    }
  }

  /** Resets the personal fields to their initial values. */
  void forgetPersonalFields(ViewRow row) {
    for (Field field : type.fields()) {
      if (field.isPersonal() && has(field)) {
        set(row, field, field.initial());
      }
    }
  }

  /** The row, readable by the names of the wire. */
  public Row reader(ViewRow row) {
    return field -> get(row, field);
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
      case STRING, TEXT -> canonical instanceof String ? canonical : JsonText.write(canonical);
    };
  }
}
