package org.itr.proof;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The verification that runs in this server, or ran last: one at a time. */
@Component
public class RunningVerification implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(RunningVerification.class);

  /** How a verification stands. */
  private enum State {
    RUNNING,
    WHOLE,
    SOMETHING_IS_WRONG,
    FAILED
  }

  private final DataSource database;
  private final SealSettings settings;
  private final Path dataDir;
  private final Clock clock;
  private @Nullable Run last;

  RunningVerification(
      DataSource database,
      SealSettings settings,
      @Value("${settings.data-dir}") Path dataDir,
      Clock clock) {
    this.database = database;
    this.settings = settings;
    this.dataDir = dataDir;
    this.clock = clock;
  }

  /**
   * Starts one.
   *
   * @throws Refusal when one is under way (CONFLICT)
   */
  public synchronized void start() {
    if (last != null && last.state == State.RUNNING) {
      throw new Refusal(Refusal.Reason.CONFLICT, "A verification is already in progress");
    }
    Run run =
        new Run(
            new Verification(
                database,
                SealKey.readPublic(SealKey.publicFile(settings.keyIn(dataDir))),
                new SealHeads(settings.headsIn(dataDir))),
            clock);
    last = run;
    Thread thread = new Thread(run, "verification");
    thread.setDaemon(true);
    thread.start();
  }

  /** What is known of the last one, by the names of the wire; empty when there was none. */
  public synchronized Map<String, @Nullable Object> told() {
    return last == null ? new LinkedHashMap<>() : last.told();
  }

  @Override
  public synchronized void destroy() {
    if (last != null) {
      last.verification.cancel();
    }
  }

  private static final class Run implements Runnable {

    private final Verification verification;
    private final Clock clock;
    private final Instant started;
    private volatile State state = State.RUNNING;
    private volatile @Nullable Instant ended;
    private volatile Verification.@Nullable Result result;

    private Run(Verification verification, Clock clock) {
      this.verification = verification;
      this.clock = clock;
      this.started = clock.instant();
    }

    @Override
    public void run() {
      State outcome = State.FAILED;
      try {
        Verification.Result found = verification.run();
        result = found;
        outcome = found.finding().isEmpty() ? State.WHOLE : State.SOMETHING_IS_WRONG;
      } catch (SQLException | RuntimeException e) {
        LOG.error("The verification of history failed", e);
      } finally {
        ended = clock.instant();
        state = outcome;
      }
    }

    private Map<String, @Nullable Object> told() {
      Map<String, @Nullable Object> told = new LinkedHashMap<>();
      State now = state;
      told.put("State", now.name());
      told.put("Started", started);
      told.put("Ended", ended);
      told.put("Verified", verification.verified());
      told.put("Total", verification.total());
      Verification.Result found = result;
      if (found != null) {
        told.put("Events", found.events());
        told.put("Sealed", found.sealed());
        told.put("Seals", found.seals());
        told.put("Unsealed", found.unsealed());
        found
            .end()
            .ifPresent(
                end -> {
                  told.put("SealedUpTo", end.place());
                  told.put("SealedAt", end.sealedAt());
                });
        found
            .finding()
            .ifPresent(
                finding -> {
                  told.put("Finding", finding.kind().name());
                  told.put("Place", finding.place());
                  told.put("Text", finding.text());
                });
      }
      return told;
    }
  }
}
