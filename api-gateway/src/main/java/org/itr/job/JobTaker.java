package org.itr.job;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.itr.http.WireWriter;
import org.itr.objecttype.Refusal;

/** Does in the server what requests of some kinds ask for. */
public interface JobTaker {

  /** The kinds of requests that it takes. */
  Set<String> kinds();

  /**
   * Begins what a request asks for. A server that ended just then is followed by one that is asked
   * again.
   *
   * @return the ID of what was begun
   * @throws Refusal when it cannot be done
   */
  UUID begin(JobRequest request);

  /**
   * Writes how far it is as JSON, an object with a State; answers whether it is over.
   *
   * @throws Refusal when it cannot be done
   */
  boolean tell(JobRequest request, WireWriter json) throws IOException;
}
