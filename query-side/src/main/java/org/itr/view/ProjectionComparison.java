package org.itr.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.view.HistoryFold.Fold;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the live views with history, row by row, without changing them. History is folded into
 * separate tables; the last events are folded and compared in one snapshot of the database, so
 * nobody waits and concurrent writes are not reported as differences.
 */
@Component
public class ProjectionComparison {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What is shown instead of a value that tells something about a person. */
  private static final String MASKED = "(personal)";

  private static final Set<FieldType> TELLING_LITTLE =
      Set.of(
          FieldType.UUID,
          FieldType.BOOLEAN,
          FieldType.TIMESTAMP,
          FieldType.INT16,
          FieldType.INT32,
          FieldType.INT64,
          FieldType.DOUBLE);

  private final HistoryFold history;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate asOfOneMoment;

  ProjectionComparison(
      HistoryFold history, JdbcTemplate jdbc, PlatformTransactionManager transactionManager) {
    this.history = history;
    this.jdbc = jdbc;
    this.asOfOneMoment = new TransactionTemplate(transactionManager);
    this.asOfOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** What a comparison is doing. */
  public enum Phase {
    /** Events are folded into new tables. */
    FOLDING,
    /** Tables are compared. */
    COMPARING
  }

  /**
   * How far a comparison is.
   *
   * @param phase what it is doing
   * @param events how many events were folded
   * @param total how many there are, roughly
   */
  public record Progress(Phase phase, long events, long total) {}

  /** How a row differs. */
  public enum Kind {
    /** History gives the row, and the live table has it not. */
    MISSING,
    /** The live table has the row, and history does not give it. */
    SURPLUS,
    /** Both have the row, with different values. */
    CHANGED
  }

  /**
   * A differing value; a missing or surplus row has one, without a column.
   *
   * @param kind how
   * @param key the row's primary key, its parts separated by slashes
   * @param column the column that differs; empty for a whole row
   * @param live the value in the live table, masked if it is personal data
   * @param ofHistory the value according to history, masked likewise
   */
  public record Value(
      Kind kind, String key, String column, @Nullable String live, @Nullable String ofHistory) {}

  /**
   * How a live table differs from history.
   *
   * @param missing the number of rows that only history has
   * @param surplus the number of rows that only the live table has
   * @param changed the number of rows with different values
   * @param values the differences in the first of these rows
   */
  public record Difference(long missing, long surplus, long changed, List<Value> values) {

    /** Whether the table is what history gives, row for row. */
    public boolean isNone() {
      return missing == 0 && surplus == 0 && changed == 0;
    }
  }

  /**
   * Compares all tables, without naming what differs.
   *
   * @param listener told how far it is; what it throws ends the comparison
   * @return how each table differs
   */
  public Map<String, Difference> compareAll(Consumer<Progress> listener) {
    return compare(history.projections(), 0, listener);
  }

  /**
   * Compares the tables of projections.
   *
   * @param wanted some of {@link ProjectionRebuild#projections()}
   * @param named in how many rows of a table what differs is named
   * @param listener told how far it is; what it throws ends the comparison
   * @return how each table differs
   */
  public Map<String, Difference> compare(
      List<Projection> wanted, int named, Consumer<Progress> listener) {
    return history.begin(
        wanted,
        fold -> {
          fold.catchUp(of(Phase.FOLDING, listener));
          return asOfOneMoment.execute(
              status -> {
                fold.foldRest();
                return compare(fold, named, of(Phase.COMPARING, listener));
              });
        });
  }

  private static Consumer<Fold> of(Phase phase, Consumer<Progress> listener) {
    return fold -> listener.accept(new Progress(phase, fold.events(), fold.total()));
  }

  private Map<String, Difference> compare(Fold fold, int named, Consumer<Fold> listener) {
    Map<String, Difference> differences = new LinkedHashMap<>();
    for (String table : fold.tables()) {
      listener.accept(fold);
      Difference counted =
          jdbc.queryForObject(
              "select missing, surplus, changed from work.count_differences(?)",
              (row, index) ->
                  new Difference(row.getLong(1), row.getLong(2), row.getLong(3), List.of()),
              table);
      differences.put(
          table,
          counted.isNone() || named == 0
              ? counted
              : new Difference(
                  counted.missing, counted.surplus, counted.changed, values(table, named)));
    }
    return differences;
  }

  private List<Value> values(String table, int named) {
    List<Value> values = new ArrayList<>();
    jdbc.query(
        "select row_key, live, next from work.list_differences(?, ?)",
        row -> {
          add(values, table, row.getString(1), tree(row.getString(2)), tree(row.getString(3)));
        },
        table,
        named);
    return values;
  }

  private static @Nullable ObjectNode tree(@Nullable String json) {
    try {
      return json == null ? null : (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      // Without the cause: its message could quote the row.
      throw new IllegalStateException("A row cannot be read");
    }
  }

  private static void add(
      List<Value> values,
      String table,
      String key,
      @Nullable ObjectNode live,
      @Nullable ObjectNode ofHistory) {
    if (live == null) {
      values.add(new Value(Kind.MISSING, key, "", null, null));
      return;
    }
    if (ofHistory == null) {
      values.add(new Value(Kind.SURPLUS, key, "", null, null));
      return;
    }
    boolean aboutSomebody = live.hasNonNull("subject") || ofHistory.hasNonNull("subject");
    live.fieldNames()
        .forEachRemaining(
            column -> {
              JsonNode is = live.get(column);
              JsonNode should = ofHistory.get(column);
              if (!is.equals(should)) {
                boolean isMasked = isMasked(table, column, aboutSomebody);
                values.add(
                    new Value(
                        Kind.CHANGED, key, column, shown(is, isMasked), shown(should, isMasked)));
              }
            });
  }

  private static @Nullable String shown(JsonNode value, boolean isMasked) {
    return value.isNull() ? null : isMasked ? MASKED : value.asText();
  }

  /**
   * Whether a value may tell something about a person: all texts and days in rows about somebody,
   * and what is declared to.
   */
  private static boolean isMasked(String table, String column, boolean aboutSomebody) {
    Optional<Field> field =
        ObjectTypes.find(table).flatMap(type -> fieldOf(type, column)).filter(Field::isReturned);
    return aboutSomebody && field.map(one -> !TELLING_LITTLE.contains(one.type())).orElse(true)
        || field.map(Field::isPersonal).orElse(false);
  }

  private static Optional<Field> fieldOf(ObjectType type, String column) {
    for (Field field : type.fields()) {
      if (field.column().equals(column)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
