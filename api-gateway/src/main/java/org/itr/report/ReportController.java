package org.itr.report;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.itr.export.CsvFile;
import org.itr.export.XlsxFile;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.Page;
import org.itr.http.WireWriter;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Reports: figures, the rows behind them, and both as files for other programs. */
@Controller
class ReportController {

  private static final String AS_OF = "As of";
  private static final List<String> COLUMN = List.of("Name", "Title", "Kind");
  private static final List<String> CONSULTANT =
      List.of("CompanyID", "Company", "ConsultantID", "Consultant");
  private static final List<String> AS_OF_PARTS = List.of("AsOf", "AsOfEvent");

  private final Reports reports;
  private final ReportHeaders headers;

  ReportController(Reports reports, ReportHeaders headers) {
    this.reports = reports;
    this.headers = headers;
  }

  @GetMapping("/api/reports")
  Answer list() {
    return Answer.json(
        json -> {
          json.startList();
          for (Report report : Report.values()) {
            json.startObject();
            json.name("Report");
            json.text(report.label());
            json.name("Title");
            json.text(report.title());
            json.name("Explanation");
            json.text(report.explanation());
            json.name("GroupBy");
            json.texts(report.groupings().stream().map(Grouping::label).toList());
            json.name("Figures");
            columns(json, report.figures());
            json.name("RowsOf");
            json.texts(report.counted());
            json.name("RowColumns");
            columns(json, report.rowColumns(""));
            json.endObject();
          }
          json.endList();
        });
  }

  @GetMapping("/api/reports/consultants")
  Answer consultants(HttpServletRequest request, Caller caller) {
    UUID company = ReportHeaders.company(request, caller);
    UUID self = caller.ownerSeen();
    return Answer.json(
        json -> {
          json.startList();
          reports.consultants(
              company, self, caller.isMaster(), row -> record(json, row, CONSULTANT));
          json.endList();
        });
  }

  private static void record(WireWriter json, Row row, List<String> names) {
    try {
      json.record(row, names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GetMapping("/api/reports/{report}")
  Answer figures(@PathVariable String report, HttpServletRequest request, Caller caller) {
    ReportRequest asked = headers.read(named(report), request, caller);
    return Answer.json(
        json -> {
          json.startObject();
          json.name("Columns");
          columns(json, asked.columns());
          json.name("Rows");
          JsonReader reader = new JsonReader(json, names(asked.columns()));
          json.startList();
          reports.figures(asked, reader);
          json.endList();
          json.name("Total");
          json.record(reader.total, names(asked.report().figures()));
          reader.end(asked);
        });
  }

  @GetMapping("/api/reports/{report}/rows")
  Answer rows(@PathVariable String report, Page page, HttpServletRequest request, Caller caller) {
    ReportRequest asked = headers.read(named(report), request, caller);
    return Answer.json(
        json -> {
          json.startObject();
          json.name("Columns");
          columns(json, asked.rowColumns());
          json.name("Rows");
          JsonReader reader = new JsonReader(json, names(asked.rowColumns()));
          json.startList();
          reports.rows(asked, page.offset(), page.limit(), reader);
          json.endList();
          reader.end(asked);
        });
  }

  @GetMapping("/api/reports/{report}/csv")
  Answer figuresAsCsv(@PathVariable String report, HttpServletRequest request, Caller caller) {
    ReportRequest asked = headers.read(named(report), request, caller);
    return csv(asked, asked.columns(), reports::figures);
  }

  @GetMapping("/api/reports/{report}/rows/csv")
  Answer rowsAsCsv(@PathVariable String report, HttpServletRequest request, Caller caller) {
    ReportRequest asked = headers.read(named(report), request, caller);
    return csv(asked, asked.rowColumns(), this::allRows);
  }

  @GetMapping("/api/reports/{report}/xlsx")
  Answer figuresAsXlsx(@PathVariable String report, HttpServletRequest request, Caller caller) {
    ReportRequest asked = headers.read(named(report), request, caller);
    return xlsx(asked, asked.columns(), reports::figures);
  }

  @GetMapping("/api/reports/{report}/rows/xlsx")
  Answer rowsAsXlsx(@PathVariable String report, HttpServletRequest request, Caller caller) {
    ReportRequest asked = headers.read(named(report), request, caller);
    return xlsx(asked, asked.rowColumns(), this::allRows);
  }

  private void allRows(ReportRequest asked, Reports.Reader reader) {
    reports.rows(asked, 0, -1, reader);
  }

  private static Report named(String name) {
    return Report.find(name)
        .orElseThrow(
            () -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no report with that name"));
  }

  private static Answer csv(
      ReportRequest asked, List<Column> columns, BiConsumer<ReportRequest, Reports.Reader> source) {
    return file(
        asked,
        CsvFile.MEDIA_TYPE,
        "csv",
        out -> {
          CsvFile file = new CsvFile(out, titles(columns));
          source.accept(asked, new FileReader(columns, file::row));
          file.finish();
        });
  }

  private static Answer xlsx(
      ReportRequest asked, List<Column> columns, BiConsumer<ReportRequest, Reports.Reader> source) {
    return file(
        asked,
        XlsxFile.MEDIA_TYPE,
        "xlsx",
        out -> {
          XlsxFile file = new XlsxFile(out, asked.report().title(), titles(columns));
          source.accept(asked, new FileReader(columns, file::row));
          file.finish();
        });
  }

  /** What breaks off is not brought to an end, so that it does not look whole. */
  private static Answer file(
      ReportRequest asked, String type, String extension, Answer.FileContent content) {
    return Answer.download(
        type,
        "%s-%s-%s.%s".formatted(asked.report().label(), asked.from(), asked.to(), extension),
        content);
  }

  private static List<String> titles(List<Column> columns) {
    List<String> titles = new ArrayList<>();
    columns.forEach(column -> titles.add(column.title()));
    titles.add(AS_OF);
    return titles;
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private static void columns(WireWriter json, List<Column> columns) throws IOException {
    json.startList();
    for (Column column : columns) {
      json.record(
          Map.of("Name", column.name(), "Title", column.title(), "Kind", column.kind().name())::get,
          COLUMN);
    }
    json.endList();
  }

  /** Writes rows as JSON, as they come. */
  private static final class JsonReader implements Reports.Reader {

    private final WireWriter json;
    private final List<String> names;
    private Reports.AsOf asOf;
    private Row total = name -> null;

    private JsonReader(WireWriter json, List<String> names) {
      this.json = json;
      this.names = names;
    }

    @Override
    public void begin(Reports.AsOf moment) {
      asOf = moment;
    }

    @Override
    public void row(Row row) {
      record(json, row, names);
    }

    @Override
    public void total(Row all) {
      total = all;
    }

    /** Writes what every answer ends with. */
    private void end(ReportRequest asked) throws IOException {
      json.name("FromMonth");
      json.text(asked.from().toString());
      json.name("ToMonth");
      json.text(asked.to().toString());
      json.name("True");
      json.record(
          Map.<String, Object>of("AsOf", asOf.moment(), "AsOfEvent", asOf.event())::get,
          AS_OF_PARTS);
      json.endObject();
    }
  }

  private interface Rows {
    void add(List<Object> values) throws IOException;
  }

  /** Adds rows to a file, each with the moment as of which it is true. */
  private static final class FileReader implements Reports.Reader {

    private final List<Column> columns;
    private final Rows rows;
    private Reports.AsOf asOf;

    private FileReader(List<Column> columns, Rows rows) {
      this.columns = columns;
      this.rows = rows;
    }

    @Override
    public void begin(Reports.AsOf moment) {
      asOf = moment;
    }

    @Override
    public void row(Row row) {
      List<Object> values = new ArrayList<>();
      columns.forEach(column -> values.add(row.get(column.name())));
      values.add(asOf.moment());
      try {
        rows.add(values);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
