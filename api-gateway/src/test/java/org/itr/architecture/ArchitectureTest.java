package org.itr.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itr.architecture.broken.SomethingHappenedEvent;
import org.itr.event.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final JavaClasses SHARED_EVENTS = module("shared-events");
  private static final JavaClasses COMMAND_SIDE = module("command-side");
  private static final JavaClasses QUERY_SIDE = module("query-side");
  private static final JavaClasses API_GATEWAY = module("api-gateway");
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .importPaths(
              classes("shared-events"),
              classes("command-side"),
              classes("query-side"),
              classes("api-gateway"));

  private static Path classes(String module) {
    return Path.of("..", module, "target", "classes");
  }

  private static JavaClasses module(String name) {
    return new ClassFileImporter().importPath(classes(name));
  }

  static Stream<ArchRule> rules() {
    return HouseRules.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_product_keeps_the_rule(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_can_fail(ArchRule rule) {
    JavaClasses broken = new ClassFileImporter().importPackagesOf(SomethingHappenedEvent.class);
    assertThatThrownBy(() -> rule.check(broken)).isInstanceOf(AssertionError.class);
  }

  @Test
  void shared_events_needs_nobody() {
    assertThat(used(SHARED_EVENTS, COMMAND_SIDE, QUERY_SIDE, API_GATEWAY)).isEmpty();
    Set<String> frameworks =
        SHARED_EVENTS.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
            .filter(name -> name.contains("."))
            .filter(name -> !name.startsWith("java.") && !name.startsWith("org.itr."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(frameworks)
        .allMatch(
            name ->
                name.startsWith("org.axonframework.")
                    || name.equals("com.fasterxml.jackson.annotation")
                    || name.equals("org.jspecify.annotations"));
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
