package org.itr.credit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.credit.CreditCommand.RemoveCreditUsage;
import org.itr.credit.CreditCommand.SaveCreditUsage;
import org.itr.http.Answer;
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
import org.itr.objecttype.Space;
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

  /** The account of a company, which all its grants and usages are entries of. */
  static ObjectKey account(UUID company) {
    return new ObjectKey("creditaccounts", Space.of(company), company.toString());
  }

  @GetMapping("/api/creditusages")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  @GetMapping("/api/creditusages/{id}")
  Answer get(@PathVariable String id, Copy copy, Caller caller) {
    Row row = finder.read(TYPE, Ids.inPath("ID", id), copy, caller);
    return Answer.json(json -> json.object(TYPE, row));
  }

  @PostMapping("/api/creditusages/{id}")
  Answer save(@PathVariable String id, Caller caller, Body body) {
    Map<String, Object> fields = body.fields(TYPE);
    fields.put("CompanyID", caller.company().toString());
    commands.send(
        new SaveCreditUsage(account(caller.company()), key(id, caller), fields), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/creditusages/{id}")
  Answer remove(@PathVariable String id, Caller caller) {
    ObjectKey key = key(id, caller);
    finder.existing(key, caller);
    commands.send(new RemoveCreditUsage(account(caller.company()), key), caller.metaData());
    return Answer.OK;
  }

  @GetMapping("/api/creditusagespermonth")
  Answer perMonth(HttpServletRequest request, Caller caller) {
    List<Row> months =
        usage.perMonth(caller.company(), hours(HeaderText.of(request, "TimeZoneOffset")));
    return Answer.json(
        json -> {
          json.startList();
          for (Row month : months) {
            json.record(month, MONTH);
          }
          json.endList();
        });
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

  private static ObjectKey key(String id, Caller caller) {
    return ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
  }
}
