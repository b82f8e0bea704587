package org.itr.http;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Turns the texts of bodies and filters into the canonical values of {@link FieldType}. What does
 * not fit is refused with a sentence that names the field.
 */
final class WireValues {

  private static final Map<String, Boolean> BOOLEANS =
      Map.ofEntries(
          entry("true", true),
          entry("y", true),
          entry("t", true),
          entry("1", true),
          entry("false", false),
          entry("n", false),
          entry("f", false),
          entry("0", false));

  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:[T ]+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,18}))?)?)?"
              + "\\s*(Z|[+-]\\d{2}(?::?\\d{2})?|[A-Za-z][A-Za-z0-9_+/-]{0,60})?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HTTP_DATE =
      Pattern.compile(
          "(?:[A-Za-z]{3,9}, *)?(\\d{1,2})[ -]([A-Za-z]{3})[ -](\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) (GMT|UTC)",
          Pattern.CASE_INSENSITIVE);

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  /** What scripts make of a date that is none. */
  private static final Pattern NO_DATE =
      Pattern.compile(".*NaN.*|invalid date", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_NUMBER = 400;

  /**
   * The last moment, in milliseconds, that both Java's and the database's calendars have in four
   * digits of year.
   */
  private static final BigDecimal LAST_MILLISECOND = new BigDecimal("253402300799999");

  private WireValues() {}

  /**
   * The canonical value of a text.
   *
   * @return empty when the field keeps its old value: a date that is none
   * @throws InvalidInput when the text does not fit the field
   */
  static Optional<Object> canonical(Field field, String text) {
    FieldType type = field.type();
    if (type == FieldType.STRING || type == FieldType.TEXT) {
      return Optional.of(text(field, text));
    }
    String trimmed = text.trim();
    return switch (type) {
      case UUID -> Optional.of(Ids.parse(field.name(), trimmed).toString());
      case INT16, INT32, INT64, DOUBLE -> Optional.of(number(field, decimal(field, trimmed)));
      case BOOLEAN -> Optional.of(bool(field, trimmed));
      case TIMESTAMP, DATE ->
          NO_DATE.matcher(trimmed).matches() ? Optional.empty() : Optional.of(day(field, trimmed));
      default -> throw new IllegalStateException("No text form for " + type);
    };
  }

  /** What a field is set to by null, or by an empty text where the type has no such value. */
  static @Nullable Object initial(Field field) {
    return field.initial();
  }

  /** Whether an empty text is a value of the field and not a way to say none. */
  static boolean emptyIsValue(Field field) {
    return field.type() == FieldType.STRING || field.type() == FieldType.TEXT;
  }

  /** A text that is short enough, without characters that cannot be stored. */
  static String text(Field field, String text) {
    String storable = storable(field.name(), text);
    if (field.maxLength() > 0
        && storable.length() > field.maxLength()
        && storable.codePointCount(0, storable.length()) > field.maxLength()) {
      throw new InvalidInput(
          field.name() + " is too long: at most " + field.maxLength() + " characters");
    }
    return storable;
  }

  /**
   * A text that PostgreSQL and UTF-8 can hold: the NUL character is refused, halves of surrogate
   * pairs, which careless shortening leaves behind, become the replacement character.
   */
  static String storable(String name, String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new InvalidInput(name + " must not contain the NUL character");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        repaired = repaired == null ? new StringBuilder(text) : repaired;
        repaired.setCharAt(i, '\uFFFD');
      }
    }
    return repaired == null ? text : repaired.toString();
  }

  static Boolean bool(Field field, String text) {
    Boolean value = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw new InvalidInput(field.name() + " must be true or false");
    }
    return value;
  }

  /** A number of a field's type and range. A fraction is rounded where only whole numbers fit. */
  static Object number(Field field, BigDecimal value) {
    checkStorable(field.name(), value);
    return switch (field.type()) {
      case INT16 -> whole(field, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> whole(field, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> whole(field, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> finite(field, value.doubleValue());
      case BOOLEAN -> bool(field, value.stripTrailingZeros().toPlainString());
      case TIMESTAMP, DATE -> ofMilliseconds(field, value);
      case STRING, TEXT -> text(field, value.toString());
      case UUID -> throw new InvalidInput(field.name() + " must be a uuid");
    };
  }

  /** Refuses numbers such as 1e999999999, which are short to send and long to work with. */
  static void checkStorable(String name, BigDecimal value) {
    if (Math.abs((long) value.precision() - value.scale()) > LONGEST_NUMBER
        || value.scale() > LONGEST_NUMBER) {
      throw outOfRange(name);
    }
  }

  private static Long whole(Field field, BigDecimal value, long least, long most) {
    BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
    if (rounded.compareTo(BigDecimal.valueOf(least)) < 0
        || rounded.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw outOfRange(field.name());
    }
    return rounded.longValueExact();
  }

  private static Double finite(Field field, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw outOfRange(field.name());
    }
    return value;
  }

  private static InvalidInput outOfRange(String name) {
    return new InvalidInput(name + " is out of range");
  }

  private static BigDecimal decimal(Field field, String text) {
    if (text.length() <= LONGEST_NUMBER) {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        // Said below, without the text.
      }
    }
    throw new InvalidInput(field.name() + " must be a number");
  }

  private static String ofMilliseconds(Field field, BigDecimal milliseconds) {
    if (milliseconds.abs().compareTo(LAST_MILLISECOND) > 0) {
      throw outOfRange(field.name());
    }
    Instant moment = Instant.ofEpochMilli(milliseconds.longValue());
    return field.type() == FieldType.DATE
        ? moment.atOffset(ZoneOffset.UTC).toLocalDate().toString()
        : moment.toString();
  }

  /** A moment, or, for a field that is a day, the day as it was written. */
  private static String day(Field field, String text) {
    try {
      Matcher iso = MOMENT.matcher(text);
      if (iso.matches()) {
        LocalDate date =
            LocalDate.of(
                Integer.parseInt(iso.group(1)),
                Integer.parseInt(iso.group(2)),
                Integer.parseInt(iso.group(3)));
        return canonical(field, LocalDateTime.of(date, time(iso)), zone(iso.group(8)));
      }
      Matcher http = HTTP_DATE.matcher(text);
      if (http.matches()) {
        int month = MONTHS.indexOf(http.group(2).toLowerCase(Locale.ROOT));
        if (month >= 0 && month % 3 == 0) {
          LocalDateTime moment =
              LocalDateTime.of(
                  Integer.parseInt(http.group(3)),
                  month / 3 + 1,
                  Integer.parseInt(http.group(1)),
                  Integer.parseInt(http.group(4)),
                  Integer.parseInt(http.group(5)),
                  Integer.parseInt(http.group(6)));
          return canonical(field, moment, ZoneOffset.UTC);
        }
      }
    } catch (DateTimeException e) {
      // Said below: a 30 February or a zone that does not exist is no better than any other text.
    }
    throw new InvalidInput(field.name() + " must be a date");
  }

  private static LocalTime time(Matcher iso) {
    if (iso.group(4) == null) {
      return LocalTime.MIDNIGHT;
    }
    int second = iso.group(6) == null ? 0 : Integer.parseInt(iso.group(6));
    String fraction = iso.group(7) == null ? "" : iso.group(7);
    int nano = Integer.parseInt((fraction + "000000000").substring(0, 9));
    return LocalTime.of(
        Integer.parseInt(iso.group(4)), Integer.parseInt(iso.group(5)), second, nano);
  }

  private static ZoneId zone(@Nullable String text) {
    if (text == null) {
      return ZoneOffset.UTC;
    }
    // Offsets are written +01, +0100 or +01:00; Java reads them all. Zone names keep their case.
    return "z".equals(text) ? ZoneOffset.UTC : ZoneId.of(text);
  }

  private static String canonical(Field field, LocalDateTime local, ZoneId zone) {
    if (local.getYear() < 1) {
      throw new InvalidInput(field.name() + " is out of range");
    }
    if (field.type() == FieldType.DATE) {
      return local.toLocalDate().toString();
    }
    return local.atZone(zone).toInstant().truncatedTo(ChronoUnit.MICROS).toString();
  }
}
