package org.itr.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.Ids;
import org.itr.mail.MailCommand.RetryMail;
import org.itr.mail.ParkedMailTable.Parked;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What was given up after its event was stored, to be tried again when the reason is mended. */
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
  private final CommandSender commands;

  ParkedController(ParkedMailTable parked, CommandSender commands) {
    this.parked = parked;
    this.commands = commands;
  }

  @GetMapping("/api/projections/parked")
  Answer list() {
    List<Row> rows = parked.all().stream().map(ParkedController::row).toList();
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

  @PostMapping("/api/projections/parked/{id}/retry")
  Answer retry(@PathVariable String id, Caller caller) {
    UUID parkedId = Ids.inPath("The ID", id);
    Parked mail =
        parked
            .find(parkedId)
            .orElseThrow(
                () -> new Refusal(Refusal.Reason.NOT_FOUND, "This mail is no longer parked"));
    commands.send(new RetryMail(mail.mail(), parkedId), caller.metaData());
    return Answer.OK;
  }
}
