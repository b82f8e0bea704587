package org.itr.http;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.PastViews;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.Batteries;
import org.itr.record.ReportDefinitions;
import org.itr.record.ScreenTemplates;
import org.itr.record.Tests;
import org.itr.session.Sessions;
import org.springframework.stereotype.Component;

/**
 * Finds objects for a caller. What is not the caller's, where the caller is limited to own objects,
 * does not exist for the caller.
 */
@Component
public class Finder {

  /** Types of which a company without a copy of its own uses the master copy. */
  private static final Set<ObjectType> SHARED =
      Set.of(Tests.TYPE, ScreenTemplates.TYPE, ReportDefinitions.TYPE, Batteries.TYPE);

  private final Views views;
  private final PastViews past;

  Finder(Views views, PastViews past) {
    this.views = views;
    this.past = past;
  }

  /**
   * The copy of an object that a caller asks for.
   *
   * @throws Refusal when there is none for this caller
   */
  public Row read(ObjectType type, UUID id, Copy copy, Caller caller) {
    Space space = type.isServerWide() ? Space.MASTER : copy.readSpace(type, caller);
    ObjectKey key = ObjectKey.of(type, space, id);
    Optional<Row> row = SHARED.contains(type) ? views.findOrMaster(key) : views.find(key);
    return row.filter(found -> isVisible(key, found, caller))
        .orElseThrow(() -> Refusal.notFound(key));
  }

  /**
   * The same as it was at a moment.
   *
   * @throws Refusal when there was none for this caller
   */
  public Row read(ObjectType type, UUID id, Copy copy, Caller caller, AsOf asOf) {
    Space space = type.isServerWide() ? Space.MASTER : copy.readSpace(type, caller);
    ObjectKey key = ObjectKey.of(type, space, id);
    boolean hadOwn =
        asOf.isNow()
            || space.isMaster()
            || !SHARED.contains(type)
            || past.find(key, asOf.moment()).isPresent();
    return asOf(
        asOf,
        caller,
        hadOwn ? key : ObjectKey.of(type, Space.MASTER, id),
        () -> read(type, id, copy, caller));
  }

  /**
   * The object as it was at a moment, which it must have been there.
   *
   * @throws Refusal when there was none for this caller
   */
  public Row existing(ObjectKey key, Caller caller, AsOf asOf) {
    return asOf(asOf, caller, key, () -> existing(key, caller));
  }

  /**
   * An object now or at a moment. The past of an object is for whoever may read it now; supervisors
   * and master users also see what is not there any more.
   *
   * @param now finds the object as it is, or refuses it
   * @throws Refusal when there was none for this caller
   */
  public Row asOf(AsOf asOf, Caller caller, ObjectKey key, Supplier<Row> now) {
    if (asOf.isNow()) {
      return now.get();
    }
    if (!caller.isSupervisor()) {
      Objects.requireNonNull(now.get());
    }
    return past.find(key, asOf.moment())
        .filter(row -> isVisible(key, row, caller))
        .orElseThrow(() -> Refusal.notFound(key));
  }

  /**
   * The object, which must be there.
   *
   * @throws Refusal when there is none for this caller
   */
  public Row existing(ObjectKey key, Caller caller) {
    return find(key, caller).orElseThrow(() -> Refusal.notFound(key));
  }

  /**
   * The object, or nothing where it is still to be made.
   *
   * @throws Refusal when there is one, but not for this caller
   */
  public Optional<Row> find(ObjectKey key, Caller caller) {
    Optional<Row> row = views.find(key);
    if (row.isPresent() && !isVisible(key, row.get(), caller)) {
      throw Refusal.notFound(key);
    }
    return row;
  }

  /**
   * Checks that a caller may save an object, and makes the caller its owner where the caller works
   * with own objects only.
   *
   * @throws Refusal when the object is there, but not for this caller
   */
  public void claim(ObjectKey key, Caller caller, Map<String, Object> fields) {
    if (caller.isOwnObjectsOnly()) {
      key.objectType()
          .ownerField()
          .ifPresent(
              field -> {
                find(key, caller);
                fields.put(field.name(), caller.user().toString());
              });
    }
  }

  /** The same as for lists: {@code RowSpecification}. */
  private boolean isVisible(ObjectKey key, Row row, Caller caller) {
    if (!caller.isOwnObjectsOnly()) {
      return true;
    }
    ObjectType type = key.objectType();
    Optional<Row> session =
        type.sessionField()
            .map(field -> ObjectKey.of(Sessions.TYPE, key.space(), row.uuid(field.name())))
            .flatMap(views::find);
    return (type.ownerField().isPresent() ? isOf(caller, type, row) : session.isEmpty())
        || session.filter(found -> isOf(caller, Sessions.TYPE, found)).isPresent();
  }

  private static boolean isOf(Caller caller, ObjectType type, Row row) {
    return type.ownerField()
        .filter(field -> row.uuid(field.name()).equals(caller.user()))
        .isPresent();
  }
}
