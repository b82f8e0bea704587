package org.itr.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.itr.event.DomainEvent;
import org.itr.view.Projection;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules that classes of all modules keep. */
final class HouseRules {

  private static final DescribedPredicate<JavaClass> AGGREGATES =
      DescribedPredicate.describe(
          "are aggregates",
          type ->
              type.getFields().stream()
                  .anyMatch(field -> field.isAnnotatedWith(AggregateIdentifier.class)));

  private static final DescribedPredicate<JavaMethod> OF_POLICIES = ofGroup("policies");

  static final ArchRule EVENTS_ARE_RECORDS_NAMED_AS_FACTS =
      classes()
          .that()
          .implement(DomainEvent.class)
          .and()
          .areNotInterfaces()
          .should()
          .beRecords()
          .andShould()
          .haveSimpleNameNotEndingWith("Event")
          .because("an event is a fact with a name of its own, and never changes");

  static final ArchRule COMMANDS_ARE_DECIDED =
      methods()
          .that()
          .areAnnotatedWith(CommandHandler.class)
          .should()
          .haveName("decide")
          .because("a reader finds what a command does by the verb");

  static final ArchRule STATE_EVOLVES =
      methods()
          .that()
          .areAnnotatedWith(EventSourcingHandler.class)
          .should()
          .haveName("evolve")
          .because("a reader finds what an event does to an aggregate by the verb");

  static final ArchRule POLICIES_REACT =
      methods()
          .that(OF_POLICIES)
          .should()
          .haveName("react")
          .because("a reader finds what an event sets in motion by the verb");

  static final ArchRule PROJECTIONS_WRITE_ONE_WAY =
      noClasses()
          .that()
          .implement(Projection.class)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              JdbcOperations.class,
              JdbcTemplate.class,
              JdbcClient.class,
              EntityManager.class,
              DataSource.class,
              Connection.class)
          .because("a rebuild runs the code that keeps the views live, on tables of its own");

  static final ArchRule DECIDING_IS_REPEATABLE =
      noClasses()
          .that(AGGREGATES)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("time and new ids come with the command");

  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .should(
              new ArchCondition<JavaClass>("be in a package whose package-info is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(
                      new SimpleConditionEvent(
                          type, marked, type.getPackageName() + " holds " + type.getName()));
                }
              })
          .because("null is the exception, and every package says in a sentence what it is for");

  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*\\.(CommandSender|EmbeddedDatabase|JobClient|ProjectionRebuild|WaitingRoom)(\\$.*)?")
          .should()
          .callMethodWhere(
              target(owner(belongToAnyOf(Thread.class, TimeUnit.class, LockSupport.class)))
                  .and(target(nameMatching("sleep|park.*|onSpinWait"))))
          .because("waiting for something means waiting until it is there");

  static final ArchRule DEFAULTS_STAND_IN_ONE_PLACE =
      classes()
          .should(
              new ArchCondition<JavaClass>("ask for settings without a default of their own") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getConstructors().stream()
                      .flatMap(constructor -> constructor.getParameters().stream())
                      .flatMap(parameter -> parameter.tryGetAnnotationOfType(Value.class).stream())
                      .map(Value::value)
                      .forEach(
                          value ->
                              events.add(
                                  new SimpleConditionEvent(
                                      type,
                                      !value.matches("\\$\\{[^}]*:.*"),
                                      type.getName() + " asks for " + value)));
                }
              })
          .because("application.yml says what counts where nothing is set");

  static final List<ArchRule> ALL =
      List.of(
          EVENTS_ARE_RECORDS_NAMED_AS_FACTS,
          COMMANDS_ARE_DECIDED,
          STATE_EVOLVES,
          POLICIES_REACT,
          PROJECTIONS_WRITE_ONE_WAY,
          DECIDING_IS_REPEATABLE,
          PACKAGES_ARE_NULL_MARKED,
          NOBODY_SLEEPS,
          DEFAULTS_STAND_IN_ONE_PLACE);

  private HouseRules() {}

  private static DescribedPredicate<JavaMethod> ofGroup(String group) {
    return DescribedPredicate.describe(
        "handle events in the group " + group,
        method ->
            method.isAnnotatedWith(EventHandler.class)
                && method
                    .getOwner()
                    .tryGetAnnotationOfType(ProcessingGroup.class)
                    .map(annotation -> annotation.value().equals(group))
                    .orElse(false));
  }
}
