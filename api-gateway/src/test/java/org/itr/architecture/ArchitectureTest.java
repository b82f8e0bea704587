package org.itr.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itr.architecture.broken.Events;
import org.itr.architecture.broken.Handlers;
import org.itr.architecture.broken.Shortcuts;
import org.itr.architecture.broken.Sleepers;
import org.itr.event.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final List<String> MODULES =
      List.of("shared-events", "command-side", "query-side", "api-gateway");
  private static final JavaClasses SHARED_EVENTS = module("shared-events");
  private static final JavaClasses COMMAND_SIDE = module("command-side");
  private static final JavaClasses QUERY_SIDE = module("query-side");
  private static final JavaClasses API_GATEWAY = module("api-gateway");
  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPaths(MODULES.stream().map(ArchitectureTest::classes).toList());

  /** Each arm of each rule, with a class that keeps all others and breaks this one. */
  private static final Map<Class<?>, ArchRule> BROKEN = new LinkedHashMap<>();

  static {
    BROKEN.put(Events.SomethingHappened.class, HouseRules.EVENTS_ARE_RECORDS_NAMED_AS_FACTS);
    BROKEN.put(Events.SomethingEvent.class, HouseRules.EVENTS_ARE_RECORDS_NAMED_AS_FACTS);
    BROKEN.put(Handlers.Handling.class, HouseRules.COMMANDS_ARE_DECIDED);
    BROKEN.put(Handlers.Applying.class, HouseRules.STATE_EVOLVES);
    BROKEN.put(Handlers.Observing.class, HouseRules.POLICIES_REACT);
    BROKEN.put(Shortcuts.ByOperations.class, HouseRules.PROJECTIONS_WRITE_ONE_WAY);
    BROKEN.put(Shortcuts.ByTemplate.class, HouseRules.PROJECTIONS_WRITE_ONE_WAY);
    BROKEN.put(Shortcuts.ByClient.class, HouseRules.PROJECTIONS_WRITE_ONE_WAY);
    BROKEN.put(Shortcuts.ByEntities.class, HouseRules.PROJECTIONS_WRITE_ONE_WAY);
    BROKEN.put(Shortcuts.BySource.class, HouseRules.PROJECTIONS_WRITE_ONE_WAY);
    BROKEN.put(Shortcuts.ByConnection.class, HouseRules.PROJECTIONS_WRITE_ONE_WAY);
    BROKEN.put(Handlers.LookingAtTheClock.class, HouseRules.DECIDING_IS_REPEATABLE);
    BROKEN.put(Handlers.ThrowingDice.class, HouseRules.DECIDING_IS_REPEATABLE);
    BROKEN.put(Handlers.Defaulting.class, HouseRules.DEFAULTS_STAND_IN_ONE_PLACE);
    BROKEN.put(Sleepers.OfMilliseconds.class, HouseRules.NOBODY_SLEEPS);
    BROKEN.put(Sleepers.OfNanoseconds.class, HouseRules.NOBODY_SLEEPS);
    BROKEN.put(Sleepers.OfUnits.class, HouseRules.NOBODY_SLEEPS);
    BROKEN.put(Sleepers.Spinning.class, HouseRules.NOBODY_SLEEPS);
    BROKEN.put(Sleepers.Parking.class, HouseRules.NOBODY_SLEEPS);
    // None of their packages is null-marked.
    BROKEN.put(Sleepers.class, HouseRules.PACKAGES_ARE_NULL_MARKED);
  }

  private static Path classes(String module) {
    return Path.of("..", module, "target", "classes");
  }

  private static JavaClasses module(String name) {
    return new ClassFileImporter().importPath(classes(name));
  }

  /**
   * The classes of all tests, but for those that break the rules to show that they can fail, and
   * for the benchmarks, which keep the pace of people.
   */
  private static JavaClasses tests() {
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains("/architecture/broken/"))
        .withImportOption(location -> !location.contains("/org/itr/bench/"))
        .importPaths(
            MODULES.stream()
                .map(name -> classes(name).resolveSibling("test-classes"))
                .filter(Files::exists)
                .toList());
  }

  static Stream<ArchRule> rules() {
    return HouseRules.ALL.stream();
  }

  static Set<Map.Entry<Class<?>, ArchRule>> broken() {
    return BROKEN.entrySet();
  }

  @Test
  void the_rules_have_classes_to_look_at() {
    assertThat(List.of(SHARED_EVENTS, COMMAND_SIDE, QUERY_SIDE, API_GATEWAY))
        .allMatch(module -> module.size() > 50);
    assertThat(PRODUCT.size()).isGreaterThan(500);
    assertThat(tests().contain(ArchitectureTest.class)).isTrue();
    assertThat(tests().contain(Sleepers.class)).isFalse();
    assertThat(tests().size()).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_product_keeps_the_rule(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @Test
  void tests_do_not_sleep_either() {
    HouseRules.NOBODY_SLEEPS.check(tests());
  }

  @ParameterizedTest
  @MethodSource("broken")
  void each_arm_of_a_rule_can_fail(Map.Entry<Class<?>, ArchRule> arm) {
    JavaClasses classes = new ClassFileImporter().importClasses(arm.getKey());
    for (ArchRule rule : HouseRules.ALL) {
      boolean mayFail =
          rule.equals(arm.getValue()) || rule.equals(HouseRules.PACKAGES_ARE_NULL_MARKED);
      assertThat(rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails())
          .as(rule.getDescription())
          .hasSize(mayFail ? 1 : 0);
    }
  }

  @Test
  void every_rule_is_broken_by_some_class() {
    assertThat(BROKEN).containsValues(HouseRules.ALL.toArray(ArchRule[]::new));
  }

  @Test
  void shared_events_needs_nobody() {
    assertThat(used(SHARED_EVENTS, COMMAND_SIDE, QUERY_SIDE, API_GATEWAY)).isEmpty();
    assertThat(foreignFrameworks(SHARED_EVENTS)).isEmpty();
    assertThat(foreignFrameworks(QUERY_SIDE)).as("the check sees what is used").isNotEmpty();
  }

  /**
   * The packages that the classes use, but for those that events, and the JSON in them, may be made
   * with.
   */
  private static Set<String> foreignFrameworks(JavaClasses classes) {
    return classes.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
        .filter(name -> name.contains("."))
        .filter(name -> !name.startsWith("java.") && !name.startsWith("org.itr."))
        .filter(name -> !name.startsWith("org.axonframework."))
        .filter(name -> !name.startsWith("com.fasterxml.jackson."))
        .filter(name -> !name.equals("org.jspecify.annotations"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void command_side_and_query_side_do_not_know_each_other_nor_the_gateway() {
    assertThat(used(COMMAND_SIDE, QUERY_SIDE, API_GATEWAY)).isEmpty();
    assertThat(used(QUERY_SIDE, COMMAND_SIDE, API_GATEWAY)).isEmpty();
    assertThat(used(API_GATEWAY, COMMAND_SIDE)).as("the check sees what is used").isNotEmpty();
  }

  private static Set<String> used(JavaClasses by, JavaClasses... others) {
    Set<String> names =
        Stream.of(others)
            .flatMap(JavaClasses::stream)
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    return by.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .map(type -> type.getBaseComponentType().getName())
        .filter(names::contains)
        .filter(name -> !name.endsWith("package-info"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void the_families_of_events_are_complete() {
    assertThat(EventTypes.all()).isNotEmpty();
    Set<String> records =
        SHARED_EVENTS.stream()
            .filter(JavaClass::isRecord)
            .filter(type -> type.isAssignableTo(org.itr.event.DomainEvent.class))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(EventTypes.all())
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(records);
  }
}
