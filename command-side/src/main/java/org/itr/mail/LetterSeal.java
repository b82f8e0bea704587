package org.itr.mail;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.privacy.DataSubject;
import org.itr.privacy.SubjectKeys;
import org.springframework.stereotype.Component;

/**
 * Encrypts letters for the person that they are about, bound to the mail. They wait for days and
 * may be read by a newer version of the server: what it does not know is left out, and what it has
 * beside is empty.
 */
@Component
class LetterSeal {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(String.class, LetterSeal::emptyWhereMissing)
          .withConfigOverride(List.class, LetterSeal::emptyWhereMissing)
          .build();

  private final SubjectKeys keys;

  LetterSeal(SubjectKeys keys) {
    this.keys = keys;
  }

  byte[] sealed(ObjectKey mail, UUID subject, Letter letter) {
    try {
      return keys.seal(
          new DataSubject(mail.space(), subject),
          MAPPER.writeValueAsBytes(letter),
          mail.toString());
    } catch (JsonProcessingException e) {
      // Without the cause: its message could quote the letter.
      throw new IllegalStateException("A letter cannot be written");
    }
  }

  /** The letter; empty when the person was erased. */
  Optional<Letter> opened(ObjectKey mail, UUID subject, byte[] sealed) {
    return keys.open(new DataSubject(mail.space(), subject), sealed, mail.toString())
        .map(
            clear -> {
              try {
                return MAPPER.readValue(clear, Letter.class);
              } catch (IOException e) {
                // Without the cause, as above.
                throw new IllegalStateException("The mail " + mail + " cannot be read");
              }
            });
  }

  private static void emptyWhereMissing(MutableConfigOverride type) {
    type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }
}
