package org.itr.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.itr.access.AccessEvent.CallRefused;
import org.itr.access.AccessEvent.ResultsRead;
import org.itr.audit.AuditCommand.AddAuditNote;
import org.itr.audit.AuditCommand.HideAuditEntry;
import org.itr.event.EventTypes;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ListRequest.Operator;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.session.Sessions;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The audit trail: it is read, noted in, and hidden from, but never changed. */
@Controller
class AuditController {

  private static final ObjectType TYPE = AuditTrail.TYPE;
  private static final Pattern TYPE_NUMBER = Pattern.compile("[0-9]{1,9}");

  /** Refused calls and reads are for auditors: HistoryController. */
  private static final List<Condition> CHANGES =
      Stream.of(CallRefused.class, ResultsRead.class)
          .map(
              event ->
                  new Condition(
                      TYPE.field("EventType"),
                      List.of(
                          new Comparison(
                              Operator.NOT_EQUAL, EventTypes.declaration(event).name()))))
          .toList();

  private final Listing listing;
  private final Finder finder;
  private final CommandSender commands;

  AuditController(Listing listing, Finder finder, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.commands = commands;
  }

  @GetMapping("/api/audittrail")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(TYPE, headers, copy, caller, CHANGES);
  }

  @GetMapping("/api/audittrail/object/{id}")
  Answer ofObject(@PathVariable String id, ListHeaders headers, Copy copy, Caller caller) {
    return listed("ObjectID", Ids.inPath("ObjectID", id).toString(), headers, copy, caller);
  }

  @GetMapping("/api/audittrail/session/{id}")
  Answer ofSession(@PathVariable String id, ListHeaders headers, Copy copy, Caller caller) {
    ObjectKey session = ObjectKey.of(Sessions.TYPE, caller.space(), Ids.inPath("SessionID", id));
    finder.find(session, caller);
    return listed("SessionID", session.id(), headers, copy, caller);
  }

  @GetMapping("/api/audittrail/objecttype/{number}")
  Answer ofType(@PathVariable String number, ListHeaders headers, Copy copy, Caller caller) {
    if (!TYPE_NUMBER.matcher(number).matches()) {
      throw new InvalidInput("ObjectType must be a whole number");
    }
    return listed("ObjectType", Long.valueOf(number), headers, copy, caller);
  }

  private Answer listed(String field, Object value, ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(
        TYPE,
        headers,
        copy,
        caller,
        Stream.concat(Stream.of(Condition.equal(TYPE.field(field), value)), CHANGES.stream())
            .toList());
  }

  @GetMapping("/api/audittrail/{id}")
  Answer get(@PathVariable String id, Copy copy, Caller caller, AsOf asOf) {
    Row row = finder.read(TYPE, Ids.inPath("ID", id), copy, caller, asOf);
    return Answer.json(json -> json.object(TYPE, row));
  }

  /** Adds a note. Who, when and for which company is the server's to say. */
  @PostMapping("/api/audittrail/{id}")
  Answer note(@PathVariable String id, Copy copy, Caller caller, Body body) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    Map<String, Object> fields = body.fields(TYPE);
    Optional<Row> before = finder.find(key, caller);
    if (before.isPresent()) {
      if (isSame(before.get(), fields, caller)) {
        return Answer.OK;
      }
      throw new Refusal(Refusal.Reason.CONFLICT, "Entries of the audit trail cannot be changed");
    }
    commands.send(new AddAuditNote(key, fields), caller.metaData());
    return Answer.OK;
  }

  /** Whether a note comes a second time, from a caller who did not hear that it arrived. */
  private static boolean isSame(Row row, Map<String, Object> fields, Caller caller) {
    return row.uuid("UserID").equals(caller.user())
        && row.text("AuditMessage").equals(String.valueOf(fields.getOrDefault("AuditMessage", "")))
        && row.text("NewData").equals(String.valueOf(fields.getOrDefault("NewData", "")));
  }

  @DeleteMapping("/api/audittrail/{id}")
  Answer hide(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    finder.existing(key, caller);
    commands.send(new HideAuditEntry(key), caller.metaData());
    return Answer.OK;
  }
}
