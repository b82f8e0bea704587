package org.itr.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.itr.http.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes comma-separated values (RFC 4180, UTF-8 with the mark by which spreadsheets know it) row
 * by row. A text that a spreadsheet would take for a formula gets an apostrophe in front, since
 * anybody may have written it.
 */
public final class CsvFile {

  /** How its bytes are typed. */
  public static final String MEDIA_TYPE = "text/csv;charset=utf-8";

  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

  /**
   * Where commas stand in numbers, spreadsheets begin a new cell at a semicolon, within quotes too.
   */
  private static final Pattern IN_THE_NEXT_CELL = Pattern.compile("([;\\t]\\s*)([=+@-])");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CSVPrinter printer;

  /** A file with those columns, written to a stream. */
  public CsvFile(OutputStream out, List<String> columns) throws IOException {
    OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(BYTE_ORDER_MARK);
    this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    printer.printRecord(columns);
  }

  /** Writes a row. */
  public void row(List<? extends @Nullable Object> values) throws IOException {
    List<@Nullable Object> safe = new ArrayList<>(values.size());
    values.forEach(value -> safe.add(cell(value)));
    printer.printRecord(safe);
  }

  private static @Nullable Object cell(@Nullable Object value) {
    if (value instanceof Instant moment) {
      return WireWriter.moment(moment);
    }
    if (value instanceof String text && !text.isEmpty()) {
      String safe = IN_THE_NEXT_CELL.matcher(text).replaceAll("$1'$2");
      return BEGINS_A_FORMULA.indexOf(safe.charAt(0)) >= 0 ? "'" + safe : safe;
    }
    return value;
  }

  /**
   * Sends what is still held back. The stream stays open: a file that broke off must not look
   * complete.
   */
  public void finish() throws IOException {
    printer.flush();
  }
}
