package org.itr.proof;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.itr.application.CommandLine;

/** Verifies all of history, whether the server runs or not: {@code ./itr verify}. */
public final class VerifyCommand {

  private static final int WHOLE = 0;
  private static final int SOMETHING_IS_WRONG = 1;
  private static final long TOLD_EVERY_SECONDS = 2;

  private VerifyCommand() {}

  /** Ends with 0 when history is whole, and with 1 when something is wrong, which is printed. */
  public static void main(String[] args) throws Exception {
    CommandLine.end(() -> run(System.out, args));
  }

  /** Verifies, prints to a stream, and answers the status to end with. */
  public static int run(PrintStream out, String... args) throws SQLException {
    try (CommandLine command = CommandLine.start(args)) {
      SealSettings settings = command.settings(SealSettings.class);
      return verify(
          new Verification(
              command.database(),
              SealKey.readPublic(SealKey.publicFile(settings.keyIn(command.dataDir()))),
              new SealHeads(settings.headsIn(command.dataDir()))),
          out);
    }
  }

  private static int verify(Verification verification, PrintStream out) throws SQLException {
    ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
    progress.scheduleAtFixedRate(
        () ->
            out.printf(
                Locale.ROOT,
                "  %,d of %,d events%n",
                verification.verified(),
                verification.total()),
        TOLD_EVERY_SECONDS,
        TOLD_EVERY_SECONDS,
        TimeUnit.SECONDS);
    long start = System.nanoTime();
    Verification.Result result;
    try {
      result = verification.run();
    } finally {
      progress.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    out.printf(
        Locale.ROOT,
        "%,d events checked in %.1f s (%,.0f per second); %,d of them in %,d seals%n",
        result.events(),
        seconds,
        result.events() / seconds,
        result.sealed(),
        result.seals());
    if (result.finding().isEmpty()) {
      out.println(
          "History is intact: nothing was altered, added, removed, reordered or cut off"
              + result
                  .end()
                  .map(
                      end ->
                          " up to event %s, sealed at %s.".formatted(end.place(), end.sealedAt()))
                  .orElse(" according to its hashes; nothing is sealed yet."));
      if (result.unsealed() > 0) {
        out.printf(
            Locale.ROOT,
            "%,d later events are not sealed yet; their own hashes are valid.%n",
            result.unsealed());
      }
      return WHOLE;
    }
    Finding finding = result.finding().get();
    out.println(finding.kind() + " at " + finding.place() + ": " + finding.text());
    return SOMETHING_IS_WRONG;
  }
}
