package org.itr.http;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers with a sentence what Tomcat itself rejects before any filter sees it: malformed addresses
 * and headers.
 */
public final class PlainErrors extends ErrorReportValve {

  private static final int BAD_REQUEST = 400;

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    if (response.getStatus() < BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    response.setContentType("text/plain;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    try {
      Writer text = response.getReporter();
      if (text != null) {
        text.write(
            response.getStatus() == BAD_REQUEST
                ? "The address or a header of the call is malformed"
                : "The call could not be answered");
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      // Whoever called is not there any more.
      container.getLogger().debug("An error could not be answered", e);
    }
  }
}
