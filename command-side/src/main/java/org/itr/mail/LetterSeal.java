package org.itr.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.privacy.DataSubject;
import org.itr.privacy.SubjectKeys;
import org.springframework.stereotype.Component;

/** Encrypts letters for the person that they are about, bound to the mail. */
@Component
class LetterSeal {

  private static final ObjectMapper MAPPER = new ObjectMapper();

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
                throw new UncheckedIOException("The mail " + mail + " cannot be read", e);
              }
            });
  }
}
