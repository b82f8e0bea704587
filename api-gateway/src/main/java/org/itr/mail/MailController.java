package org.itr.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.access.AccessNotes;
import org.itr.http.Answer;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.HeaderText;
import org.itr.http.Ids;
import org.itr.login.Logins;
import org.itr.mail.Letter.Attachment;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.PublicSessions;
import org.itr.session.SessionCommand.SaveSession;
import org.itr.session.Sessions;
import org.itr.sessiontest.ResultsFile;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Mails that users send: what the mail server says is the answer. */
@Controller
class MailController {

  private static final String SUBJECT = "Subject";

  private final DirectMail mail;
  private final Finder finder;
  private final Views views;
  private final ResultsFile results;
  private final AccessNotes access;
  private final CommandSender commands;

  MailController(
      DirectMail mail,
      Finder finder,
      Views views,
      ResultsFile results,
      AccessNotes access,
      CommandSender commands) {
    this.mail = mail;
    this.finder = finder;
    this.views = views;
    this.results = results;
    this.access = access;
    this.commands = commands;
  }

  @PostMapping("/api/sendmail")
  Answer send(HttpServletRequest request, Copy copy, Caller caller, Body body) {
    Space space = copy.writeSpace(Mails.TYPE, caller);
    Map<String, Object> fields = body.fields(Mails.TYPE);
    Letter letter =
        new Letter(
            Addresses.recipients(text(fields, "To"), text(fields, "CC"), text(fields, "BCC")),
            Addresses.single("From", text(fields, "From")),
            Addresses.single("ReplyTo", text(fields, "ReplyTo")),
            oneLine(fields),
            text(fields, "Body"),
            List.of());
    @Nullable Row session = linkedSession(request, space, caller);
    mail.sendWithCopy(space, letter, session, caller.user(), caller.metaData());
    return Answer.OK;
  }

  /** The session that the mail is about; one that is not there yet does not keep the mail back. */
  private @Nullable Row linkedSession(HttpServletRequest request, Space space, Caller caller) {
    String id = HeaderText.of(request, "LinkedSessionId");
    return id.isEmpty()
        ? null
        : finder
            .find(ObjectKey.of(Sessions.TYPE, space, Ids.parse("LinkedSessionId", id)), caller)
            .orElse(null);
  }

  /**
   * Sends the results of a session to a consultant, who works with it from then on. Candidates do
   * so with their own sessions; whom else they name does not matter.
   */
  @PostMapping("/api/sendmailconsultant/{session}")
  Answer sendToConsultant(@PathVariable String session, Caller caller, Body body) {
    ObjectKey key = ObjectKey.of(Sessions.TYPE, caller.space(), Ids.inPath("ID", session));
    Row row = sessionOf(key, caller);
    Map<String, Object> fields = body.fields(Mails.TYPE);
    Row consultant = consultant(text(fields, "To"), caller);
    access.resultsRead(key, key.uuid(), caller);
    String file =
        results.of(
            key, open -> Boolean.TRUE.equals(commands.<Boolean>send(open, caller.metaData())));
    Letter letter =
        Letter.of(
                Addresses.recipients(consultant.text("Email"), "", ""),
                oneLine(fields),
                text(fields, "Body"))
            .with(new Attachment(ResultsFile.NAME, ResultsFile.TYPE, file));
    mail.send(caller.space(), letter, row, caller.user(), caller.metaData());
    commands.send(
        new SaveSession(key, Map.of("ManagedByUserID", consultant.text("ID"))), caller.metaData());
    return Answer.OK;
  }

  private Row sessionOf(ObjectKey key, Caller caller) {
    return Optional.of(finder.existing(key, caller))
        .filter(
            row ->
                !caller.isPureCandidate()
                    || PublicSessions.isOwn(row, caller.user(), caller.tokenSession()))
        .orElseThrow(() -> Refusal.notFound(key));
  }

  private Row consultant(String address, Caller caller) {
    UUID company = caller.company();
    List<Row> accounts = address.isBlank() ? List.of() : views.accounts(address.strip());
    return accounts.stream()
        .filter(login -> login.uuid("CompanyID").equals(company))
        .filter(login -> login.flag("Active"))
        .filter(login -> !Logins.isCandidate(login))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "No consultant of the company has the e-mail address in To"));
  }

  private static String oneLine(Map<String, Object> fields) {
    String subject = text(fields, SUBJECT);
    if (subject.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(SUBJECT + " must not contain line breaks or other control characters");
    }
    return subject;
  }

  private static String text(Map<String, Object> fields, String name) {
    Object value = fields.get(name);
    return value == null ? "" : value.toString();
  }
}
