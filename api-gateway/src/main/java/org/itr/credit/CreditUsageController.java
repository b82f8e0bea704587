package org.itr.credit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.itr.credit.CreditCommand.RemoveCreditUsage;
import org.itr.credit.CreditCommand.SaveCreditUsage;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.HeaderText;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What a company used of its credits. */
@Controller
class CreditUsageController {

  private static final ObjectType TYPE = CreditUsages.TYPE;
  private static final List<String> MONTH = List.of("year", "month", "ticks", "discountedticks");
  private static final List<String> MONTH_OF_ALL =
      List.of("year", "month", "ticks", "discountedticks", "InvoiceCode", "CompanyName", "ID");
  private static final Pattern YEAR = Pattern.compile("[0-9]{1,4}");
  private static final double MOST_HOURS = 18;

  private final Listing listing;
  private final Finder finder;
  private final UsagePerMonth usage;
  private final CommandSender commands;

  CreditUsageController(
      Listing listing, Finder finder, UsagePerMonth usage, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.usage = usage;
    this.commands = commands;
  }

  @GetMapping("/api/creditusages")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  @GetMapping("/api/creditusages/{id}")
  Answer get(@PathVariable String id, Copy copy, Caller caller, AsOf asOf) {
    Row row = finder.read(TYPE, Ids.inPath("ID", id), copy, caller, asOf);
    return Answer.json(json -> json.object(TYPE, row));
  }

  @PostMapping("/api/creditusages/{id}")
  Answer save(@PathVariable String id, Copy copy, Caller caller, Body body) {
    Map<String, Object> fields = body.fields(TYPE);
    ObjectKey key = key(id, copy, caller);
    fields.put("CompanyID", key.space().id().toString());
    commands.send(
        new SaveCreditUsage(CreditAccounts.keyOf(key.space().id()), key, fields),
        caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/creditusages/{id}")
  Answer remove(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = key(id, copy, caller);
    finder.existing(key, caller);
    commands.send(
        new RemoveCreditUsage(CreditAccounts.keyOf(key.space().id()), key), caller.metaData());
    return Answer.OK;
  }

  @GetMapping("/api/creditusagespermonth")
  Answer perMonth(HttpServletRequest request, Caller caller) {
    List<Row> months =
        usage.perMonth(caller.company(), hours(HeaderText.of(request, "TimeZoneOffset")));
    return page(months, request, MONTH);
  }

  /** Of all companies, for those who send the invoices; year 0 is all years. */
  @GetMapping("/api/creditusagespermonthforall/{year}")
  Answer perMonthOfAll(@PathVariable String year, HttpServletRequest request) {
    if (!YEAR.matcher(year).matches()) {
      throw new InvalidInput("The year must be a number of at most four digits");
    }
    List<Row> months =
        usage.perMonthOfAll(
            Integer.parseInt(year),
            HeaderText.of(request, "SearchField"),
            hours(HeaderText.of(request, "TimeZoneOffset")));
    return page(months, request, MONTH_OF_ALL);
  }

  private static Answer page(List<Row> months, HttpServletRequest request, List<String> shown) {
    List<Row> page = ListHeaders.of(request).pageOf(months);
    return Answer.json(json -> json.records(page, shown));
  }

  /** How far the caller is ahead of UTC. */
  static double hours(String header) {
    if (header.isEmpty()) {
      return 0;
    }
    try {
      double hours = Double.parseDouble(header);
      if (Math.abs(hours) <= MOST_HOURS) {
        return hours;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidInput("TimeZoneOffset must be a number of hours");
  }

  private static ObjectKey key(String id, Copy copy, Caller caller) {
    return ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
  }
}
