package org.itr.objecttype;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object type: its name on the wire, its type, limits and initial value.
 *
 * @param name the name on the wire, case-sensitive
 * @param type the type on the wire
 * @param maxLength the maximum number of characters of a {@link FieldType#STRING}; 0 for no limit
 * @param initial the canonical initial value of a new object; null only for a nullable field
 * @param isNullable whether null is a value of this field
 * @param isJson whether the text is JSON: a tree of maps and lists in commands, structural parts in
 *     events
 * @param isPersonal whether the value is personal data and encrypted for its person in events
 * @param isReturned whether the value ever leaves the server
 * @param isResult whether it is a candidate's answer or derived from one: it must be paid for, and
 *     is shown only where results are read
 */
public record Field(
    String name,
    FieldType type,
    int maxLength,
    @Nullable Object initial,
    boolean isNullable,
    boolean isJson,
    boolean isPersonal,
    boolean isReturned,
    boolean isResult) {

  /** The uuid that stands for no value. */
  public static final String ZERO_UUID = "00000000-0000-0000-0000-000000000000";

  /** The timestamp that stands for no value. */
  public static final String NO_MOMENT = "2000-01-01T05:00:00Z";

  private static final Pattern ACRONYM_THEN_WORD = Pattern.compile("([A-Z]+)([A-Z][a-z])");
  private static final Map<String, String> COLUMNS = new ConcurrentHashMap<>();
  private static final Map<String, String> ATTRIBUTES = new ConcurrentHashMap<>();
  private static final Pattern WORD_THEN_CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");

  /** A uuid. */
  public static Field uuid(String name) {
    return of(name, FieldType.UUID, ZERO_UUID);
  }

  /** A text of at most {@code maxLength} characters. */
  public static Field string(String name, int maxLength) {
    return new Field(name, FieldType.STRING, maxLength, "", false, false, false, true, false);
  }

  /** A text of any length. */
  public static Field text(String name) {
    return of(name, FieldType.TEXT, "");
  }

  /** A whole number of 16 bits. */
  public static Field int16(String name) {
    return of(name, FieldType.INT16, 0L);
  }

  /** A whole number of 32 bits. */
  public static Field int32(String name) {
    return of(name, FieldType.INT32, 0L);
  }

  /** A whole number of 64 bits. */
  public static Field int64(String name) {
    return of(name, FieldType.INT64, 0L);
  }

  /** A floating-point number. */
  public static Field number(String name) {
    return of(name, FieldType.DOUBLE, 0.0);
  }

  /** A boolean. */
  public static Field bool(String name) {
    return of(name, FieldType.BOOLEAN, false);
  }

  /** A moment. */
  public static Field timestamp(String name) {
    return of(name, FieldType.TIMESTAMP, NO_MOMENT);
  }

  /** A day. */
  public static Field date(String name) {
    return of(name, FieldType.DATE, "2000-01-01");
  }

  private static Field of(String name, FieldType type, Object initial) {
    return new Field(name, type, 0, initial, false, false, false, true, false);
  }

  /** This field with the given canonical initial value. */
  public Field initially(Object value) {
    return new Field(
        name, type, maxLength, value, isNullable, isJson, isPersonal, isReturned, isResult);
  }

  /**
   * This field with null allowed. The initial value of a uuid is null then, unless set otherwise.
   */
  public Field nullable() {
    Object start = ZERO_UUID.equals(initial) && type == FieldType.UUID ? null : initial;
    return new Field(name, type, maxLength, start, true, isJson, isPersonal, isReturned, isResult);
  }

  /** This field, holding JSON. */
  public Field json() {
    return new Field(
        name, type, maxLength, initial, isNullable, true, isPersonal, isReturned, isResult);
  }

  /** This field, encrypted in events for the person it is about. */
  public Field personal() {
    return new Field(
        name, type, maxLength, initial, isNullable, isJson, true, isReturned, isResult);
  }

  /** This field, holding results. */
  public Field result() {
    return new Field(
        name, type, maxLength, initial, isNullable, isJson, isPersonal, isReturned, true);
  }

  /** This field, hidden from readers: not in answers, filters, sorts or searches. */
  public Field neverReturned() {
    return new Field(
        name, type, maxLength, initial, isNullable, isJson, isPersonal, false, isResult);
  }

  /**
   * The name of the column and, in camel case, of the view row's attribute: {@code
   * InternationalVATNr} is {@code international_vat_nr}.
   */
  public String column() {
    return COLUMNS.computeIfAbsent(name, Field::snakeCase);
  }

  private static String snakeCase(String name) {
    String spelled = name.replace("EMail", "Email").replace("PnP", "Pnp").replace("IDs", "Ids");
    spelled = ACRONYM_THEN_WORD.matcher(spelled).replaceAll("$1_$2");
    return WORD_THEN_CAPITAL.matcher(spelled).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }

  /**
   * The name of the view row's attribute: {@code InternationalVATNr} is {@code internationalVatNr}.
   */
  public String attribute() {
    return ATTRIBUTES.computeIfAbsent(name, any -> camelCase(column()));
  }

  private static String camelCase(String column) {
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (char c : column.toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }
}
