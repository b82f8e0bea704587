package org.itr.objecttype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Declares a type of objects: its fields and the behaviour of its lists. Parsing, validation,
 * deltas, view rows, lists, filters and documentation are driven by it.
 */
public final class ObjectType {

  /** Who may read the copies in the master space. */
  public enum MasterReaders {
    NOBODY,
    MASTER_USERS,
    OFFICE_USERS,
    EVERYONE
  }

  private final String name;
  private final int auditNumber;
  private final boolean serverWide;
  private final boolean view;
  private final String key;
  private final Map<String, Field> fields;
  private final List<Field> listFields;
  private final List<Field> searchFields;
  private final String defaultSort;
  private final @Nullable Field archiveField;
  private final @Nullable Field ownerField;
  private final @Nullable Field sessionField;
  private final MasterReaders masterReaders;

  private ObjectType(Builder builder) {
    this.name = builder.name;
    this.auditNumber = builder.auditNumber;
    this.serverWide = builder.serverWide;
    this.view = builder.view;
    this.key = builder.key;
    this.fields = new LinkedHashMap<>(builder.fields);
    this.listFields = builder.listFields.stream().map(this::field).toList();
    this.searchFields = builder.searchFields.stream().map(this::field).toList();
    this.defaultSort = builder.defaultSort;
    this.archiveField = builder.archiveField == null ? null : field(builder.archiveField);
    this.ownerField = builder.ownerField == null ? null : field(builder.ownerField);
    this.sessionField = builder.sessionField == null ? null : field(builder.sessionField);
    this.masterReaders = builder.masterReaders;
  }

  /** Starts the declaration of an object type by its name in paths, which is lower case. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name in paths, event targets and the console: {@code sessiontests}. */
  public String name() {
    return name;
  }

  /** The ObjectType number of its rows in the audit trail; 0 for a view. */
  public int auditNumber() {
    return auditNumber;
  }

  /** Whether its objects exist once per server instead of once per company. */
  public boolean isServerWide() {
    return serverWide;
  }

  /** Whether it is a read-only combination of other objects. */
  public boolean isView() {
    return view;
  }

  /** The name of the field that identifies an object. */
  public String key() {
    return key;
  }

  /** All fields in the order of the contract. */
  public Iterable<Field> fields() {
    return fields.values();
  }

  /** The field of that name. */
  public Optional<Field> find(String fieldName) {
    return Optional.ofNullable(fields.get(fieldName));
  }

  /**
   * The field of that name.
   *
   * @throws IllegalArgumentException when the type has no such field: a mistake in the code, not in
   *     a request
   */
  public Field field(String fieldName) {
    Field field = fields.get(fieldName);
    if (field == null) {
      throw new IllegalArgumentException(name + " has no field " + fieldName);
    }
    return field;
  }

  /** The fields of a list row. */
  public List<Field> listFields() {
    return listFields;
  }

  /** The fields that SearchField searches, in the order in which they are concatenated. */
  public List<Field> searchFields() {
    return searchFields;
  }

  /** Whether its objects hold results. */
  public boolean hasResults() {
    return fields.values().stream().anyMatch(Field::isResult);
  }

  /** Whether its objects hold personal data. */
  public boolean hasPersonalFields() {
    return fields.values().stream().anyMatch(Field::isPersonal);
  }

  /** The default Sort. */
  public String defaultSort() {
    return defaultSort;
  }

  /** The boolean that is false on archived objects. */
  public Optional<Field> archiveField() {
    return Optional.ofNullable(archiveField);
  }

  /** The field with the owner of the object. */
  public Optional<Field> ownerField() {
    return Optional.ofNullable(ownerField);
  }

  /**
   * The field with the session that the object is part of. Whoever may see the session may see the
   * object; if there is no such session, or it has no owner, everybody may.
   */
  public Optional<Field> sessionField() {
    return Optional.ofNullable(sessionField);
  }

  /** Whether its objects have owners. */
  public boolean isOwned() {
    return ownerField != null || sessionField != null;
  }

  /** Who may read its master copies. */
  public MasterReaders masterReaders() {
    return masterReaders;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects the parts of a declaration. */
  public static final class Builder {
    private final String name;
    private int auditNumber;
    private boolean serverWide;
    private boolean view;
    private String key = "ID";
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private List<String> listFields = new ArrayList<>();
    private List<String> searchFields = new ArrayList<>();
    private String defaultSort = "ID";
    private @Nullable String archiveField;
    private @Nullable String ownerField;
    private @Nullable String sessionField;
    private MasterReaders masterReaders = MasterReaders.NOBODY;

    private Builder(String name) {
      this.name = name;
    }

    /** The number in the audit trail's ObjectType column. */
    public Builder auditNumber(int number) {
      this.auditNumber = number;
      return this;
    }

    /** Objects of this type exist once per server. */
    public Builder serverWide() {
      this.serverWide = true;
      return this;
    }

    /** The type is a view: read, never written. */
    public Builder view() {
      this.view = true;
      return this;
    }

    /** The field that identifies an object, if that is not ID. */
    public Builder key(String fieldName) {
      this.key = fieldName;
      return this;
    }

    /** All fields in the order of the contract. */
    public Builder fields(Field... all) {
      for (Field field : all) {
        if (fields.put(field.name(), field) != null) {
          throw new IllegalArgumentException(name + " declares " + field.name() + " twice");
        }
      }
      return this;
    }

    /** The fields of a list row. */
    public Builder listed(String... names) {
      this.listFields = Arrays.asList(names);
      return this;
    }

    /** The fields that SearchField searches. */
    public Builder searched(String... names) {
      this.searchFields = Arrays.asList(names);
      return this;
    }

    /** The default Sort. */
    public Builder sortedBy(String sort) {
      this.defaultSort = sort;
      return this;
    }

    /** The boolean that is false on archived objects. */
    public Builder archivedBy(String fieldName) {
      this.archiveField = fieldName;
      return this;
    }

    /** The field with the owner of the object. */
    public Builder ownedBy(String fieldName) {
      this.ownerField = fieldName;
      return this;
    }

    /** The field with the session that the object is a part of. */
    public Builder ofSession(String fieldName) {
      this.sessionField = fieldName;
      return this;
    }

    /** Who may read the copies in the master space. */
    public Builder masterReadableBy(MasterReaders readers) {
      this.masterReaders = readers;
      return this;
    }

    /** Completes the declaration; fails on a name that is not a field of the type. */
    public ObjectType build() {
      return new ObjectType(this);
    }
  }
}
