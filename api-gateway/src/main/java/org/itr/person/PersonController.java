package org.itr.person;

import java.time.Clock;
import java.util.List;
import java.util.Map;
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
import org.itr.login.Logins;
import org.itr.login.PasswordVault;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.person.PersonCommand.NoteTestTaken;
import org.itr.person.PersonCommand.SavePerson;
import org.itr.privacy.PrivacyCommand.Cause;
import org.itr.privacy.PrivacyCommand.Erase;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Persons: consultants manage them, candidates see their own record. */
@Controller
class PersonController {

  private static final ObjectType TYPE = Persons.TYPE;

  private final Listing listing;
  private final Finder finder;
  private final UnusedPersonErasure unused;
  private final PasswordVault passwords;
  private final CommandSender commands;
  private final Clock clock;

  PersonController(
      Listing listing,
      Finder finder,
      UnusedPersonErasure unused,
      PasswordVault passwords,
      CommandSender commands,
      Clock clock) {
    this.listing = listing;
    this.finder = finder;
    this.unused = unused;
    this.passwords = passwords;
    this.commands = commands;
    this.clock = clock;
  }

  @GetMapping("/api/persons")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  @GetMapping("/api/persons/{id}")
  Answer get(@PathVariable String id, Caller caller, AsOf asOf) {
    ObjectKey key = ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
    checkOwn(key, caller);
    Row row = finder.existing(key, caller, asOf);
    return Answer.json(json -> json.object(TYPE, row));
  }

  @GetMapping("/api/persons/{id}/password")
  Answer password(@PathVariable String id, Caller caller) {
    ObjectKey key = ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
    finder.existing(key, caller);
    String password =
        passwords
            .readPassword(ObjectKey.of(Logins.TYPE, key.space(), key.uuid()))
            .map(Secret::value)
            .orElse("");
    Row row = field -> password;
    return Answer.json(json -> json.record(row, List.of("Password")));
  }

  @PostMapping("/api/persons/{id}")
  Answer save(@PathVariable String id, Copy copy, Caller caller, Body body) {
    UUID uuid = Ids.inPath("ID", id);
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), uuid);
    Map<String, Object> fields = body.fields(TYPE);
    Secret password = password(fields.remove("Password"));
    if (caller.isPureCandidate()) {
      checkOwn(key, caller);
      commands.send(new NoteTestTaken(key, fields), caller.metaData());
    } else {
      finder.claim(key, caller, fields);
      commands.send(new SavePerson(key, password, fields), caller.metaData());
    }
    return Answer.OK;
  }

  private static @Nullable Secret password(@Nullable Object sent) {
    return sent instanceof String text && !text.isEmpty() ? new Secret(text) : null;
  }

  @DeleteMapping("/api/persons/{id}")
  Answer remove(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    finder.existing(key, caller);
    commands.send(
        new Erase(key, UUID.randomUUID(), clock.instant(), Cause.REQUEST), caller.metaData());
    return Answer.OK;
  }

  /** Removes the persons that no session and no session test is about. */
  @PostMapping("/api/persons/deleteunused")
  Answer removeUnused(Caller caller) {
    unused.erase(caller.space(), caller.ownerSeen(), caller.metaData());
    return Answer.OK;
  }

  private static void checkOwn(ObjectKey key, Caller caller) {
    if (caller.isPureCandidate() && !key.uuid().equals(caller.user())) {
      throw Refusal.notFound(key);
    }
  }
}
