package org.itr.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.access.AccessNotes;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.session.Sessions;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Reports made for a session, found by their own ID or by that of what they are linked to. */
@Controller
class GeneratedReportController {

  private static final ObjectType TYPE = GeneratedReports.TYPE;
  private static final String LINK = "LinkedObjectID";

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final CommandSender commands;
  private final AccessNotes access;

  GeneratedReportController(
      Listing listing, Finder finder, Views views, CommandSender commands, AccessNotes access) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.commands = commands;
    this.access = access;
  }

  @GetMapping("/api/generatedreports")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  @GetMapping("/api/generatedreports/{id}")
  Answer getOrList(@PathVariable String id, ListHeaders headers, Caller caller, AsOf asOf) {
    UUID uuid = Ids.inPath("ID", id);
    ObjectKey key = key(caller, uuid);
    Optional<Row> report =
        asOf.isNow() ? finder.find(key, caller) : Optional.of(finder.existing(key, caller, asOf));
    checkVisible(report.map(row -> row.uuid(LINK)).orElse(uuid), caller);
    return report
        .map(row -> read(row, caller))
        .orElseGet(
            () ->
                listing.ofCompany(
                    TYPE,
                    headers,
                    caller,
                    List.of(Condition.equal(TYPE.field(LINK), uuid.toString()))));
  }

  @GetMapping("/api/generatedreports/{linked}/{id}")
  Answer get(@PathVariable String linked, @PathVariable String id, Caller caller, AsOf asOf) {
    return read(linked(linked, id, caller, asOf), caller);
  }

  private Answer read(Row row, Caller caller) {
    access.resultsRead(key(caller, row.uuid("ID")), row.uuid(LINK), caller);
    return Answer.json(json -> json.object(TYPE, row));
  }

  @PostMapping("/api/generatedreports/{id}")
  Answer save(@PathVariable String id, Copy copy, Caller caller, Body body) {
    return save(Ids.inPath("ID", id), copy, caller, body.fields(TYPE));
  }

  @PostMapping("/api/generatedreports/{linked}/{id}")
  Answer saveLinked(
      @PathVariable String linked, @PathVariable String id, Copy copy, Caller caller, Body body) {
    Map<String, Object> fields = body.fields(TYPE);
    fields.put(LINK, Ids.inPath(LINK, linked).toString());
    return save(Ids.inPath("ID", id), copy, caller, fields);
  }

  private Answer save(UUID id, Copy copy, Caller caller, Map<String, Object> fields) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), id);
    Optional<Row> before = finder.find(key, caller);
    UUID linked =
        fields.get(LINK) instanceof String link
            ? UUID.fromString(link)
            : before.map(row -> row.uuid(LINK)).orElse(Space.MASTER.id());
    checkVisible(linked, caller);
    commands.send(new SaveRecord(key, person(linked, key), fields), caller.metaData());
    return Answer.OK;
  }

  /**
   * Checks that the session that reports are about is the caller's to see; what is linked to
   * something else, or to a session still to be saved, is everybody's.
   *
   * @throws org.itr.objecttype.Refusal when the session is not for this caller
   */
  private void checkVisible(UUID linked, Caller caller) {
    finder.find(ObjectKey.of(Sessions.TYPE, caller.space(), linked), caller);
  }

  /**
   * Whom a report is about: the person of its session, else whatever it is linked to stands for the
   * person.
   */
  private UUID person(UUID linked, ObjectKey report) {
    UUID none = Space.MASTER.id();
    UUID person =
        views
            .find(ObjectKey.of(Sessions.TYPE, report.space(), linked))
            .map(session -> session.uuid("PersonID"))
            .orElse(none);
    if (!person.equals(none)) {
      return person;
    }
    return linked.equals(none) ? report.uuid() : linked;
  }

  @DeleteMapping("/api/generatedreports/{id}")
  Answer remove(@PathVariable String id, Copy copy, Caller caller) {
    Space space = copy.writeSpace(TYPE, caller);
    ObjectKey key = ObjectKey.of(TYPE, space, Ids.inPath("ID", id));
    Optional<Row> report = finder.find(key, caller);
    checkVisible(report.map(row -> row.uuid(LINK)).orElse(key.uuid()), caller);
    if (report.isPresent()) {
      commands.send(new RemoveRecord(key), caller.metaData());
      return Answer.OK;
    }
    List<Row> linked = views.findBy(TYPE, space, LINK, key.id());
    if (linked.isEmpty()) {
      throw Refusal.notFound(key);
    }
    for (Row row : linked) {
      commands.send(new RemoveRecord(ObjectKey.of(TYPE, space, row.uuid("ID"))), caller.metaData());
    }
    return Answer.OK;
  }

  @DeleteMapping("/api/generatedreports/{linked}/{id}")
  Answer removeLinked(
      @PathVariable String linked, @PathVariable String id, Copy copy, Caller caller) {
    copy.writeSpace(TYPE, caller);
    Row row = linked(linked, id, caller, AsOf.NOW);
    commands.send(new RemoveRecord(key(caller, row.uuid("ID"))), caller.metaData());
    return Answer.OK;
  }

  private Row linked(String linked, String id, Caller caller, AsOf asOf) {
    UUID link = Ids.inPath(LINK, linked);
    checkVisible(link, caller);
    ObjectKey key = key(caller, Ids.inPath("ID", id));
    Row row = finder.existing(key, caller, asOf);
    if (!row.uuid(LINK).equals(link)) {
      throw Refusal.notFound(key);
    }
    return row;
  }

  private static ObjectKey key(Caller caller, UUID id) {
    return ObjectKey.of(TYPE, caller.space(), id);
  }
}
