package org.itr.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.itr.event.Remembered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys of the persons that events are about, one each. A key is made with the first event about
 * a person, in its transaction, and destroyed when the person is erased; from then on the personal
 * data in all events of that person is noise.
 *
 * <p>Keys in use are remembered for a minute and no longer: a call that reads a key while another
 * destroys it may remember it once more.
 */
@Component
public class SubjectKeys implements Remembered {

  private static final int KEY_BYTES = 32;
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String SELECT =
      "select wrapped_key from secrets.subject_key where space = ? and subject = ?";

  private final JdbcTemplate jdbc;
  private final MasterKey masterKey;
  private final Cache<DataSubject, SecretKey> known =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(REMEMBERED).build();

  /** Keys in the table secrets.subject_key, wrapped by the master key. */
  public SubjectKeys(JdbcTemplate jdbc, MasterKey masterKey) {
    this.jdbc = jdbc;
    this.masterKey = masterKey;
  }

  /** Seals bytes under the subject's key, making the key when there is none. */
  public byte[] seal(DataSubject subject, byte[] clear, String context) {
    return AesGcm.seal(findOrCreate(subject), clear, context);
  }

  /**
   * Opens bytes that were sealed for the subject; empty when the key was destroyed, also when there
   * is another one since, because who was erased came back.
   */
  public Optional<byte[]> open(DataSubject subject, byte[] ciphertext, String context) {
    return find(subject).flatMap(key -> AesGcm.tryOpen(key, ciphertext, context));
  }

  /** Whether there is a key, and so perhaps something that only it opens. */
  public boolean has(DataSubject subject) {
    return find(subject).isPresent();
  }

  /**
   * Lets persons share the subject's key, which is made when there is none: what will be sealed
   * under it names all of them, and must not outlive any of them.
   */
  public void share(DataSubject subject, Collection<UUID> persons) {
    findOrCreate(subject);
    for (UUID person : persons) {
      jdbc.update(
          """
          insert into secrets.subject_key_person (space, subject, person) values (?, ?, ?)
          on conflict do nothing
          """,
          subject.space().id(),
          subject.id(),
          person);
    }
  }

  /** The subjects whose keys a person shares with others. */
  public List<UUID> sharedBy(DataSubject person) {
    return jdbc.queryForList(
        """
        select subject from secrets.subject_key_person where space = ? and person = ?
        order by subject
        """,
        UUID.class,
        person.space().id(),
        person.id());
  }

  /** Destroys the key. What was sealed under it cannot be read any more, by nobody. */
  public void destroy(DataSubject subject) {
    jdbc.update(
        "delete from secrets.subject_key where space = ? and subject = ?",
        subject.space().id(),
        subject.id());
    uncommitted().put(subject, Optional.empty());
  }

  @Override
  public void forget() {
    known.invalidateAll();
  }

  private SecretKey findOrCreate(DataSubject subject) {
    return find(subject).orElseGet(() -> create(subject));
  }

  private Optional<SecretKey> find(DataSubject subject) {
    Optional<SecretKey> inThisTransaction = uncommitted().get(subject);
    if (inThisTransaction != null) {
      return inThisTransaction;
    }
    SecretKey key = known.getIfPresent(subject);
    if (key == null) {
      List<byte[]> wrapped =
          jdbc.queryForList(SELECT, byte[].class, subject.space().id(), subject.id());
      if (wrapped.isEmpty()) {
        return Optional.empty();
      }
      key = unwrap(subject, wrapped.get(0));
      known.put(subject, key);
    }
    return Optional.of(key);
  }

  private SecretKey create(DataSubject subject) {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    int added =
        jdbc.update(
            """
            insert into secrets.subject_key (space, subject, wrapped_key) values (?, ?, ?)
            on conflict do nothing
            """,
            subject.space().id(),
            subject.id(),
            masterKey.seal(bytes, context(subject)));
    SecretKey key =
        added == 1
            ? new SecretKeySpec(bytes, "AES")
            : unwrap(
                subject,
                jdbc.queryForObject(SELECT, byte[].class, subject.space().id(), subject.id()));
    uncommitted().put(subject, Optional.of(key));
    return key;
  }

  private SecretKey unwrap(DataSubject subject, byte[] wrapped) {
    return new SecretKeySpec(masterKey.open(wrapped, context(subject)), "AES");
  }

  private static String context(DataSubject subject) {
    return "subject/" + subject;
  }

  /**
   * Keys made or destroyed in the running transaction. They become known to others with the commit:
   * a key that was rolled back must never seal anything.
   */
  private Map<DataSubject, Optional<SecretKey>> uncommitted() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return new HashMap<>();
    }
    @SuppressWarnings("unchecked")
    Map<DataSubject, Optional<SecretKey>> keys =
        (Map<DataSubject, Optional<SecretKey>>) TransactionSynchronizationManager.getResource(this);
    if (keys == null) {
      Map<DataSubject, Optional<SecretKey>> made = new HashMap<>();
      TransactionSynchronizationManager.bindResource(this, made);
      TransactionSynchronizationManager.registerSynchronization(new PublishAtCommit(made));
      keys = made;
    }
    return keys;
  }

  private final class PublishAtCommit implements TransactionSynchronization {
    private final Map<DataSubject, Optional<SecretKey>> keys;

    PublishAtCommit(Map<DataSubject, Optional<SecretKey>> keys) {
      this.keys = keys;
    }

    @Override
    public void afterCommit() {
      keys.forEach(
          (subject, key) -> {
            if (key.isPresent()) {
              known.put(subject, key.get());
            } else {
              known.invalidate(subject);
            }
          });
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(SubjectKeys.this);
    }
  }
}
