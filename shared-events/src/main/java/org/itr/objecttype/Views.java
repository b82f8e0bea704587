package org.itr.objecttype;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The port through which policies and the gateway query the views. Views are updated in the
 * transaction of the write, so an answer is never older than what the caller wrote before.
 * Implemented by the query side, which alone accesses the view tables.
 */
public interface Views {

  /** The object, with all its fields. */
  Optional<Row> find(ObjectKey key);

  /** The object or, if its company has no copy of its own, that of the master space. */
  default Optional<Row> findOrMaster(ObjectKey key) {
    return key.space().orMaster(space -> find(new ObjectKey(key.type(), space, key.id())));
  }

  /** All objects of the type in the space with that value in the field, ordered by id. */
  default List<Row> findBy(ObjectType type, Space space, String field, Object value) {
    return findBy(type, space, Map.of(field, value));
  }

  /**
   * All objects of the type in the space with those values in the fields, ordered by id.
   *
   * @param values the values by field; a collection matches any value in it
   */
  List<Row> findBy(ObjectType type, Space space, Map<String, ?> values);

  /** The accounts with that e-mail address in any company, ignoring case. */
  List<Row> accounts(String email);

  /** The persons of a company with that e-mail address, ignoring case. */
  List<Row> persons(Space space, String email);

  /** The company whose AdministrativeID is the host name, ignoring case. */
  Optional<Row> companyOfHost(String host);

  /** The active public sessions with that code in any company, ignoring case. */
  List<ObjectKey> publicSessions(String code);

  /** Whether the person has an active session, or an unfinished session test. */
  boolean hasOpenWork(Space space, UUID person);

  /**
   * Streams the rows of a page from the database, so that memory does not depend on the length of
   * the list. A row contains the list fields only and is valid until the next one.
   */
  void list(ListRequest request, Consumer<Row> rows);

  /** How many rows a list has, all its pages together. */
  long count(ListRequest request);

  /** How many objects of the type in the space have that canonical value in the field. */
  default long countBy(ObjectType type, Space space, String field, Object value) {
    return count(
        ListRequest.of(
            type, space, List.of(ListRequest.Condition.equal(type.field(field), value))));
  }
}
