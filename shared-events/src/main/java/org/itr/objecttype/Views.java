package org.itr.objecttype;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What policies and the gateway ask the views. Views are updated in the transaction of the write,
 * so an answer is never behind what the asker wrote before. The query side implements it; nobody
 * else sees the view tables.
 */
public interface Views {

  /** The object, with all its fields. */
  Optional<Row> find(ObjectKey key);

  /** The object, or where its company has none of its own that of the master space. */
  default Optional<Row> findOrMaster(ObjectKey key) {
    return key.space().orMaster(space -> find(new ObjectKey(key.type(), space, key.id())));
  }

  /** All objects of the type in the space whose field has that value, in the order of their ids. */
  List<Row> findBy(ObjectType type, Space space, String field, Object value);

  /** The accounts with that e-mail address, in any company, in any case of its letters. */
  List<Row> accounts(String email);

  /** The company whose AdministrativeID is the host name, in any case of its letters. */
  Optional<Row> companyOfHost(String host);

  /** The active public sessions with that code, in any company, in any case of its letters. */
  List<ObjectKey> publicSessions(String code);

  /** Whether the person has an active session, or a session test that is not done. */
  boolean hasOpenWork(Space space, UUID person);

  /**
   * Hands over the rows of a page one by one, as they come from the database, so that a list of any
   * length needs no more memory than a short one. A row has the list fields only and is good until
   * the next one.
   */
  void list(ListRequest request, Consumer<Row> rows);
}
