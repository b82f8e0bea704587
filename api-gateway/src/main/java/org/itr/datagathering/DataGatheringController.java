package org.itr.datagathering;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.access.AccessNotes;
import org.itr.company.Companies;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Anonymised results, for researchers alone. */
@Controller
class DataGatheringController {

  private static final ObjectType TYPE = DataGathering.TYPE;

  private final Listing listing;
  private final Finder finder;
  private final AccessNotes access;
  private final CommandSender commands;

  DataGatheringController(
      Listing listing, Finder finder, AccessNotes access, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.access = access;
    this.commands = commands;
  }

  @GetMapping("/api/datagathering")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    access.resultsRead(ObjectKey.of(Companies.TYPE, Space.MASTER, caller.company()), null, caller);
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  @GetMapping("/api/datagathering/{id}")
  Answer get(@PathVariable String id, Copy copy, Caller caller, AsOf asOf) {
    UUID uuid = Ids.inPath("ID", id);
    Row row = finder.read(TYPE, uuid, copy, caller, asOf);
    access.resultsRead(ObjectKey.of(TYPE, copy.readSpace(TYPE, caller), uuid), null, caller);
    return Answer.json(json -> json.object(TYPE, row));
  }

  /**
   * What a researcher adds is about nobody on this server; its texts are encrypted under its own
   * id.
   */
  @PostMapping("/api/datagathering/{id}")
  Answer save(@PathVariable String id, Copy copy, Caller caller, Body body) {
    UUID uuid = Ids.inPath("ID", id);
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), uuid);
    Map<String, Object> fields = body.fields(TYPE);
    fields.put("CompanyID", key.space().id().toString());
    UUID subject = finder.find(key, caller).isPresent() ? null : uuid;
    commands.send(new SaveRecord(key, subject, fields), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/datagathering/{id}")
  Answer remove(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    finder.existing(key, caller);
    commands.send(new RemoveRecord(key), caller.metaData());
    return Answer.OK;
  }
}
