package org.itr.http;

/** Is told of the calls that users are refused. */
@FunctionalInterface
public interface RefusedCalls {

  /**
   * Takes note of a refused call.
   *
   * @param caller who made it
   * @param call method and pattern of the path
   * @param object the ID of what it was to change; empty for a read, and where it is no uuid
   * @param reason the sentence of the answer
   */
  void refused(Caller caller, String call, String object, String reason);
}
