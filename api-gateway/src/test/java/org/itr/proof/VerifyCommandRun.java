package org.itr.proof;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;

/** Lets tests of other packages verify what a server left in a folder. */
public final class VerifyCommandRun {

  private VerifyCommandRun() {}

  /** Answers 0 when history is whole. */
  public static int verify(PrintStream out, Path folder) throws SQLException {
    return VerifyCommand.run(out, "--ITR_DATA_DIR=" + folder);
  }
}
