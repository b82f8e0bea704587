package org.itr.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.itr.access.AccessNotes;
import org.itr.company.Companies;
import org.itr.credit.CreditGrants;
import org.itr.datagathering.DataGathering;
import org.itr.event.History;
import org.itr.event.RecordedEvent;
import org.itr.export.CsvFile;
import org.itr.file.StoredFiles;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Page;
import org.itr.http.Scope;
import org.itr.http.WireWriter;
import org.itr.objecttype.Documents;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Json;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.objecttype.PastViews;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.sessiontest.BilledResults;
import org.itr.token.Tokens;
import org.itr.view.ObjectHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** History for auditors: search, export, and the history of single objects. */
@Controller
class HistoryController {

  private static final ObjectType TYPE = HistoryView.TYPE;
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}");

  private final Views views;
  private final PastViews past;
  private final History history;
  private final ObjectHistory objects;
  private final BilledResults billed;
  private final AccessNotes access;
  private final UserNames users;

  HistoryController(
      Views views,
      PastViews past,
      History history,
      ObjectHistory objects,
      BilledResults billed,
      AccessNotes access,
      UserNames users) {
    this.views = views;
    this.past = past;
    this.history = history;
    this.objects = objects;
    this.billed = billed;
    this.access = access;
    this.users = users;
  }

  @GetMapping("/api/history")
  Answer search(ListHeaders headers, Scope scope) {
    ListRequest request = HistorySearch.request(headers, scope);
    return Answer.json(
        json -> {
          EventStories stories = new EventStories(views, users);
          json.startList();
          views.list(request, row -> write(json, stories.told(row)));
          json.endList();
        });
  }

  private static void write(WireWriter json, Row row) {
    json.listRow(TYPE, row, sourceOf(row));
  }

  private static int sourceOf(Row row) {
    return row.uuid("CompanyID").equals(Space.MASTER.id())
        ? WireWriter.MASTER_COPY
        : WireWriter.COMPANY_COPY;
  }

  @GetMapping("/api/history/export/{format}")
  Answer export(@PathVariable String format, ListHeaders headers, Scope scope) {
    ListRequest request = HistorySearch.request(headers.withoutPages(), scope);
    return switch (format) {
      case "csv" ->
          Answer.download(CsvFile.MEDIA_TYPE, "history.csv", out -> writeCsv(request, out));
      case "jsonl" ->
          Answer.download(
              "application/jsonl;charset=utf-8",
              "history.jsonl",
              out -> {
                EventStories stories = new EventStories(views, users);
                try (WireWriter json = new WireWriter(out)) {
                  views.list(request, row -> write(json, stories.told(row)));
                }
              });
      default -> throw new InvalidInput("format must be csv or jsonl");
    };
  }

  private void writeCsv(ListRequest request, OutputStream out) throws IOException {
    EventStories stories = new EventStories(views, users);
    List<String> columns = TYPE.listFields().stream().map(Field::name).toList();
    CsvFile csv = new CsvFile(out, columns);
    views.list(
        request,
        row -> {
          Row told = stories.told(row);
          List<@Nullable Object> values = new ArrayList<>();
          columns.forEach(column -> values.add(told.get(column)));
          try {
            csv.row(values);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    csv.finish();
  }

  /**
   * All that the store has of an event, its JSON to the letter so that its hash can be made again.
   * A note is found by its own ID, too.
   */
  @GetMapping("/api/history/events/{event}")
  Answer event(@PathVariable String event, Scope scope, Caller caller) {
    UUID id = Ids.inPath("event", event);
    ObjectKey entry = ObjectKey.of(TYPE, scope.one(caller), id);
    if (!caller.isMaster() && views.find(entry).isEmpty()) {
      throw Refusal.notFound(entry);
    }
    // Whoever writes a note names its ID, and may name that of another company's event.
    Optional<RecordedEvent> note = first(ObjectKey.of(AuditTrail.TYPE, entry.space(), id));
    RecordedEvent recorded =
        note.or(() -> history.find(id)).orElseThrow(() -> Refusal.notFound(entry));
    noteReading(recorded.event().target(), caller);
    Map<String, @Nullable Object> told = new EventStories(views, users).head(recorded);
    told.put("Entity", recorded.event().target().type());
    told.put("ObjectID", recorded.event().target().id());
    told.put("CompanyID", recorded.event().target().space().id());
    told.put("Changes", EventStories.changes(recorded.event()));
    told.put("Aggregate", recorded.aggregate());
    told.put("AggregateType", recorded.aggregateType());
    told.put("PreviousHash", recorded.previousHash());
    told.put("Hash", recorded.hash());
    told.put("Payload", recorded.payload());
    told.put("MetaData", recorded.metadata());
    return Answer.json(json -> json.value(told));
  }

  private Optional<RecordedEvent> first(ObjectKey object) {
    List<RecordedEvent> first = new ArrayList<>();
    objects.read(
        object,
        recorded -> {
          first.add(recorded);
          return false;
        });
    return first.stream().findFirst();
  }

  @GetMapping("/api/history/{entity}/{id}")
  Answer versions(
      @PathVariable String entity, @PathVariable String id, Page page, Scope scope, Caller caller) {
    return versions(key(entity, id, scope, caller), page, caller);
  }

  /** The ID of a file has three parts. */
  @GetMapping("/api/history/files/{object}/{type}/{name}")
  Answer versionsOfFile(
      @PathVariable String object,
      @PathVariable String type,
      @PathVariable String name,
      Page page,
      Scope scope,
      Caller caller) {
    return versions(fileKey(object, type, name, scope, caller), page, caller);
  }

  private static ObjectKey fileKey(
      String object, String type, String name, Scope scope, Caller caller) {
    return StoredFiles.keyOf(scope.one(caller), Ids.inPath("object", object), type, name);
  }

  private Answer versions(ObjectKey key, Page page, Caller caller) {
    if (first(key).isEmpty()) {
      throw Refusal.notFound(key);
    }
    noteReading(key, caller);
    return Answer.json(
        json -> {
          EventStories stories = new EventStories(views, users);
          long[] version = {0};
          json.startList();
          objects.read(
              key,
              recorded -> {
                version[0]++;
                if (version[0] > page.offset()) {
                  write(json, version(version[0], recorded, stories, true));
                }
                return page.limit() < 0 || version[0] < page.offset() + page.limit();
              });
          json.endList();
        });
  }

  private static void write(WireWriter json, Map<String, @Nullable Object> told) {
    try {
      json.value(told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> version(
      long number, RecordedEvent recorded, EventStories stories, boolean withChanges) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("Version", number);
    told.putAll(stories.head(recorded));
    if (withChanges) {
      told.put("Changes", EventStories.changes(recorded.event()));
    }
    return told;
  }

  /** Two versions of an object side by side. */
  @GetMapping("/api/history/{entity}/{id}/{version}/{other}")
  Answer compare(
      @PathVariable String entity,
      @PathVariable String id,
      @PathVariable String version,
      @PathVariable String other,
      Scope scope,
      Caller caller) {
    return compare(key(entity, id, scope, caller), version, other, caller);
  }

  /** Two versions of a file side by side. */
  @GetMapping("/api/history/files/{object}/{type}/{name}/{version}/{other}")
  Answer compareFiles(
      @PathVariable String object,
      @PathVariable String type,
      @PathVariable String name,
      @PathVariable String version,
      @PathVariable String other,
      Scope scope,
      Caller caller) {
    return compare(fileKey(object, type, name, scope, caller), version, other, caller);
  }

  private Answer compare(ObjectKey key, String version, String other, Caller caller) {
    if (!past.keeps(key.objectType())) {
      throw new InvalidInput(
          "Versions of "
              + key.type()
              + " cannot be compared; each contains all that is known of it");
    }
    long left = number("version", version);
    long right = number("other", other);
    Map<Long, RecordedEvent> events = new HashMap<>();
    long[] count = {0};
    objects.read(
        key,
        recorded -> {
          count[0]++;
          if (count[0] == left || count[0] == right) {
            events.put(count[0], recorded);
          }
          return count[0] < Math.max(left, right);
        });
    for (long wanted : List.of(left, right)) {
      if (!events.containsKey(wanted)) {
        throw new Refusal(
            Refusal.Reason.NOT_FOUND,
            "There is no version " + wanted + " of this " + key.type() + " " + key.id());
      }
    }
    noteReading(key, caller);
    EventStories stories = new EventStories(views, users);
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("Left", version(left, events.get(left), stories, false));
    told.put("Right", version(right, events.get(right), stories, false));
    told.put(
        "Fields",
        sideBySide(key.objectType(), past.afterEvents(key, left), past.afterEvents(key, right)));
    return Answer.json(json -> json.value(told));
  }

  private static List<Map<String, @Nullable Object>> sideBySide(
      ObjectType type, Optional<Row> left, Optional<Row> right) {
    List<Map<String, @Nullable Object>> fields = new ArrayList<>();
    for (Field field : type.fields()) {
      if (field.isReturned()) {
        Object was = left.map(row -> row.get(field.name())).orElse(null);
        Object is = right.map(row -> row.get(field.name())).orElse(null);
        if (field.isJson() && was != null && is != null && !was.equals(is)) {
          Documents.difference(Json.parse(was.toString()), Json.parse(is.toString()))
              .forEach(
                  (part, value) ->
                      fields.add(pair(field.name(), part, value.before(), value.after(), true)));
        } else {
          boolean differs = was == null ? is != null : !was.equals(is);
          fields.add(pair(field.name(), "", was, is, differs));
        }
      }
    }
    return fields;
  }

  private static Map<String, @Nullable Object> pair(
      String field, String part, @Nullable Object left, @Nullable Object right, boolean differs) {
    Map<String, @Nullable Object> pair = new LinkedHashMap<>();
    pair.put("Field", field);
    pair.put("Part", part);
    pair.put("Left", left);
    pair.put("Right", right);
    pair.put("Differs", differs);
    return pair;
  }

  private static long number(String name, String text) {
    if (!VERSION.matcher(text).matches()) {
      throw new InvalidInput(name + " must be a version number");
    }
    return Long.parseLong(text);
  }

  /**
   * The object that a path names, if the caller may see its history. What exists once on the server
   * is its company's, and where it has none, the master users'.
   */
  private ObjectKey key(String entity, String id, Scope scope, Caller caller) {
    ObjectType type =
        ObjectTypes.find(entity)
            .filter(found -> !found.isView() && !found.equals(StoredFiles.TYPE))
            .orElseThrow(
                () -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no entity with that name"));
    boolean isNamed = type.field(type.key()).type() != FieldType.UUID;
    boolean isToken = type.equals(Tokens.TYPE);
    Space space = type.isServerWide() ? Space.MASTER : scope.one(caller);
    ObjectKey key =
        isNamed && !isToken
            ? ObjectKey.of(type, space, id)
            : ObjectKey.of(type, space, Ids.inPath("id", id));
    if (type.isServerWide() && !caller.isMaster() && !isOfCompany(key, caller.company())) {
      throw Refusal.notFound(key);
    }
    return key;
  }

  private boolean isOfCompany(ObjectKey key, UUID company) {
    ObjectType type = key.objectType();
    if (type.equals(Companies.TYPE)) {
      return key.uuid().equals(company);
    }
    if (type.equals(CreditGrants.TYPE)) {
      return objects.companyOfGrant(key).filter(company::equals).isPresent();
    }
    // A token says which company it was for when it was issued.
    return type.equals(Tokens.TYPE)
        && first(key)
            .filter(issued -> company.toString().equals(issued.event().delta().after("CompanyID")))
            .isPresent();
  }

  /** Who reads the history of results reads results; gathered ones are for researchers. */
  private void noteReading(ObjectKey key, Caller caller) {
    billed.checkHistory(key, caller);
    ObjectType type = key.objectType();
    if (type.equals(DataGathering.TYPE) && !caller.holds("IsResearcher")) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "Only researchers may read results gathered for research");
    }
    if (type.hasResults()) {
      access.resultsRead(key, null, caller);
    }
  }
}
