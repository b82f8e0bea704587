package org.itr.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.privacy.DataSubject;
import org.itr.privacy.SubjectKeys;

/**
 * Moves the personal fields of an event's delta into one encrypted part of its JSON and back. It is
 * the only place where personal data in events is encrypted or decrypted.
 */
final class PersonalData {

  private static final String DELTA = "delta";
  private static final String TARGET = "target";
  private static final String SUBJECT = "subject";
  private static final String PERSONAL = "personal";

  private final SubjectKeys keys;
  private final ObjectMapper mapper;

  PersonalData(SubjectKeys keys, ObjectMapper mapper) {
    this.keys = keys;
    this.mapper = mapper;
  }

  /** Encrypts the personal fields of the event's JSON in place. */
  void hide(DomainEvent event, ObjectNode json) throws IOException {
    if (!(json.get(DELTA) instanceof ObjectNode delta)) {
      return;
    }
    ObjectType type = event.target().objectType();
    ObjectNode personal = mapper.createObjectNode();
    List<String> names = new ArrayList<>();
    delta.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (type.find(name).filter(Field::isPersonal).isPresent()) {
        personal.set(name, delta.remove(name));
      }
    }
    if (personal.isEmpty()) {
      return;
    }
    UUID subject = event.subject();
    if (subject == null) {
      throw new IllegalStateException(
          event.getClass().getSimpleName() + " has personal fields and nobody they belong to");
    }
    byte[] ciphertext =
        keys.seal(
            new DataSubject(event.target().space(), subject),
            deflated(mapper.writeValueAsBytes(personal)),
            event.target().toString());
    json.put(PERSONAL, Base64.getEncoder().withoutPadding().encodeToString(ciphertext));
  }

  /**
   * Decrypts the personal fields of an event's JSON in place; they stay away when the key was
   * destroyed.
   */
  void reveal(ObjectNode json) {
    JsonNode ciphertext = json.remove(PERSONAL);
    if (ciphertext == null) {
      return;
    }
    ObjectKey target = ObjectKey.parse(json.get(TARGET).asText());
    DataSubject subject =
        new DataSubject(target.space(), UUID.fromString(json.get(SUBJECT).asText()));
    Optional<byte[]> clear =
        keys.open(subject, Base64.getDecoder().decode(ciphertext.asText()), target.toString());
    if (clear.isPresent()) {
      try {
        ObjectNode delta = (ObjectNode) json.get(DELTA);
        delta.setAll((ObjectNode) mapper.readTree(inflated(clear.get())));
        json.set(DELTA, inOrderOfFields(target.objectType(), delta));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The fields in the order in which they were before the personal ones were taken out. */
  private ObjectNode inOrderOfFields(ObjectType type, ObjectNode delta) {
    ObjectNode ordered = mapper.createObjectNode();
    for (Field field : type.fields()) {
      if (delta.has(field.name())) {
        ordered.set(field.name(), delta.remove(field.name()));
      }
    }
    return ordered.setAll(delta);
  }

  /** Raw deflate, before encryption: what is encrypted can no longer be compressed. */
  private static byte[] deflated(byte[] json) throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length)) {
      try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
        out.write(json);
      }
      return bytes.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflated(byte[] compressed) throws IOException {
    Inflater inflater = new Inflater(true);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed), inflater)) {
      return in.readAllBytes();
    } finally {
      inflater.end();
    }
  }
}
