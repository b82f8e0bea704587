package org.itr.privacy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.WireWriter;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.person.PersonCommand.HandOutPersonData;
import org.itr.person.Persons;
import org.itr.privacy.PrivacyCommand.Cause;
import org.itr.privacy.PrivacyCommand.Erase;
import org.itr.proof.SealKey;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Hands out all that is known of a person, erases persons, and gives the receipts. */
@Controller
class PrivacyController {

  private static final ObjectType RECEIPTS = ErasureReceipts.TYPE;
  private static final String IS_GENUINE = "SignatureIsValid";

  private static final List<String> SHOWN =
      List.of(
          "ID", "CompanyID", "CreateDate", "UserID", "Cause", "Document", "Signature", IS_GENUINE);

  private final Finder finder;
  private final Views views;
  private final PersonArchive archive;
  private final CommandSender commands;
  private final SealKey key;
  private final Clock clock;

  PrivacyController(
      Finder finder,
      Views views,
      PersonArchive archive,
      CommandSender commands,
      SealKey key,
      Clock clock) {
    this.finder = finder;
    this.views = views;
    this.archive = archive;
    this.commands = commands;
    this.key = key;
    this.clock = clock;
  }

  /**
   * That it is handed out is told first: a caller who breaks off has had a part of it. Who asks for
   * the head alone is handed nothing.
   */
  @GetMapping("/api/privacy/persons/{id}/archive")
  Answer archive(@PathVariable String id, Caller caller, HttpServletRequest request) {
    ObjectKey person = person(id, caller);
    boolean isHead = "HEAD".equals(request.getMethod());
    if (!isHead) {
      commands.send(new HandOutPersonData(person), caller.metaData());
    }
    return Answer.download(
        "application/zip",
        "person-" + person.id() + ".zip",
        out -> {
          if (!isHead) {
            archive.write(person, out);
          }
        });
  }

  @DeleteMapping("/api/privacy/persons/{id}")
  Answer erase(@PathVariable String id, Caller caller) {
    ObjectKey person = person(id, caller);
    UUID receipt = UUID.randomUUID();
    commands.send(new Erase(person, receipt, clock.instant(), Cause.REQUEST), caller.metaData());
    return receipt(receipt.toString(), caller);
  }

  private ObjectKey person(String id, Caller caller) {
    ObjectKey person = ObjectKey.of(Persons.TYPE, caller.space(), Ids.inPath("ID", id));
    finder.existing(person, caller);
    return person;
  }

  @GetMapping("/api/privacy/receipts")
  Answer receipts(ListHeaders headers, Caller caller) {
    return Answer.json(
        json -> {
          json.startList();
          views.list(
              headers.request(RECEIPTS, caller.space(), null, List.of()), row -> write(row, json));
          json.endList();
        });
  }

  @GetMapping("/api/privacy/receipts/{id}")
  Answer receipt(@PathVariable String id, Caller caller) {
    Row row = finder.existing(ObjectKey.of(RECEIPTS, caller.space(), Ids.inPath("ID", id)), caller);
    return Answer.json(json -> write(row, json));
  }

  private void write(Row receipt, WireWriter json) {
    boolean isGenuine = Receipt.of(receipt).isGenuine(key.publicKeys());
    try {
      json.record(field -> field.equals(IS_GENUINE) ? isGenuine : receipt.get(field), SHOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
