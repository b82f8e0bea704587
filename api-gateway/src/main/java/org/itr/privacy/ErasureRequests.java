package org.itr.privacy;

import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.itr.company.Companies;
import org.itr.event.Actors;
import org.itr.http.WireWriter;
import org.itr.job.JobRequest;
import org.itr.job.JobTaker;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.privacy.PrivacyCommand.Cause;
import org.itr.privacy.PrivacyCommand.Erase;
import org.itr.session.Sessions;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Component;

/**
 * Erases persons for a command of the shell, and tells before whom that would be. The receipt has
 * the ID of the request, so that a request that is taken up twice erases once.
 */
@Component
class ErasureRequests implements JobTaker {

  static final String PREVIEW = "ERASURE_PREVIEW";
  static final String ERASURE = "ERASURE";

  private final Views views;
  private final CommandSender commands;
  private final Clock clock;

  ErasureRequests(Views views, CommandSender commands, Clock clock) {
    this.views = views;
    this.commands = commands;
    this.clock = clock;
  }

  @Override
  public Set<String> kinds() {
    return Set.of(PREVIEW, ERASURE);
  }

  @Override
  public UUID begin(JobRequest request) {
    if (request.kind().equals(ERASURE) && receipt(request).isEmpty()) {
      company(request);
      ObjectKey person = person(request);
      commands.send(
          new Erase(person, request.id(), clock.instant(), Cause.COMMAND_LINE),
          Actors.system(person.space()));
    }
    return request.id();
  }

  @Override
  public boolean tell(JobRequest request, WireWriter json) throws IOException {
    json.startObject();
    json.part("State", JobRequest.FINISHED);
    if (request.kind().equals(ERASURE)) {
      Receipt receipt = Receipt.of(receipt(request).orElseThrow());
      json.part("Document", receipt.document());
      json.part("Signature", receipt.signature());
    } else {
      Row company = company(request);
      ObjectKey person = person(request);
      json.part("CompanyName", company.text("CompanyName"));
      json.part("Sessions", views.countBy(Sessions.TYPE, person.space(), "PersonID", person.id()));
    }
    json.endObject();
    return true;
  }

  private Optional<Row> receipt(JobRequest request) {
    return views.find(ObjectKey.of(ErasureReceipts.TYPE, space(request), request.id()));
  }

  private Row company(JobRequest request) {
    Space space = space(request);
    return views
        .find(ObjectKey.of(Companies.TYPE, Space.MASTER, space.id()))
        .orElseThrow(
            () -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no company " + space.id() + "."));
  }

  private ObjectKey person(JobRequest request) {
    ObjectKey person =
        ObjectKey.of(Persons.TYPE, space(request), Objects.requireNonNull(request.person()));
    if (views.find(person).isEmpty()) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "The company has no person " + person.id() + ".");
    }
    return person;
  }

  private static Space space(JobRequest request) {
    return Space.of(Objects.requireNonNull(request.company()));
  }
}
