package org.itr.rebuild;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.http.Answer;
import org.itr.http.WireWriter;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Does what commands of the shell ask for: whoever can write to the database manages the server. A
 * request is taken up once, and its row tells how far it is.
 */
@Component
class JobRequests {

  private static final String COMPARISON = "COMPARISON";

  /** The State of a request that cannot be done now. */
  private static final String REFUSED = "REFUSED";

  private final JdbcClient database;
  private final ProjectionJobs jobs;

  JobRequests(JdbcTemplate jdbc, ProjectionJobs jobs) {
    this.database = JdbcClient.create(jdbc);
    this.jobs = jobs;
  }

  /** A row of work.job_request. */
  record Request(UUID id, String kind, String projection, @Nullable UUID job) {}

  @Scheduled(fixedDelay = 500)
  void answer() {
    List<Request> open =
        database
            .sql("select id, kind, projection, job from work.job_request order by requested_at, id")
            .query(Request.class)
            .list();
    open.forEach(request -> answer(request, request.job == null ? begun(request) : known(request)));
  }

  private String begun(Request request) {
    // Those whose asker went away before the answer.
    database
        .sql("delete from work.job_request where requested_at < now() - interval '1 day'")
        .update();
    try {
      Job job =
          request.kind.equals(COMPARISON)
              ? jobs.startComparison()
              : jobs.startRebuild(request.projection, ProjectionJobs.SERVER);
      database
          .sql("update work.job_request set job = :job where id = :id")
          .param("job", job.id())
          .param("id", request.id)
          .update();
      return report(request, Optional.of(job));
    } catch (Refusal e) {
      return text(
          json -> {
            json.startObject();
            json.part("State", REFUSED);
            json.part("Failure", e.getMessage());
            json.endObject();
          });
    }
  }

  /** The job of a request; one of a server that ended meanwhile has ended with it. */
  private String known(Request request) {
    return report(
        request,
        (request.kind.equals(COMPARISON) ? jobs.lastComparison() : jobs.lastRebuild())
            .filter(job -> job.id().equals(request.job)));
  }

  private static String report(Request request, Optional<Job> job) {
    return text(
        request.kind.equals(COMPARISON)
            ? json -> JobReport.writeComparison(json, job)
            : json -> JobReport.write(json, job));
  }

  private static String text(Answer.Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WireWriter json = new WireWriter(bytes)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void answer(Request request, String answer) {
    database
        .sql("update work.job_request set answer = :answer where id = :id")
        .param("answer", answer)
        .param("id", request.id)
        .update();
  }
}
