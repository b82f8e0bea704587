package org.itr.privacy;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.itr.audit.AuditEvent.AuditNoteAdded;
import org.itr.audit.AuditTrail;
import org.itr.audit.HistoryView;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.event.DomainEvent;
import org.itr.event.EventTypes;
import org.itr.event.History;
import org.itr.event.MetaDataKeys;
import org.itr.file.FileCommand.RemoveFiles;
import org.itr.file.FileContents;
import org.itr.file.FileEvent.FileStored;
import org.itr.file.FileFolder;
import org.itr.file.StoredFiles;
import org.itr.login.Logins;
import org.itr.mail.Outbox;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.PersonCommand.ErasePerson;
import org.itr.person.Persons;
import org.itr.privacy.DuePersons.Terms;
import org.itr.privacy.PrivacyCommand.Cause;
import org.itr.privacy.PrivacyCommand.Erase;
import org.itr.privacy.PrivacyCommand.EraseIfDue;
import org.itr.privacy.PrivacyCommand.IssueReceipt;
import org.itr.proof.SealKey;
import org.itr.record.GeneratedReports;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTests;
import org.itr.store.ObjectLocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Erases persons in one transaction: everything that belongs to them is removed, including files,
 * the keys to their data in history are destroyed, and a signed receipt states what was removed and
 * what is kept, without naming anybody.
 */
@Component
class Erasure {

  private static final String EVENTS_KEPT =
      "History must remain verifiable: it keeps what happened, when, by which user and from which"
          + " address; nobody can read its personal data any more";
  private static final String USAGES_KEPT =
      "Bills must remain correct; the names in them were removed";
  private static final String RESULTS_KEPT =
      "Results are kept for research; personal data in them was removed";
  private static final String FILE_NAMES_KEPT =
      "History identifies files by their names, which stay readable; the files themselves were"
          + " removed";
  private static final String NOTES_KEPT =
      "Notes that users wrote into the audit trail are not changed";

  private final PersonObjects objects;
  private final Traces traces;
  private final DuePersons duePersons;
  private final Views views;
  private final ObjectLocks locks;
  private final History history;
  private final Outbox outbox;
  private final FileContents contents;
  private final CommandGateway commands;
  private final SealKey key;

  Erasure(
      PersonObjects objects,
      Traces traces,
      DuePersons duePersons,
      Views views,
      ObjectLocks locks,
      History history,
      Outbox outbox,
      FileContents contents,
      CommandGateway commands,
      SealKey key) {
    this.objects = objects;
    this.traces = traces;
    this.duePersons = duePersons;
    this.views = views;
    this.locks = locks;
    this.history = history;
    this.outbox = outbox;
    this.contents = contents;
    this.commands = commands;
    this.key = key;
  }

  @CommandHandler
  void decide(Erase command, @MetaDataValue(MetaDataKeys.USER) @Nullable String user) {
    if (locks.held(command.person()).isEmpty()) {
      throw Refusal.notFound(command.person());
    }
    erase(command, null, user);
  }

  @CommandHandler
  boolean decide(EraseIfDue command, @MetaDataValue(MetaDataKeys.USER) @Nullable String user) {
    ObjectKey person = command.person();
    Row rule = views.find(command.rule()).filter(row -> row.flag("Active")).orElse(null);
    boolean isDue =
        rule != null
            && locks.held(person).isPresent()
            && duePersons.includes(person.space(), Terms.of(rule), command.at(), person.uuid());
    if (isDue) {
      erase(
          new Erase(person, command.receipt(), command.at(), Cause.RETENTION),
          command.rule(),
          user);
    }
    return isDue;
  }

  private void erase(Erase command, @Nullable ObjectKey rule, @Nullable String user) {
    ObjectKey person = command.person();
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("receipt", command.receipt().toString());
    receipt.put("company", person.space().id().toString());
    receipt.put("erasedAt", command.at().truncatedTo(ChronoUnit.MICROS).toString());
    receipt.put("erasedBy", user);
    receipt.put("cause", command.cause().name());
    if (rule != null) {
      receipt.put("rule", rule.id());
    }
    List<ObjectKey> theirs = objects.all(person);
    theirs.forEach(locks::hold);
    List<UUID> subjects = new ArrayList<>(objects.of(person));
    subjects.add(person.uuid());
    receipt.put("removed", removed(person, theirs, subjects));
    receipt.put("keysDestroyed", subjects.size());
    receipt.put("kept", kept(person.space(), theirs, subjects));
    receipt.put("position", history.here().toString());
    removeFiles(person.space(), theirs);
    commands.sendAndWait(new ErasePerson(person));
    issue(command, user, Receipt.sign(Json.write(receipt), key));
  }

  private Map<String, Object> removed(
      ObjectKey person, List<ObjectKey> theirs, List<UUID> subjects) {
    Space space = person.space();
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("persons", 1);
    counts.put("logins", count(theirs, Logins.TYPE));
    counts.put("sessions", count(theirs, Sessions.TYPE));
    counts.put("sessionTests", count(theirs, SessionTests.TYPE));
    counts.put("reports", reports(space, theirs));
    counts.put("files", ids(theirs).mapToLong(object -> files(space, object).size()).sum());
    counts.put(
        "mailsNotSent",
        subjects.stream().mapToLong(subject -> outbox.waitingAbout(space, subject)).sum());
    return counts;
  }

  /** How many of the objects of a type are there still. */
  private long count(List<ObjectKey> theirs, ObjectType type) {
    return theirs.stream()
        .filter(object -> object.objectType().equals(type) && views.find(object).isPresent())
        .count();
  }

  private long reports(Space space, List<ObjectKey> theirs) {
    return theirs.stream()
        .filter(
            object ->
                List.of(Persons.TYPE, Sessions.TYPE, SessionTests.TYPE)
                    .contains(object.objectType()))
        .mapToLong(
            object -> views.countBy(GeneratedReports.TYPE, space, "LinkedObjectID", object.id()))
        .sum();
  }

  /** A person and the person's account have the same ID. */
  private static Stream<UUID> ids(List<ObjectKey> theirs) {
    return theirs.stream().map(ObjectKey::uuid).distinct();
  }

  private List<Row> files(Space space, UUID object) {
    return views.findBy(StoredFiles.TYPE, space, "ObjectID", object);
  }

  private List<Map<String, Object>> kept(Space space, List<ObjectKey> theirs, List<UUID> subjects) {
    List<Map<String, Object>> kept = new ArrayList<>();
    kept.add(kept("events", about(AuditTrail.TYPE, space, subjects), EVENTS_KEPT));
    kept.add(kept("creditUsages", about(CreditUsages.TYPE, space, subjects), USAGES_KEPT));
    kept.add(kept("gatheredResults", about(DataGathering.TYPE, space, subjects), RESULTS_KEPT));
    kept.add(kept("fileNames", told(FileStored.class, space, ids(theirs)), FILE_NAMES_KEPT));
    kept.add(kept("notes", told(AuditNoteAdded.class, space, notable(theirs)), NOTES_KEPT));
    kept.removeIf(one -> one.get("count").equals(0L));
    return kept;
  }

  private static Map<String, Object> kept(String what, long count, String why) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("what", what);
    kept.put("count", count);
    kept.put("why", why);
    return kept;
  }

  private long about(ObjectType type, Space space, List<UUID> subjects) {
    return subjects.stream().mapToLong(subject -> traces.count(type, space, subject)).sum();
  }

  /** What users write notes about. */
  private static Stream<UUID> notable(List<ObjectKey> theirs) {
    return theirs.stream()
        .filter(object -> List.of(Persons.TYPE, Sessions.TYPE).contains(object.objectType()))
        .map(ObjectKey::uuid);
  }

  /** How many events of a type history has about objects. */
  private long told(Class<? extends DomainEvent> type, Space space, Stream<UUID> objectIds) {
    String name = EventTypes.declaration(type).name();
    return views
        .findBy(HistoryView.TYPE, space, Map.of("ObjectID", objectIds.toList(), "EventType", name))
        .size();
  }

  private void removeFiles(Space space, List<ObjectKey> theirs) {
    TreeSet<String> hashes = new TreeSet<>();
    ids(theirs)
        .forEach(
            object -> {
              files(space, object).forEach(file -> hashes.add(file.text("SHA256")));
              commands.sendAndWait(new RemoveFiles(new FileFolder(space, object), null));
            });
    hashes.forEach(contents::removeUnheld);
  }

  private void issue(Erase command, @Nullable String user, Receipt receipt) {
    Space space = command.person().space();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("CompanyID", space.id().toString());
    fields.put("CreateDate", command.at().truncatedTo(ChronoUnit.MICROS).toString());
    fields.put("UserID", isUuid(user) ? user : Space.MASTER.id().toString());
    fields.put("Cause", command.cause().name());
    fields.put("Document", receipt.document());
    fields.put("Signature", receipt.signature());
    commands.sendAndWait(
        new IssueReceipt(ObjectKey.of(ErasureReceipts.TYPE, space, command.receipt()), fields));
  }

  /** The server itself has a name instead. */
  private static boolean isUuid(@Nullable String user) {
    try {
      return user != null && UUID.fromString(user).toString().equals(user);
    } catch (IllegalArgumentException name) {
      return false;
    }
  }
}
