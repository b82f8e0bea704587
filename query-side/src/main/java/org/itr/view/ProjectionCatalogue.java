package org.itr.view;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.event.History;
import org.itr.view.LiveProjections.LastFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells what each projection is, how large it is, and how it is doing. */
@Component
public class ProjectionCatalogue {

  /** The rows of a table are counted up to this size. */
  private static final int COUNTED_BYTES = 4 * 1024 * 1024;

  private final Collection<Projection> projections;
  private final LiveProjections live;
  private final History history;
  private final JdbcTemplate jdbc;

  ProjectionCatalogue(
      List<Projection> projections, LiveProjections live, History history, JdbcTemplate jdbc) {
    this.projections = projections;
    this.live = live;
    this.history = history;
    this.jdbc = jdbc;
  }

  /**
   * A projection as it is now. It is never behind: an event that it cannot fold is not stored.
   *
   * @param name its name
   * @param tables the tables that it keeps
   * @param position the index of the last event that is in them
   * @param rows how many rows they have; about how many in those of more than some megabytes
   * @param bytes how much of the disk they and their indexes take
   * @param failedEvent the last event since the server started that it could not fold
   * @param failedAt when
   * @param failure why
   */
  public record Entry(
      String name,
      List<String> tables,
      long position,
      long rows,
      long bytes,
      @Nullable UUID failedEvent,
      @Nullable Instant failedAt,
      @Nullable String failure) {}

  /** All projections by name. */
  public List<Entry> entries() {
    long position = history.size();
    Map<String, Size> sizes = sizes();
    return projections.stream()
        .sorted(Comparator.comparing(Projection::name))
        .map(projection -> entry(projection, position, sizes))
        .toList();
  }

  private Entry entry(Projection projection, long position, Map<String, Size> sizes) {
    List<String> tables = projection.tables();
    Optional<LastFailure> failure = live.lastFailure(projection);
    return new Entry(
        projection.name(),
        tables,
        position,
        tables.stream().mapToLong(table -> rows(table, sizes.get(table))).sum(),
        tables.stream().mapToLong(table -> sizes.get(table).bytes).sum(),
        failure.map(LastFailure::event).orElse(null),
        failure.map(LastFailure::at).orElse(null),
        failure.map(LastFailure::reason).orElse(null));
  }

  /** What the database knows of the tables without reading them. */
  private Map<String, Size> sizes() {
    Map<String, Size> sizes = new HashMap<>();
    jdbc.query(
        """
        select relname, reltuples::bigint as about, pg_relation_size(oid) > ? as is_large,
               pg_total_relation_size(oid) as bytes
        from pg_class where relnamespace = 'views'::regnamespace and relkind = 'r'
        """,
        row -> {
          sizes.put(
              row.getString("relname"),
              new Size(row.getLong("about"), row.getBoolean("is_large"), row.getLong("bytes")));
        },
        COUNTED_BYTES);
    return sizes;
  }

  private long rows(String table, Size size) {
    return size.isLarge && size.about >= 0
        ? size.about
        : jdbc.queryForObject("select count(*) from " + table, Long.class);
  }

  /**
   * The size of a table.
   *
   * @param about about how many rows it has; negative where nobody knows
   * @param isLarge whether counting them would take long
   * @param bytes how much of the disk it and its indexes take
   */
  private record Size(long about, boolean isLarge, long bytes) {}
}
