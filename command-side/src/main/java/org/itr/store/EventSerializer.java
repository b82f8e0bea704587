package org.itr.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.event.EventTypes;
import org.itr.objecttype.ExactNumbers;
import org.itr.privacy.SubjectKeys;

/**
 * Writes events as JSON under their own names and revisions, personal fields encrypted, and reads
 * them back. Snapshots and metadata are plain JSON.
 */
public final class EventSerializer extends JacksonSerializer {

  private final PersonalData personalData;

  private EventSerializer(Builder builder, PersonalData personalData) {
    super(builder);
    this.personalData = personalData;
  }

  /** A serializer that encrypts under the given keys. */
  public static EventSerializer with(SubjectKeys keys) {
    ObjectMapper mapper =
        new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            // JSON nodes, which events are read through.
            .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true)
            .registerModule(new ExactNumbers())
            .setDefaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
    // A number in a candidate's answers comes back as it was sent: 1.10 stays 1.10.
    mapper.configOverride(JsonNode.class);
    mapper.setConfig(
        mapper
            .getDeserializationConfig()
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES));
    return new EventSerializer(
        JacksonSerializer.builder().objectMapper(mapper), new PersonalData(keys, mapper));
  }

  @Override
  public <T> SerializedObject<T> serialize(Object object, Class<T> expectedRepresentation) {
    if (!(object instanceof DomainEvent event)) {
      return super.serialize(object, expectedRepresentation);
    }
    try {
      ObjectNode json = getObjectMapper().valueToTree(event);
      personalData.hide(event, json);
      Object data =
          String.class.equals(expectedRepresentation)
              ? getObjectMapper().writeValueAsString(json)
              : getConverter().convert(json, JsonNode.class, expectedRepresentation);
      return new SimpleSerializedObject<>(
          expectedRepresentation.cast(data),
          expectedRepresentation,
          typeForClass(event.getClass()));
    } catch (IOException e) {
      throw new SerializationException("Cannot write " + event.getClass().getSimpleName(), e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S, T> T deserialize(SerializedObject<S> serializedObject) {
    Class<?> type = classForType(serializedObject.getType());
    if (!DomainEvent.class.isAssignableFrom(type)) {
      return super.deserialize(serializedObject);
    }
    try {
      Object data = serializedObject.getData();
      ObjectNode json =
          data instanceof String text
              ? (ObjectNode) getObjectMapper().readTree(text)
              : ((ObjectNode) getConverter().convert(serializedObject, JsonNode.class).getData())
                  .deepCopy();
      personalData.reveal(json);
      return (T) getObjectMapper().treeToValue(json, type);
    } catch (IOException e) {
      throw new SerializationException("Cannot read " + serializedObject.getType().getName(), e);
    }
  }

  @Override
  public SerializedType typeForClass(Class type) {
    if (type != null && DomainEvent.class.isAssignableFrom(type)) {
      EventType declared = EventTypes.declaration(type);
      return new SimpleSerializedType(declared.name(), declared.revision());
    }
    return super.typeForClass(type);
  }

  @Override
  protected String resolveClassName(SerializedType serializedType) {
    String name = serializedType.getName();
    return name.indexOf('.') < 0 ? EventTypes.named(name).getName() : name;
  }
}
