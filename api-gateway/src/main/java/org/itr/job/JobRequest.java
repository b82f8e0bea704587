package org.itr.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command of the shell asks the server for, a row of work.job_request.
 *
 * @param id of the request
 * @param kind what is asked for
 * @param projection the name of a projection, empty for all; for rebuilds
 * @param company the company of a person; for erasures
 * @param person the person; for erasures
 * @param job what was begun for it; null until something was
 */
public record JobRequest(
    UUID id,
    String kind,
    @Nullable String projection,
    @Nullable UUID company,
    @Nullable UUID person,
    @Nullable UUID job) {

  /** The State of a request that was done. */
  public static final String FINISHED = "FINISHED";

  /** The State of a request that cannot be done now, for the reason in Failure. */
  public static final String REFUSED = "REFUSED";

  /** A request that one of the commands makes. */
  public static JobRequest of(
      String kind, @Nullable String projection, @Nullable UUID company, @Nullable UUID person) {
    return new JobRequest(UUID.randomUUID(), kind, projection, company, person, null);
  }
}
