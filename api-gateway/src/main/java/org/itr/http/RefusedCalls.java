package org.itr.http;

/** Receives the refused calls of users. */
@FunctionalInterface
public interface RefusedCalls {

  /**
   * Records a refused call.
   *
   * @param caller who made it
   * @param call method and pattern of the path
   * @param object the ID of the object to change; empty for a read, or if it is not a uuid
   * @param reason the sentence of the answer
   */
  void refused(Caller caller, String call, String object, String reason);
}
