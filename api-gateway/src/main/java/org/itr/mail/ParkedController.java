package org.itr.mail;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.Ids;
import org.itr.mail.MailCommand.RetryMail;
import org.itr.mail.ParkedMailTable.Parked;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.privacy.FailedErasures;
import org.itr.privacy.FailedErasures.Failed;
import org.itr.privacy.Retention;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What the server gave up, to be tried again when the reason is mended: mails, and erasures that
 * retention rules ask for.
 */
@Controller
class ParkedController {

  private static final List<String> FIELDS =
      List.of(
          "ID",
          "Kind",
          "ObjectID",
          "CompanyID",
          "SessionID",
          "Purpose",
          "Attempts",
          "CreateDate",
          "ParkedAt",
          "Reason");

  private final ParkedMailTable parked;
  private final FailedErasures failed;
  private final Retention retention;
  private final CommandSender commands;

  ParkedController(
      ParkedMailTable parked, FailedErasures failed, Retention retention, CommandSender commands) {
    this.parked = parked;
    this.failed = failed;
    this.retention = retention;
    this.commands = commands;
  }

  @GetMapping("/api/projections/parked")
  Answer list() {
    List<Row> rows =
        Stream.concat(
                parked.all().stream().map(ParkedController::row),
                failed.all().stream().map(ParkedController::row))
            .sorted(Comparator.comparing((Row row) -> row.moment("ParkedAt")).reversed())
            .toList();
    return Answer.json(json -> json.records(rows, FIELDS));
  }

  private static Row row(Parked mail) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("ID", mail.id());
    row.put("Kind", "MAIL");
    row.put("ObjectID", mail.mail().uuid());
    row.put("CompanyID", mail.mail().space().id());
    row.put("SessionID", mail.session());
    row.put("Purpose", mail.purpose());
    row.put("Attempts", mail.attempts());
    row.put("CreateDate", mail.createdAt());
    row.put("ParkedAt", mail.parkedAt());
    row.put("Reason", mail.reason());
    return row::get;
  }

  private static Row row(Failed erasure) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("ID", erasure.id());
    row.put("Kind", "ERASURE");
    row.put("ObjectID", erasure.person().uuid());
    row.put("CompanyID", erasure.person().space().id());
    row.put("Purpose", "retention");
    row.put("Attempts", erasure.attempts());
    row.put("CreateDate", erasure.firstFailedAt());
    row.put("ParkedAt", erasure.lastFailedAt());
    row.put("Reason", erasure.reason());
    return row::get;
  }

  @PostMapping("/api/projections/parked/{id}/retry")
  Answer retry(@PathVariable String id, Caller caller) {
    UUID parkedId = Ids.inPath("The ID", id);
    Optional<Failed> erasure = failed.find(parkedId);
    if (erasure.isPresent()) {
      retry(erasure.get(), caller);
    } else {
      retryMail(parkedId, caller);
    }
    return Answer.OK;
  }

  private void retry(Failed erasure, Caller caller) {
    retention.retry(erasure, caller.metaData());
    failed
        .find(erasure.id())
        .ifPresent(
            again -> {
              throw new Refusal(
                  Refusal.Reason.CONFLICT, "The person could not be erased: " + again.reason());
            });
  }

  private void retryMail(UUID parkedId, Caller caller) {
    Parked mail =
        parked
            .find(parkedId)
            .orElseThrow(
                () -> new Refusal(Refusal.Reason.NOT_FOUND, "This mail is no longer parked"));
    commands.send(new RetryMail(mail.mail(), parkedId), caller.metaData());
  }
}
