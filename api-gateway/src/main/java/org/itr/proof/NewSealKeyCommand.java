package org.itr.proof;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import org.itr.application.CommandLine;

/**
 * Makes a new key for the seals while no server runs, in place of one that is lost or known to
 * others: {@code ./itr new-seal-key}.
 */
public final class NewSealKeyCommand {

  private static final int MADE = 0;
  private static final int NOT_MADE = 1;

  private NewSealKeyCommand() {}

  /** Ends with 0 when there is a new key, and with 1 when a server still signs with the old one. */
  public static void main(String[] args) throws Exception {
    CommandLine.end(() -> run(System.out, args));
  }

  static int run(PrintStream out, String... args) throws SQLException {
    try (CommandLine command = CommandLine.start(args)) {
      if (command.isServerRunning()) {
        out.println("The server is running and uses the key. Stop it first.");
        return NOT_MADE;
      }
      Path file = command.settings(SealSettings.class).keyIn(command.dataDir());
      SealKey.renew(file);
      out.printf(
          "From now on history is signed with a new key. Give %s to the auditors: it contains the new public key and"
              + " the previous ones.%n",
          SealKey.publicFile(file));
      return MADE;
    }
  }
}
