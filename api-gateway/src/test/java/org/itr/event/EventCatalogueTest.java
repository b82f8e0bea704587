package org.itr.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.itr.audit.AuditMessages;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.junit.jupiter.api.Test;

/**
 * The event catalogue in docs is made of the code. When this test fails because the code changed,
 * look at the difference and run it again with {@code -Ddocs.update=true}.
 */
class EventCatalogueTest {

  private static final Path CATALOGUE = Path.of("..", "docs", "event-catalogue.md");

  @Test
  void the_catalogue_says_what_the_code_does() throws IOException {
    String expected = catalogue();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(CATALOGUE, expected);
    }
    assertThat(CATALOGUE).hasContent(expected);
  }

  private static String catalogue() {
    StringBuilder text = new StringBuilder();
    text.append("# Event catalogue\n\n")
        .append("Generated from the code by `EventCatalogueTest`; do not edit.\n\n")
        .append(
            "Every event has a `target` (type/space/id) and, unless it removes its target, a `delta`: ")
        .append("the fields of the target that changed, before (`-`) and after (`+`). ")
        .append("Personal fields of the delta are encrypted for the person in `subject`. ")
        .append(
            "Every event is applied by `ObjectProjection` and recorded by `AuditTrailProjection`, ")
        .append(
            "as the message with the number in the last column (ObjectType is that of the target).\n");
    for (Class<?> family : EventTypes.families()) {
      text.append("\n## ").append(family.getSimpleName()).append("\n\n");
      text.append(
          "| event | revision | effect | meaning | also holds | MessageID |\n|---|---|---|---|---|---|\n");
      for (Class<?> event : members(family)) {
        EventType type = EventTypes.declaration(event);
        text.append(
            "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                    type.name(),
                    type.revision(),
                    effect(event),
                    type.meaning(),
                    extras(event),
                    number(event))
                .replace(System.lineSeparator(), "\n"));
      }
    }
    text.append("\n## Objects and their personal fields\n\n");
    text.append("| ObjectType | type | personal fields |\n|---|---|---|\n");
    for (ObjectType type : ObjectTypes.all()) {
      if (!type.isView()) {
        text.append("| ")
            .append(type.auditNumber())
            .append(" | `")
            .append(type.name())
            .append("` | ")
            .append(personalFields(type))
            .append(" |\n");
      }
    }
    return text.toString();
  }

  private static List<Class<?>> members(Class<?> family) {
    return Arrays.stream(family.getPermittedSubclasses())
        .sorted(Comparator.comparing(Class::getSimpleName))
        .collect(Collectors.toList());
  }

  private static String effect(Class<?> event) {
    for (Class<?> effect :
        List.of(
            DomainEvent.Creates.class,
            DomainEvent.Changes.class,
            DomainEvent.Removes.class,
            DomainEvent.Notes.class)) {
      if (effect.isAssignableFrom(event)) {
        return effect.getSimpleName().toLowerCase(java.util.Locale.ROOT);
      }
    }
    throw new IllegalStateException(event + " has no effect");
  }

  private static String extras(Class<?> event) {
    return Arrays.stream(event.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(name -> !List.of("target", "subject", "delta").contains(name))
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  private static String number(Class<?> event) {
    return switch (event.getSimpleName()) {
      case "SessionPlanned", "SessionChanged", "MailSent" -> "1";
      case "SessionTestAssigned", "SessionTestChanged", "SessionTestAnswered" ->
          "2, from status 30 on 3";
      case "SessionTestRemoved" -> "4";
      case "SessionTestsRedefined" -> "5 of session tests";
      default -> Integer.toString(AuditMessages.numberOf(event));
    };
  }

  private static String personalFields(ObjectType type) {
    StringBuilder names = new StringBuilder();
    for (Field field : type.fields()) {
      if (field.isPersonal()) {
        names.append(names.isEmpty() ? "" : ", ").append(field.name());
      }
    }
    return names.toString();
  }
}
