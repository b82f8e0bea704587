package org.itr.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.http.Page;
import org.itr.objecttype.Delta;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.privacy.DuePersons.Due;
import org.itr.privacy.DuePersons.Terms;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.store.CommandSender;
import org.itr.view.RowType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The rules that say when persons are erased, and whom they would erase now. */
@Controller
class RetentionController {

  private static final ObjectType TYPE = RetentionRules.TYPE;
  private static final String MONTHS = "Months";

  private static final List<String> OF_PERSONS =
      List.of("ID", "FirstName", "LastName", "EMail", "Active");

  private static final List<String> SHOWN =
      List.of("ID", "FirstName", "LastName", "EMail", "Active", "LastActivity", "RuleID");

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final DuePersons duePersons;
  private final CommandSender commands;
  private final Clock clock;

  RetentionController(
      Listing listing,
      Finder finder,
      Views views,
      DuePersons duePersons,
      CommandSender commands,
      Clock clock) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.duePersons = duePersons;
    this.commands = commands;
    this.clock = clock;
  }

  @GetMapping("/api/privacy/retention")
  Answer list(ListHeaders headers, Caller caller) {
    return listing.ofCompany(TYPE, headers, caller, List.of());
  }

  @GetMapping("/api/privacy/retention/{id}")
  Answer get(@PathVariable String id, Caller caller, AsOf asOf) {
    Row rule = finder.existing(key(id, caller), caller, asOf);
    return Answer.json(json -> json.object(TYPE, rule));
  }

  @PostMapping("/api/privacy/retention/{id}")
  Answer save(@PathVariable String id, Caller caller, Body body) {
    ObjectKey key = key(id, caller);
    Map<String, Object> fields = body.fields(TYPE);
    Optional<Row> before = finder.find(key, caller);
    checkMonths(fields.getOrDefault(MONTHS, before.map(rule -> rule.number(MONTHS)).orElse(0L)));
    fields.put("CompanyID", caller.company().toString());
    commands.send(new SaveRecord(key, null, fields), caller.metaData());
    return Answer.OK;
  }

  private static void checkMonths(@Nullable Object months) {
    if (!(months instanceof Number number)
        || number.longValue() < 1
        || number.longValue() > RetentionRules.MOST_MONTHS) {
      throw new InvalidInput(
          "Months must be a whole number from 1 to " + RetentionRules.MOST_MONTHS);
    }
  }

  @DeleteMapping("/api/privacy/retention/{id}")
  Answer remove(@PathVariable String id, Caller caller) {
    ObjectKey key = key(id, caller);
    finder.existing(key, caller);
    commands.send(new RemoveRecord(key), caller.metaData());
    return Answer.OK;
  }

  /** Whom the rules that are switched on would erase now. */
  @GetMapping("/api/privacy/retention/preview")
  Answer preview(Page page, Caller caller) {
    List<Terms> terms = new ArrayList<>();
    views.list(
        ListRequest.of(TYPE, caller.space(), List.of(Condition.equal(TYPE.field("Active"), true))),
        rule -> terms.add(Terms.of(rule)));
    return due(terms, page, caller);
  }

  /** Whom a rule that is still to be saved would erase now. */
  @PostMapping("/api/privacy/retention/preview")
  Answer previewOfTerms(Page page, Caller caller, Body body) {
    Map<String, Object> fields = body.fields(TYPE);
    checkMonths(fields.get(MONTHS));
    Row rule = RowType.changed(TYPE, RowType.initial(TYPE), Delta.added(fields));
    return due(List.of(Terms.of(rule)), page, caller);
  }

  /** Whom a rule would erase now if it were switched on. */
  @GetMapping("/api/privacy/retention/{id}/preview")
  Answer previewOfRule(@PathVariable String id, Page page, Caller caller) {
    return due(List.of(Terms.of(finder.existing(key(id, caller), caller))), page, caller);
  }

  private Answer due(List<Terms> terms, Page page, Caller caller) {
    Instant now = clock.instant();
    int limit = page.limit() < 0 ? Integer.MAX_VALUE : page.limit();
    List<Due> due = duePersons.list(caller.space(), terms, now, page.offset(), limit);
    long total = duePersons.count(caller.space(), terms, now);
    return Answer.json(
        json -> {
          json.startObject();
          json.name("Total");
          json.number(total);
          json.name("Persons");
          json.startList();
          for (Due one : due) {
            Row person =
                views.find(ObjectKey.of(Persons.TYPE, caller.space(), one.person())).orElse(null);
            if (person != null) {
              json.record(field -> shown(field, person, one), SHOWN);
            }
          }
          json.endList();
          json.endObject();
        });
  }

  private static @Nullable Object shown(String field, Row person, Due due) {
    return OF_PERSONS.contains(field)
        ? person.get(field)
        : field.equals("RuleID") ? due.rule() : due.lastActivity();
  }

  private static ObjectKey key(String id, Caller caller) {
    return ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
  }
}
