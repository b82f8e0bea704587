package org.itr.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.itr.audit.AuditTrail;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.event.DomainEvent;
import org.itr.event.EventTypes;
import org.itr.event.MetaDataKeys;
import org.itr.file.FileContents;
import org.itr.file.StoredFiles;
import org.itr.http.WireWriter;
import org.itr.login.Logins;
import org.itr.objecttype.Change;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.person.Persons;
import org.itr.privacy.PersonData.Collected;
import org.itr.record.GeneratedReports;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Everything about a person as one ZIP file: a JSON file for each kind of data, the person's files,
 * and a page for people. It is written as it is made.
 */
@Component
class PersonArchive {

  /** The JSON files with what is there, in the order of the archive. */
  private static final Map<String, ObjectType> FILES = new LinkedHashMap<>();

  static {
    FILES.put("person", Persons.TYPE);
    FILES.put("login", Logins.TYPE);
    FILES.put("sessions", Sessions.TYPE);
    FILES.put("session-tests", SessionTests.TYPE);
    FILES.put("reports", GeneratedReports.TYPE);
    FILES.put("credit-usages", CreditUsages.TYPE);
    FILES.put("gathered-results", DataGathering.TYPE);
    FILES.put("files", StoredFiles.TYPE);
    FILES.put("audit-trail", AuditTrail.TYPE);
  }

  private static final Set<String> SECRETS = Set.of("APIKey");

  private final PersonData data;
  private final FileContents contents;
  private final Clock clock;

  PersonArchive(PersonData data, FileContents contents, Clock clock) {
    this.data = data;
    this.contents = contents;
    this.clock = clock;
  }

  /** Whether a field gives access rather than tells of the person. */
  static boolean isSecret(String field) {
    return SECRETS.contains(field);
  }

  /** Writes the archive of a person. */
  void write(ObjectKey person, OutputStream out) throws IOException {
    Collected collected = data.collect(person);
    String folder = "person-" + person.id() + "/";
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry(folder + "index.html"));
      Writer page = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
      new PersonPage(page, collected, clock.instant()).write();
      page.flush();
      for (Map.Entry<String, ObjectType> file : FILES.entrySet()) {
        zip.putNextEntry(new ZipEntry(folder + file.getKey() + ".json"));
        writeRows(file.getValue(), collected.of(file.getValue()), zip);
      }
      zip.putNextEntry(new ZipEntry(folder + "mails.json"));
      writeEvents(collected.mails(), zip);
      zip.putNextEntry(new ZipEntry(folder + "history.json"));
      writeEvents(collected.events(), zip);
      for (Row file : collected.of(StoredFiles.TYPE)) {
        zip.putNextEntry(new ZipEntry(folder + "files/" + file.text("ID")));
        try (InputStream bytes = contents.open(file.text("SHA256"), file.number("Size"))) {
          bytes.transferTo(zip);
        }
      }
    }
  }

  private static void writeRows(ObjectType type, List<Row> rows, OutputStream out)
      throws IOException {
    WireWriter json = new WireWriter(out);
    json.startList();
    for (Row row : rows) {
      json.object(type, row, field -> !isSecret(field.name()));
    }
    json.endList();
    json.close();
  }

  private static void writeEvents(List<TrackedEventMessage<?>> events, OutputStream out)
      throws IOException {
    String separator = "[";
    for (TrackedEventMessage<?> event : events) {
      out.write((separator + Json.write(told(event))).getBytes(StandardCharsets.UTF_8));
      separator = ",\n";
    }
    out.write((events.isEmpty() ? "[]" : "]").getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> told(TrackedEventMessage<?> message) {
    DomainEvent event = (DomainEvent) message.getPayload();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("At", message.getTimestamp().toString());
    told.put("Event", EventTypes.declaration(event.getClass()).name());
    told.put("Meaning", EventTypes.declaration(event.getClass()).meaning());
    told.put("Object", event.target().toString());
    told.put("User", message.getMetaData().get(MetaDataKeys.USER));
    told.put("Address", message.getMetaData().get(MetaDataKeys.ADDRESS));
    told.put("Browser", message.getMetaData().get(MetaDataKeys.BROWSER));
    Map<String, Object> changes = new LinkedHashMap<>();
    event.delta().forEach((field, change) -> changes.put(field, told(change)));
    told.put("Changes", changes);
    return told;
  }

  private static @Nullable Object told(Change change) {
    if (change instanceof Change.Parts parts) {
      Map<String, Object> byPointer = new LinkedHashMap<>();
      parts.byPointer().forEach((pointer, value) -> byPointer.put(pointer, told(value)));
      return byPointer;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    Change.Value value = (Change.Value) change;
    if (value.hasBefore()) {
      told.put("Before", value.before());
    }
    if (value.hasAfter()) {
      told.put("After", value.after());
    }
    return told;
  }
}
