package org.itr.report;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.itr.http.Caller;
import org.itr.http.HeaderText;
import org.itr.http.Ids;
import org.itr.objecttype.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Parses a report request and limits it to what the caller may see: the own company, all companies
 * for master users, and only their own figures for users limited to own objects.
 */
@Component
class ReportHeaders {

  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final int USUAL_MONTHS = 12;

  private final Clock clock;

  ReportHeaders(Clock clock) {
    this.clock = clock;
  }

  ReportRequest read(Report report, HttpServletRequest request, Caller caller) {
    YearMonth to = month("ToMonth", request, YearMonth.now(clock.withZone(ZoneOffset.UTC)));
    YearMonth from = month("FromMonth", request, to.minusMonths(USUAL_MONTHS - 1L));
    if (from.isAfter(to)) {
      throw new InvalidInput("FromMonth must not be after ToMonth");
    }
    UUID consultant = id("ConsultantID", request);
    requireSupport(report, request, "TestID", Grouping.TEST, Grouping.BILLED_TEST);
    requireSupport(report, request, "BilledAs", Grouping.BILLED_TEST);
    requireSupport(report, request, "GroupSessionID", Grouping.GROUP);
    return new ReportRequest(
        report,
        by(report, request),
        from,
        to,
        company(request, caller),
        caller.isOwnObjectsOnly() ? caller.user() : consultant,
        id("TestID", request),
        HeaderText.of(request, "BilledAs"),
        id("GroupSessionID", request),
        figure(report, request),
        caller.isOwnObjectsOnly(),
        caller.isMaster());
  }

  /** Whose figures the caller wants and may see; null for those of all companies. */
  static @Nullable UUID company(HttpServletRequest request, Caller caller) {
    UUID company = id("CompanyID", request);
    return caller.isMaster() ? company : caller.company();
  }

  private static YearMonth month(String header, HttpServletRequest request, YearMonth byDefault) {
    String text = HeaderText.of(request, header);
    if (text.isEmpty()) {
      return byDefault;
    }
    if (MONTH.matcher(text).matches()) {
      try {
        return YearMonth.parse(text);
      } catch (DateTimeException e) {
        // Said below.
      }
    }
    throw new InvalidInput(header + " must be a month like 2026-03");
  }

  private static @Nullable UUID id(String header, HttpServletRequest request) {
    String text = HeaderText.of(request, header);
    return text.isEmpty() ? null : Ids.parse(header, text);
  }

  /** Refuses a filter by what the report does not tell apart. */
  private static void requireSupport(
      Report report, HttpServletRequest request, String header, Grouping... filtered) {
    if (!HeaderText.of(request, header).isEmpty()
        && Arrays.stream(filtered).noneMatch(report.groupings()::contains)) {
      throw new InvalidInput("This report does not support " + header);
    }
  }

  private static List<Grouping> by(Report report, HttpServletRequest request) {
    String text = HeaderText.of(request, "GroupBy");
    if (text.isEmpty()) {
      return List.of(Grouping.MONTH);
    }
    List<Grouping> all = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      Grouping grouping =
          report.groupings().stream()
              .filter(each -> each.label().equals(name.trim()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InvalidInput(
                          "GroupBy must be one of "
                              + String.join(
                                  ", ",
                                  report.groupings().stream().map(Grouping::label).toList())));
      if (!all.contains(grouping)) {
        all.add(grouping);
      }
    }
    return List.copyOf(all);
  }

  private static String figure(Report report, HttpServletRequest request) {
    String text = HeaderText.of(request, "Figure");
    List<String> counted = report.counted();
    if (text.isEmpty()) {
      return counted.isEmpty() ? "" : counted.get(counted.size() - 1);
    }
    if (!counted.contains(text)) {
      throw new InvalidInput(
          counted.isEmpty()
              ? "This report does not support Figure"
              : "Figure must be one of " + String.join(", ", counted));
    }
    return text;
  }
}
