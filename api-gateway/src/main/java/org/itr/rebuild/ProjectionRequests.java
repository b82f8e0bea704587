package org.itr.rebuild;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.itr.http.WireWriter;
import org.itr.job.JobRequest;
import org.itr.job.JobTaker;
import org.springframework.stereotype.Component;

/** Begins the rebuilds and comparisons that commands of the shell ask for, and tells of them. */
@Component
class ProjectionRequests implements JobTaker {

  static final String REBUILD = "REBUILD";
  static final String COMPARISON = "COMPARISON";

  private final ProjectionJobs jobs;

  ProjectionRequests(ProjectionJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(REBUILD, COMPARISON);
  }

  @Override
  public UUID begin(JobRequest request) {
    return request.kind().equals(COMPARISON)
        ? jobs.startComparison().id()
        : jobs.startRebuild(
                Objects.requireNonNullElse(request.projection(), ""), ProjectionJobs.SERVER)
            .id();
  }

  /** The job of a request; one of a server that ended meanwhile has ended with it. */
  @Override
  public boolean tell(JobRequest request, WireWriter json) throws IOException {
    boolean isComparison = request.kind().equals(COMPARISON);
    Optional<Job> job =
        (isComparison ? jobs.lastComparison() : jobs.lastRebuild())
            .filter(last -> last.id().equals(request.job()));
    boolean isOver = job.filter(Job::isRunning).isEmpty();
    if (isComparison) {
      JobReport.writeComparison(json, job);
    } else {
      JobReport.write(json, job);
    }
    return isOver;
  }
}
