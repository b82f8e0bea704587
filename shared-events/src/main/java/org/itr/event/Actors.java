package org.itr.event;

import java.util.HashMap;
import java.util.Map;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;

/** Metadata that states in whose name a command is sent. */
public final class Actors {

  private static final String SYSTEM = "system";
  private static final String ANONYMOUS = "anonymous";

  private Actors() {}

  /** Metadata for what the server does by itself in a company or in the master space. */
  public static Map<String, String> system(Space space) {
    return Map.of(MetaDataKeys.USER, SYSTEM, MetaDataKeys.COMPANY, space.id().toString());
  }

  /** The same metadata in the name of the user with that login. */
  public static Map<String, String> user(ObjectKey login, Map<String, String> metaData) {
    return with(login.id(), login.space(), metaData);
  }

  /** The same metadata for an anonymous caller. */
  public static Map<String, String> anonymous(Map<String, String> metaData) {
    return with(ANONYMOUS, Space.MASTER, metaData);
  }

  private static Map<String, String> with(String user, Space space, Map<String, String> metaData) {
    Map<String, String> origin = new HashMap<>(metaData);
    origin.put(MetaDataKeys.USER, user);
    origin.put(MetaDataKeys.COMPANY, space.id().toString());
    return origin;
  }
}
