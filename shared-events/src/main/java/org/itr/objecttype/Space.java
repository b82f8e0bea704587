package org.itr.objecttype;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where an object lives: in a company, or in the master space for shared and server-wide objects.
 * Every aggregate id, event and view row has one, so that the same ID in two spaces is two objects.
 *
 * @param id the company's id; all zeros is the master space
 */
public record Space(UUID id) {

  /** The space of objects that companies share or that exist once. */
  public static final Space MASTER = new Space(new UUID(0, 0));

  private static final String MASTER_NAME = "master";

  /** The space of a company. */
  public static Space of(UUID company) {
    return new Space(company);
  }

  /** Reads {@code master} or a company's id. */
  @JsonCreator
  public static Space parse(String text) {
    return MASTER_NAME.equals(text) ? MASTER : new Space(UUID.fromString(text));
  }

  /** Whether this is the master space. */
  public boolean isMaster() {
    return equals(MASTER);
  }

  /** Looks something up here and, if nothing is found, in the master space. */
  public <T> Optional<T> orMaster(Function<Space, Optional<T>> find) {
    Optional<T> own = find.apply(this);
    return own.isPresent() || isMaster() ? own : find.apply(MASTER);
  }

  @Override
  @JsonValue
  public String toString() {
    return isMaster() ? MASTER_NAME : id.toString();
  }
}
