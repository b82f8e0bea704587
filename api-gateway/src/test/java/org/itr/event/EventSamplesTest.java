package org.itr.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.itr.store.EventSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every revision of every event has a stored sample, {@code event-samples/<name>/<revision>.json},
 * that is read for ever. A sample that was released is not edited: a new shape is a new revision
 * with a sample of its own and an upcaster.
 */
class EventSamplesTest {

  private static final Path SAMPLES = Path.of("src", "test", "resources", "event-samples");

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_stored_event_is_read_and_written_as_it_was(Path sample) throws IOException {
    String name = sample.getParent().getFileName().toString();
    String revision = sample.getFileName().toString().replace(".json", "");
    // No sample has an encrypted part, so no key is asked for.
    EventSerializer serializer = EventSerializer.with(null);
    Object event =
        serializer.deserialize(
            new SimpleSerializedObject<>(Files.readString(sample), String.class, name, revision));
    assertThat(event).isInstanceOf(EventTypes.named(name));
    ObjectMapper mapper = serializer.getObjectMapper();
    JsonNode stored = mapper.readTree(Files.readString(sample));
    assertThat(mapper.readTree(mapper.writeValueAsString(event))).isEqualTo(stored);
  }

  @Test
  void every_event_has_a_sample_of_its_revision() {
    List<String> missing =
        EventTypes.all().stream()
            .map(EventTypes::declaration)
            .filter(
                type ->
                    Files.notExists(
                        SAMPLES.resolve(type.name()).resolve(type.revision() + ".json")))
            .map(EventType::name)
            .toList();
    assertThat(missing).isEmpty();
  }
}
