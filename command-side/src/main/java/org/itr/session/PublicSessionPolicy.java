package org.itr.session;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.SessionCommand.TakePart;
import org.itr.store.ObjectLocks;
import org.itr.token.TokenEvent.TokenEnded;
import org.itr.token.TokenEvent.TokenMoved;
import org.itr.token.TokenService;
import org.springframework.stereotype.Component;

/**
 * Gives a participant of a public session an own one, which goes with the token unless it is done.
 */
@Component
@ProcessingGroup("policies")
class PublicSessionPolicy {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern(" yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Views views;
  private final ObjectLocks locks;
  private final CommandGateway commands;
  private final SessionCopies copies;
  private final TokenService tokens;
  private final Clock clock;

  PublicSessionPolicy(
      Views views,
      ObjectLocks locks,
      CommandGateway commands,
      SessionCopies copies,
      TokenService tokens,
      Clock clock) {
    this.views = views;
    this.locks = locks;
    this.commands = commands;
    this.copies = copies;
    this.tokens = tokens;
    this.clock = clock;
  }

  @CommandHandler
  void decide(TakePart command) {
    Row session =
        locks
            .held(command.publicSession())
            .filter(PublicSessions::isPublic)
            .filter(row -> row.flag("Active"))
            .orElseThrow(() -> Refusal.notFound(command.publicSession()));
    ObjectKey own =
        ObjectKey.of(Sessions.TYPE, command.publicSession().space(), command.participant());
    if (!tokens.keepUntilCommit(command.participant())) {
      // It would never be taken away again.
      throw new Refusal(Refusal.Reason.NOT_FOUND, "Invalid or expired token");
    }
    if (views.find(own).isPresent()) {
      return;
    }
    boolean ofGroup = !session.uuid("GroupSessionID").equals(Space.MASTER.id());
    copies.plan(
        session,
        own,
        session.uuid("PersonID"),
        Map.of(
            "SessionType",
            PublicSessions.PARTICIPATION,
            "GroupSessionID",
            session.uuid(ofGroup ? "GroupSessionID" : "ID").toString(),
            "Description",
            stamped(session.text("Description")),
            "ShortLoginCode",
            session.text("ShortLoginCode")));
  }

  private String stamped(String description) {
    String stamp = STAMP.format(clock.instant());
    int room = Sessions.TYPE.field("Description").maxLength() - stamp.length();
    int length = description.codePointCount(0, description.length());
    int end = description.offsetByCodePoints(0, Math.min(room, length));
    return description.substring(0, end) + stamp;
  }

  @EventHandler
  void react(TokenEnded event) {
    leave(event.companyId(), event.target().uuid());
  }

  @EventHandler
  void react(TokenMoved event) {
    if (event.delta().before("CompanyID") instanceof String company) {
      leave(UUID.fromString(company), event.target().uuid());
    }
  }

  private void leave(UUID company, UUID participant) {
    ObjectKey own = ObjectKey.of(Sessions.TYPE, Space.of(company), participant);
    views
        .find(own)
        .filter(row -> row.number("SessionType") == PublicSessions.PARTICIPATION)
        .filter(row -> row.number("Status") < SessionStatus.DONE)
        .ifPresent(row -> commands.sendAndWait(new RemoveSession(own)));
  }
}
