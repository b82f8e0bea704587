package org.itr.event;

import java.util.HashMap;
import java.util.Map;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;

/** In whose name commands come, as their metadata says it. */
public final class Actors {

  private static final String SYSTEM = "system";
  private static final String ANONYMOUS = "anonymous";

  private Actors() {}

  /** The metadata of what the server does by itself for a company, or for the master space. */
  public static Map<String, String> system(Space space) {
    return Map.of(MetaDataKeys.USER, SYSTEM, MetaDataKeys.COMPANY, space.id().toString());
  }

  /** The same metadata in the name of the user who has that login. */
  public static Map<String, String> user(ObjectKey login, Map<String, String> metaData) {
    return with(login.id(), login.space(), metaData);
  }

  /** The same metadata in nobody's name. */
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
