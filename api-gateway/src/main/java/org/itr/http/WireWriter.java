package org.itr.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of views as the JSON of the contract, straight to the output: nothing of a long list
 * is kept.
 */
public final class WireWriter implements Closeable {

  /** A row of the company, or of something that exists once. */
  public static final int COMPANY_COPY = 0;

  /** A row of the master space. */
  public static final int MASTER_COPY = 1;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // What is written one after the other is JSON lines.
          .rootValueSeparator("\n")
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          // A list that broke off must not look complete.
          .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
          .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);

  private static final SerializedString ID = new SerializedString("id");
  private static final SerializedString SOURCE = new SerializedString("dbsource");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP_DAY =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu '00:00:00 GMT'", Locale.ENGLISH);

  private final JsonGenerator json;

  /** A writer to a stream, which stays open. */
  public WireWriter(OutputStream out) throws IOException {
    this.json = JSON.createGenerator(out, JsonEncoding.UTF8);
  }

  /** Begins a list. */
  public void startList() throws IOException {
    json.writeStartArray();
  }

  /** Ends a list. */
  public void endList() throws IOException {
    json.writeEndArray();
  }

  /**
   * Writes a list row: the list fields, JSON as text, a copy of the key as {@code id}, and where
   * the row is from.
   *
   * @throws UncheckedIOException when the caller is gone
   */
  public void listRow(ObjectType type, Row row, int source) {
    try {
      json.writeStartObject();
      for (Field field : type.listFields()) {
        json.writeFieldName(field.name());
        Object value = row.get(field.name());
        plain(field, field.isJson() && isNothing(value) ? field.initial() : value);
      }
      Field key = type.field(type.key());
      if (key.isReturned()) {
        json.writeFieldName(ID);
        plain(key, row.get(key.name()));
      }
      json.writeFieldName(SOURCE);
      json.writeNumber(source);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an object: all fields that leave the server, JSON as JSON. */
  public void object(ObjectType type, Row row) throws IOException {
    object(type, row, field -> true);
  }

  /** Writes those fields of an object that the caller may see. */
  public void object(ObjectType type, Row row, Predicate<Field> shown) throws IOException {
    json.writeStartObject();
    for (Field field : type.fields()) {
      if (field.isReturned() && shown.test(field)) {
        json.writeFieldName(field.name());
        if (field.isJson()) {
          tree(field, row.get(field.name()));
        } else {
          plain(field, row.get(field.name()));
        }
      }
    }
    json.writeEndObject();
  }

  /** Writes a text of a list. */
  public void text(String text) throws IOException {
    json.writeString(text);
  }

  /** Writes a number of an object that is written part by part. */
  public void number(long number) throws IOException {
    json.writeNumber(number);
  }

  /** Begins an object that is written part by part. */
  public void startObject() throws IOException {
    json.writeStartObject();
  }

  /** Writes the name of the part that comes next. */
  public void name(String name) throws IOException {
    json.writeFieldName(name);
  }

  /** Writes a part of an object: its name and its number or text. */
  public void part(String name, @Nullable Object value) throws IOException {
    json.writeFieldName(name);
    any(value);
  }

  /** Ends an object that was written part by part. */
  public void endObject() throws IOException {
    json.writeEndObject();
  }

  /** Writes a tree of maps, lists and values. */
  public void value(@Nullable Object tree) throws IOException {
    if (tree instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        json.writeFieldName((String) entry.getKey());
        value(entry.getValue());
      }
      json.writeEndObject();
    } else if (tree instanceof Iterable<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        value(item);
      }
      json.writeEndArray();
    } else {
      any(tree);
    }
  }

  /** Writes numbers and texts by name, for rows that are of no object type. */
  public void record(Row row, List<String> names) throws IOException {
    json.writeStartObject();
    for (String name : names) {
      part(name, row.get(name));
    }
    json.writeEndObject();
  }

  /** Writes a list of rows with those fields. */
  public void records(List<Row> rows, List<String> names) throws IOException {
    startList();
    for (Row row : rows) {
      record(row, names);
    }
    endList();
  }

  /** Writes a list of texts. */
  public void texts(List<String> texts) throws IOException {
    startList();
    for (String text : texts) {
      json.writeString(text);
    }
    endList();
  }

  /** Writes an object with one field, a list of objects of which those fields are shown. */
  public void objectsUnder(String name, ObjectType type, List<Row> rows, Predicate<Field> shown)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName(name);
    startList();
    for (Row row : rows) {
      object(type, row, shown);
    }
    endList();
    json.writeEndObject();
  }

  private void tree(Field field, @Nullable Object value) throws IOException {
    String text =
        value == null || isNothing(value) ? String.valueOf(field.initial()) : value.toString();
    if (text.isEmpty()) {
      json.writeString("");
      return;
    }
    // One text that is no JSON must not spoil the whole answer.
    if (isJson(text)) {
      json.writeRawValue(text);
    } else {
      json.writeString(text);
    }
  }

  /** Whether nothing was ever stored in a JSON field, or what was stored was taken back. */
  private static boolean isNothing(@Nullable Object value) {
    return value == null || "".equals(value) || "null".equals(value);
  }

  private static boolean isJson(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** A value of a field; where the field cannot be null, a missing value is its initial one. */
  private void plain(Field field, @Nullable Object value) throws IOException {
    Object shown = value == null && !field.isNullable() ? typed(field, field.initial()) : value;
    any(shown);
  }

  private static @Nullable Object typed(Field field, @Nullable Object canonical) {
    if (canonical instanceof String text) {
      if (field.type() == FieldType.TIMESTAMP) {
        return Instant.parse(text);
      }
      if (field.type() == FieldType.DATE) {
        return LocalDate.parse(text);
      }
    }
    return canonical;
  }

  private void any(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Instant moment) {
      json.writeString(moment(moment));
    } else if (value instanceof LocalDate day) {
      json.writeString(HTTP_DAY.format(day));
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof UUID uuid) {
      json.writeString(uuid.toString());
    } else {
      json.writeString(value.toString());
    }
  }

  /** A moment as ISO 8601 in UTC, with microseconds only when there are any. */
  public static String moment(Instant moment) {
    return (moment.getNano() < 1000 ? SECONDS : MICROSECONDS).format(moment);
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
