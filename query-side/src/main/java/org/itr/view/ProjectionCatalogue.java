package org.itr.view;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.itr.event.History;
import org.itr.view.LiveProjections.LastFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells what each projection is, how large it is, and how it is doing. */
@Component
public class ProjectionCatalogue {

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
   * @param rows how many rows they have
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
    return projections.stream()
        .sorted(Comparator.comparing(Projection::name))
        .map(projection -> entry(projection, position))
        .toList();
  }

  private Entry entry(Projection projection, long position) {
    List<String> tables = projection.tables();
    Optional<LastFailure> failure = live.lastFailure(projection);
    return new Entry(
        projection.name(),
        tables,
        position,
        rows(tables),
        bytes(tables),
        failure.map(LastFailure::event).orElse(null),
        failure.map(LastFailure::at).orElse(null),
        failure.map(LastFailure::reason).orElse(null));
  }

  private long rows(List<String> tables) {
    return jdbc.queryForObject(
        tables.stream()
            .map("(select count(*) from %s)"::formatted)
            .collect(Collectors.joining(" + ", "select ", "")),
        Long.class);
  }

  private long bytes(List<String> tables) {
    return jdbc.queryForObject(
        """
        select coalesce(sum(pg_total_relation_size(c.oid)), 0)
        from pg_class c where c.relnamespace = 'views'::regnamespace and c.relname = any (?)
        """,
        Long.class,
        (Object) tables.toArray(String[]::new));
  }
}
