package org.itr.objecttype;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.itr.event.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * The current values of one object, as an aggregate knows them from its events. It computes what
 * would change if fields were set, but only an event changes it.
 *
 * <p>The key field and fields that never leave the server are not part of it: the former is in the
 * event's target, the latter are secrets.
 */
public final class ObjectState {

  private final ObjectType type;

  /** Canonical values of plain fields that differ from their initial ones. */
  private final Map<String, @Nullable Object> values = new HashMap<>();

  private final Map<String, Document> documents = new HashMap<>();
  private boolean exists;
  private @Nullable UUID subject;

  /** An object that does not exist yet. */
  public ObjectState(ObjectType type) {
    this.type = type;
  }

  /** The object that a view row shows. */
  public static ObjectState of(ObjectType type, Row row) {
    ObjectState state = new ObjectState(type);
    state.exists = true;
    for (Field field : type.fields()) {
      if (state.holds(field)) {
        Object value = row.get(field.name());
        if (field.isJson()) {
          state.documents.put(field.name(), Document.of(value == null ? "" : value.toString()));
        } else {
          state.set(field, value);
        }
      }
    }
    return state;
  }

  /** Whether the object is there: it was created and not removed since. */
  public boolean exists() {
    return exists;
  }

  /**
   * The person whose key the personal fields are encrypted under; null for an object that has none.
   */
  public @Nullable UUID subject() {
    return subject;
  }

  /** The canonical value of a field; a JSON field's is its text. */
  public @Nullable Object get(String name) {
    Field field = type.field(name);
    if (field.isJson()) {
      return textOf(field);
    }
    return values.containsKey(name) ? values.get(name) : field.initial();
  }

  /** A text; empty for null. */
  public String text(String name) {
    Object value = get(name);
    return value == null ? "" : value.toString();
  }

  /** A whole number; 0 for null. */
  public long number(String name) {
    return get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** A boolean; false for null. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(get(name));
  }

  /** A uuid; all zeros for null. */
  public UUID uuid(String name) {
    return get(name) instanceof String text ? UUID.fromString(text) : Space.MASTER.id();
  }

  /**
   * All fields that differ from their initial values, as a command takes them: JSON fields as
   * trees.
   */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      if (!holds(field)) {
        continue;
      }
      if (!field.isJson() && values.containsKey(field.name())) {
        fields.put(field.name(), values.get(field.name()));
      } else if (field.isJson() && !textOf(field).equals(field.initial())) {
        fields.put(field.name(), Json.parse(textOf(field)));
      }
    }
    return fields;
  }

  /**
   * What would change if the given fields got the given values. Of an object that does not exist it
   * is what it would have beyond the initial values.
   *
   * @param fields canonical values by field name, JSON fields as trees; null stands for the initial
   *     value where a field cannot be null
   */
  public Delta change(Map<String, ?> fields) {
    return change(fields, subject);
  }

  /**
   * What would change if the given fields got the given values and the object were about another
   * person. Then all personal fields are told anew and without what was there before, so that what
   * is encrypted for one person is about nobody else.
   */
  public Delta change(Map<String, ?> fields, @Nullable UUID newSubject) {
    boolean moves = exists && newSubject != null && !newSubject.equals(subject);
    Map<String, Change> changes = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      if (holds(field)) {
        boolean restated = moves && field.isPersonal();
        Change change =
            field.isJson()
                ? changeOfDocument(field, fields, restated)
                : changeOfValue(field, fields, restated);
        if (change != null) {
          changes.put(field.name(), change);
        }
      }
    }
    return Delta.of(changes);
  }

  private @Nullable Change changeOfValue(Field field, Map<String, ?> fields, boolean restated) {
    Object before = get(field.name());
    Object after =
        fields.containsKey(field.name()) ? canonical(field, fields.get(field.name())) : before;
    boolean changes = !Objects.equals(before, after);
    if (!exists || restated) {
      return changes || !Objects.equals(after, field.initial()) ? Change.Value.added(after) : null;
    }
    return changes ? Change.Value.replaced(before, after) : null;
  }

  private @Nullable Change changeOfDocument(Field field, Map<String, ?> fields, boolean restated) {
    if (!restated && !fields.containsKey(field.name())) {
      return null;
    }
    String before = textOf(field);
    boolean isInitial = before.equals(field.initial());
    Object was = Json.parse(before);
    Object is = fields.containsKey(field.name()) ? fields.get(field.name()) : was;
    if (is == null) {
      is = Json.parse(initialText(field));
    }
    Map<String, Change.Value> parts;
    if (restated) {
      parts = isInitial && Objects.equals(was, is) ? Map.of() : Map.of("", Change.Value.added(is));
    } else if (Objects.equals(was, is)) {
      parts = Map.of();
    } else if (!exists) {
      parts = Map.of("", Change.Value.added(is));
    } else if (isInitial) {
      parts = Map.of("", Change.Value.replaced(was, is));
    } else {
      parts = Documents.difference(was, is);
    }
    // The text is that of the folded tree, not of the tree that was sent: a replay must come to the
    // same letters.
    return parts.isEmpty()
        ? null
        : new Change.Parts(parts, Json.write(Documents.apply(was, parts)));
  }

  /** Takes in what an event about this object tells. */
  public void evolve(DomainEvent event) {
    if (event instanceof DomainEvent.Creates || event instanceof DomainEvent.Removes) {
      values.clear();
      documents.clear();
      subject = null;
      exists = event instanceof DomainEvent.Creates;
    }
    if (event instanceof DomainEvent.Removes || event instanceof DomainEvent.Notes) {
      return;
    }
    if (event.subject() != null) {
      subject = event.subject();
    }
    event
        .delta()
        .forEach((name, change) -> type.find(name).ifPresent(field -> apply(field, change)));
  }

  private void apply(Field field, Change change) {
    if (change instanceof Change.Parts parts) {
      Document before = documents.getOrDefault(field.name(), Document.of(initialText(field)));
      documents.put(field.name(), before.after(parts));
    } else if (change instanceof Change.Value value) {
      set(field, value.hasAfter() ? value.after() : field.initial());
    }
  }

  private void set(Field field, @Nullable Object value) {
    Object canonical = canonical(field, value);
    if (Objects.equals(canonical, field.initial())) {
      values.remove(field.name());
    } else {
      values.put(field.name(), canonical);
    }
  }

  private boolean holds(Field field) {
    return field.isReturned() && !field.name().equals(type.key());
  }

  private String textOf(Field field) {
    Document document = documents.get(field.name());
    return document == null ? initialText(field) : document.text();
  }

  private static String initialText(Field field) {
    return field.initial() == null ? "" : field.initial().toString();
  }

  private static @Nullable Object canonical(Field field, @Nullable Object value) {
    if (value == null) {
      return field.isNullable() ? null : field.initial();
    }
    return switch (field.type()) {
      case INT16, INT32, INT64 -> ((Number) value).longValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case BOOLEAN -> value;
      case UUID, TIMESTAMP, DATE -> {
        if (!(value instanceof String
            || value instanceof UUID
            || value instanceof Instant
            || value instanceof LocalDate)) {
          throw new IllegalArgumentException(field.name() + " cannot be " + value.getClass());
        }
        yield value.toString();
      }
      case STRING, TEXT -> value.toString();
    };
  }

  /**
   * A JSON field's value. It is text where the text is at hand; during a replay it is the tree that
   * the events' parts are put into, which spares writing and parsing it for every event.
   */
  private record Document(@Nullable String written, @Nullable Object tree) {

    static Document of(String text) {
      return new Document(text, null);
    }

    String text() {
      return written == null ? Json.write(tree) : written;
    }

    Document after(Change.Parts parts) {
      if (parts.text() != null) {
        return of(parts.text());
      }
      Object before = written == null ? tree : Json.parse(written);
      return new Document(null, Documents.apply(before, parts.byPointer()));
    }
  }
}
