package org.itr.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.event.Actors;
import org.itr.event.Failures;
import org.itr.event.WriteGate.WritesRefused;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Archived;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ListRequest.Operator;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.privacy.DuePersons.Due;
import org.itr.privacy.DuePersons.Terms;
import org.itr.privacy.FailedErasures.Failed;
import org.itr.privacy.PrivacyCommand.Cause;
import org.itr.privacy.PrivacyCommand.EraseIfDue;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Erases the persons who are due by the rules that are switched on. */
@Component
public class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int AT_A_TIME = 100;

  private final Views views;
  private final DuePersons duePersons;
  private final FailedErasures failed;
  private final CommandSender commands;
  private final Clock clock;

  /** Retention by the rules as the views show them. */
  public Retention(
      Views views,
      DuePersons duePersons,
      FailedErasures failed,
      CommandSender commands,
      Clock clock) {
    this.views = views;
    this.duePersons = duePersons;
    this.failed = failed;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Erases who is due, each person in a transaction of its own, and looks again before each:
   * whoever is not due any more stays. Who could not be erased is listed in {@link FailedErasures}
   * with the reason, and tried again the next time.
   *
   * @param mostADay how many persons may be erased on one day (UTC), with those that were already
   * @return how many were erased
   * @throws WritesRefused when the server must not write now
   */
  public int erase(int mostADay) {
    Instant now = clock.instant();
    failed.all().stream().filter(one -> !isDue(one, now)).forEach(one -> failed.drop(one.person()));
    long left = mostADay - erasedOn(now.atOffset(ZoneOffset.UTC).toLocalDate());
    int erased = 0;
    for (Map.Entry<Space, List<Terms>> company : switchedOn().entrySet()) {
      int skipped = 0;
      List<Due> due = due(company, now, skipped, left - erased);
      while (!due.isEmpty()) {
        for (Due one : due) {
          if (erase(company.getKey(), one, now)) {
            erased++;
          } else {
            skipped++;
          }
        }
        due = due(company, now, skipped, left - erased);
      }
    }
    if (erased > 0) {
      LOG.info("Erased {} persons according to the retention rules of their companies", erased);
    }
    return erased;
  }

  private List<Due> due(Map.Entry<Space, List<Terms>> company, Instant now, int skip, long left) {
    return left <= 0
        ? List.of()
        : duePersons.list(
            company.getKey(), company.getValue(), now, skip, (int) Math.min(AT_A_TIME, left));
  }

  private boolean isDue(Failed one, Instant now) {
    return views
        .find(one.rule())
        .filter(rule -> rule.flag("Active"))
        .map(Terms::of)
        .filter(terms -> duePersons.includes(one.person().space(), terms, now, one.person().uuid()))
        .isPresent();
  }

  private boolean erase(Space space, Due due, Instant now) {
    return erase(
        ObjectKey.of(Persons.TYPE, space, due.person()),
        ObjectKey.of(RetentionRules.TYPE, space, due.rule()),
        now,
        Actors.system(space));
  }

  /**
   * Tries to erase a person again. If that fails, {@link FailedErasures} has the new reason;
   * otherwise the person is erased, or not due any more and stays.
   *
   * @param metaData who asks for it, by the keys of {@link org.itr.event.MetaDataKeys}
   * @throws WritesRefused when the server must not write now
   */
  public void retry(Failed one, Map<String, String> metaData) {
    erase(one.person(), one.rule(), clock.instant(), metaData);
  }

  private boolean erase(
      ObjectKey person, ObjectKey rule, Instant now, Map<String, String> metaData) {
    try {
      boolean isErased =
          Boolean.TRUE.equals(
              commands.send(new EraseIfDue(rule, person, UUID.randomUUID(), now), metaData));
      if (!isErased) {
        failed.drop(person);
      }
      return isErased;
    } catch (WritesRefused e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("A person who is due could not be erased; trying again at the next run", e);
      failed.note(person, rule, Failures.reason(e));
      return false;
    }
  }

  /** The terms of the rules that are switched on, by company. */
  private Map<Space, List<Terms>> switchedOn() {
    Map<Space, List<Terms>> terms = new LinkedHashMap<>();
    ObjectType type = RetentionRules.TYPE;
    views.list(
        everywhere(type, List.of(Condition.equal(type.field("Active"), true))),
        rule ->
            terms
                .computeIfAbsent(Space.of(rule.uuid("CompanyID")), space -> new ArrayList<>())
                .add(Terms.of(rule)));
    return terms;
  }

  private long erasedOn(LocalDate day) {
    ObjectType type = ErasureReceipts.TYPE;
    return views.count(
        everywhere(
            type,
            List.of(
                Condition.equal(type.field("Cause"), Cause.RETENTION.name()),
                new Condition(
                    type.field("CreateDate"),
                    List.of(
                        new Comparison(
                            Operator.AT_LEAST, day.atStartOfDay(ZoneOffset.UTC).toInstant()))))));
  }

  private static ListRequest everywhere(ObjectType type, List<Condition> conditions) {
    @Nullable Space all = null;
    return new ListRequest(
        type, all, conditions, List.of(), Archived.INCLUDED, null, List.of(), 0, -1);
  }
}
