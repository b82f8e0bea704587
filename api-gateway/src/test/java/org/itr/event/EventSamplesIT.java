package org.itr.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.itr.person.PersonEvent.PersonRegistered;
import org.itr.record.RecordEvent.RecordAdded;
import org.itr.store.EventSerializer;
import org.itr.support.Application;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every revision of every event has a stored sample, {@code event-samples/<name>/<revision>.json},
 * that is read for ever. A sample that was released is not edited: a new shape is a new revision
 * with a sample of its own and an upcaster. Samples are rows of the event table here, and are read
 * as the server reads history.
 */
class EventSamplesIT {

  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final Path SAMPLES = RESOURCES.resolve("event-samples");
  private static final Path ENCRYPTED = RESOURCES.resolve("event-samples-encrypted");

  private static Application application;
  private static ObjectMapper mapper;

  @BeforeAll
  static void start() {
    application =
        Application.with(
            EventUpcaster.class,
            new NameWasOnceTitle(),
            "--ITR_MASTER_KEY_FILE=" + ENCRYPTED.resolve("master.key").toAbsolutePath());
    mapper = application.part(EventSerializer.class).getObjectMapper();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  /** The event that the server makes of a row with that payload. */
  private static Object stored(String name, String revision, String payload) {
    UUID id = UUID.randomUUID();
    application
        .part(JdbcTemplate.class)
        .update(
            """
            insert into events.event (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
                                      occurred_at, payload, metadata, hash)
            values (?, ?, 0, 'Sample', ?, ?, now(), ?::json, '{}', sha256(''))
            """,
            id,
            "samples/" + id,
            name,
            revision,
            payload);
    return application.part(History.class).find(id).orElseThrow().event();
  }

  private static String sampleOf(String name, String revision) throws IOException {
    return Files.readString(SAMPLES.resolve(name).resolve(revision + ".json"));
  }

  private static JsonNode written(Object event) throws IOException {
    return mapper.readTree(mapper.writeValueAsString(event));
  }

  /** One of an older revision is read as that of the newest. */
  @ParameterizedTest
  @MethodSource("samples")
  void a_stored_event_is_read_and_written_as_it_was(Path sample) throws IOException {
    String name = sample.getParent().getFileName().toString();
    String revision = sample.getFileName().toString().replace(".json", "");
    Object event = stored(name, revision, Files.readString(sample));
    assertThat(event).isInstanceOf(EventTypes.named(name));
    String newest = EventTypes.declaration(event.getClass()).revision();
    assertThat(written(event)).isEqualTo(mapper.readTree(sampleOf(name, newest)));
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

  @Test
  void an_encrypted_event_is_read_with_the_keys_that_were_kept_and_without_them_less()
      throws IOException {
    String payload = Files.readString(ENCRYPTED.resolve("PersonRegistered/1.json"));
    assertThat(payload).doesNotContain("EMail", "kandi");
    PersonRegistered withoutKey = (PersonRegistered) stored("PersonRegistered", "1", payload);
    assertThat(written(withoutKey.delta())).isEqualTo(mapper.readTree("{\"Active\":{\"+\":true}}"));
    application
        .part(JdbcTemplate.class)
        .update(
            "insert into secrets.subject_key (space, subject, wrapped_key) values (?, ?, ?)",
            withoutKey.target().space().id(),
            withoutKey.subject(),
            Base64.getDecoder().decode(Files.readString(ENCRYPTED.resolve("subject.key")).strip()));
    PersonRegistered event = (PersonRegistered) stored("PersonRegistered", "1", payload);
    ObjectNode expected = (ObjectNode) mapper.readTree(sampleOf("PersonRegistered", "1"));
    ((ObjectNode) expected.get("delta")).putObject("Active").put("+", true);
    assertThat(written(event)).isEqualTo(expected);
  }

  @Test
  void a_field_that_became_personal_is_read_from_events_that_have_it_in_clear() throws IOException {
    String clear =
        sampleOf("RecordAdded", "1")
            .replace("educations/", "organisations/")
            .replace("\"Name\"", "\"ContactPerson\"");
    RecordAdded event = (RecordAdded) stored("RecordAdded", "1", clear);
    assertThat(event.delta().after("ContactPerson")).isEqualTo("University");
  }

  /** No event has had a second revision yet, so this one is made up. */
  @Test
  void an_event_of_an_older_revision_goes_through_the_upcasters_of_the_server() throws IOException {
    String old = sampleOf("RecordAdded", "1").replace("\"Name\"", "\"Title\"");
    RecordAdded event = (RecordAdded) stored("RecordAdded", "0", old);
    assertThat(written(event)).isEqualTo(mapper.readTree(sampleOf("RecordAdded", "1")));
  }

  private static final class NameWasOnceTitle extends SingleEventUpcaster {

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
      return event.getType().equals(new SimpleSerializedType("RecordAdded", "0"));
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
      return event.upcastPayload(
          new SimpleSerializedType("RecordAdded", "1"), JsonNode.class, this::renamed);
    }

    private JsonNode renamed(JsonNode payload) {
      ObjectNode changed = payload.deepCopy();
      ObjectNode delta = (ObjectNode) changed.get("delta");
      delta.set("Name", delta.remove("Title"));
      return changed;
    }
  }
}
