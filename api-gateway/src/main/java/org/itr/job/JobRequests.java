package org.itr.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.itr.http.WireWriter;
import org.itr.objecttype.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Does what commands of the shell ask for: whoever can write to the database manages the server. A
 * request is taken up once, and its row tells how far it is until that is over. One that nobody
 * took up for a minute is forgotten: its asker waits no more, or will be told so.
 */
@Component
class JobRequests {

  private static final Logger LOG = LoggerFactory.getLogger(JobRequests.class);

  private final JdbcClient database;
  private final List<JobTaker> takers;

  JobRequests(JdbcTemplate jdbc, List<JobTaker> takers) {
    this.database = JdbcClient.create(jdbc);
    this.takers = takers;
  }

  private record Answer(String text, boolean isOver) {}

  /** Writes how far something is, and answers whether it is over. */
  private interface Telling {

    boolean tell(WireWriter json) throws IOException;
  }

  @Scheduled(fixedDelay = 500)
  void answer() {
    database
        .sql(
            """
            delete from work.job_request
             where (job is null and not over and requested_at < now() - interval '1 minute')
                or requested_at < now() - interval '1 day'
            """)
        .update();
    database
        .sql(
            """
            select id, kind, projection, company, person, job
              from work.job_request where not over order by requested_at, id
            """)
        .query(JobRequest.class)
        .list()
        .forEach(request -> keep(request, answer(request)));
  }

  private Answer answer(JobRequest request) {
    JobTaker taker =
        takers.stream()
            .filter(one -> one.kinds().contains(request.kind()))
            .findFirst()
            .orElseThrow();
    try {
      JobRequest begun = request.job() == null ? begun(request, taker.begin(request)) : request;
      return written(json -> taker.tell(begun, json));
    } catch (Refusal e) {
      return refused(e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("What a command of the shell asks for cannot be done", e);
      return refused("The server cannot do it now; its log says why.");
    }
  }

  private JobRequest begun(JobRequest request, UUID job) {
    database
        .sql("update work.job_request set job = :job where id = :id")
        .param("job", job)
        .param("id", request.id())
        .update();
    return new JobRequest(
        request.id(),
        request.kind(),
        request.projection(),
        request.company(),
        request.person(),
        job);
  }

  private static Answer refused(String why) {
    return written(
        json -> {
          json.startObject();
          json.part("State", JobRequest.REFUSED);
          json.part("Failure", why);
          json.endObject();
          return true;
        });
  }

  private static Answer written(Telling telling) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean isOver;
    try (WireWriter json = new WireWriter(bytes)) {
      isOver = telling.tell(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(bytes.toString(StandardCharsets.UTF_8), isOver);
  }

  private void keep(JobRequest request, Answer answer) {
    database
        .sql("update work.job_request set answer = :answer, over = :over where id = :id")
        .param("answer", answer.text)
        .param("over", answer.isOver)
        .param("id", request.id())
        .update();
  }
}
