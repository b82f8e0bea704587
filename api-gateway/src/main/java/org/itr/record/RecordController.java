package org.itr.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The same four calls for every type of plain record, in the company's space or in the master
 * space.
 */
@Controller
@RequestMapping({
  "/api/batteries",
  "/api/educations",
  "/api/nationalities",
  "/api/organisations",
  "/api/groups",
  "/api/rightstemplates",
  "/api/reportdefinitions",
  "/api/screentemplates",
  "/api/tests"
})
class RecordController {

  /** What a test does not tell those who take it, when its definition is protected. */
  private static final Set<String> PROTECTED =
      Set.of(
          "norms",
          "documents",
          "scoreRules",
          "graphs",
          "ScoringScript",
          "BeforeNormingScript",
          "AfterNormingScript",
          "Pre360",
          "Per360",
          "Post360",
          "RequiredParsPerson",
          "RequiredParsSession",
          "RequiredParsGroup",
          "RequiredParsOrganisation");

  private final Listing listing;
  private final Finder finder;
  private final CommandSender commands;

  RecordController(Listing listing, Finder finder, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.commands = commands;
  }

  @GetMapping
  Answer list(ObjectType type, ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(type, headers, copy, caller, List.of());
  }

  @GetMapping("/{id}")
  Answer get(ObjectType type, @PathVariable String id, Copy copy, Caller caller, AsOf asOf) {
    Row row = finder.read(type, Ids.inPath("ID", id), copy, caller, asOf);
    boolean isProtected =
        type.equals(Tests.TYPE)
            && caller.isPureCandidate()
            && row.flag("TestDefinitionIsProtected");
    return Answer.json(
        json -> json.object(type, row, field -> !isProtected || !PROTECTED.contains(field.name())));
  }

  @PostMapping("/{id}")
  Answer save(ObjectType type, @PathVariable String id, Copy copy, Caller caller, Body body) {
    UUID uuid = Ids.inPath("ID", id);
    ObjectKey key = ObjectKey.of(type, copy.writeSpace(type, caller), uuid);
    Map<String, Object> fields = body.fields(type);
    finder.claim(key, caller, fields);
    commands.send(new SaveRecord(key, null, fields), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/{id}")
  Answer remove(ObjectType type, @PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = ObjectKey.of(type, copy.writeSpace(type, caller), Ids.inPath("ID", id));
    finder.existing(key, caller);
    commands.send(new RemoveRecord(key), caller.metaData());
    return Answer.OK;
  }
}
