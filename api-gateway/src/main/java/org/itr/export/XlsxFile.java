package org.itr.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook of Office Open XML (XLSX) row by row; nothing of a long list is kept. Numbers
 * are numbers and moments are moments, in UTC. Everything else is a text, which no spreadsheet
 * takes for a formula, whatever it begins with. What does not fit on a sheet goes on on the next.
 */
public final class XlsxFile {

  /** How its bytes are typed. */
  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final String PROGRAM = "ITR";
  private static final String PROGRAM_VERSION = "1.0";
  private static final String MOMENT_FORMAT = "yyyy-mm-dd hh:mm:ss";
  private static final int MOST_ROWS = 1_048_576;
  private static final int LONGEST_TEXT = 32_767;
  private static final int ROWS_A_FLUSH = 500;

  private final Workbook workbook;
  private final String title;
  private final List<String> columns;
  private Worksheet sheet;
  private int sheets;
  private int next;

  /** A workbook with those columns, written to a stream. */
  public XlsxFile(OutputStream out, String title, List<String> columns) throws IOException {
    this.workbook = new Workbook(out, PROGRAM, PROGRAM_VERSION);
    this.title = title;
    this.columns = List.copyOf(columns);
    this.sheet = newSheet();
  }

  private Worksheet newSheet() {
    sheets++;
    next = 0;
    Worksheet added = workbook.newWorksheet(sheets == 1 ? title : title + " " + sheets);
    added.freezePane(0, 1);
    for (int column = 0; column < columns.size(); column++) {
      added.inlineString(0, column, columns.get(column));
      added.style(0, column).bold().set();
    }
    next = 1;
    return added;
  }

  /** Writes a row. */
  public void row(List<? extends @Nullable Object> values) throws IOException {
    if (next == MOST_ROWS) {
      sheet.finish();
      sheet = newSheet();
    }
    for (int column = 0; column < values.size(); column++) {
      cell(column, values.get(column));
    }
    next++;
    if (next % ROWS_A_FLUSH == 0) {
      sheet.flush();
    }
  }

  private void cell(int column, @Nullable Object value) {
    if (value instanceof Number number) {
      sheet.value(next, column, number);
    } else if (value instanceof Instant moment) {
      sheet.value(next, column, LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
      sheet.style(next, column).format(MOMENT_FORMAT).set();
    } else if (value != null) {
      String text = value.toString();
      sheet.inlineString(
          next, column, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }
  }

  /** Writes the end. A workbook that broke off before cannot be opened, and must not look whole. */
  public void finish() throws IOException {
    workbook.finish();
  }
}
