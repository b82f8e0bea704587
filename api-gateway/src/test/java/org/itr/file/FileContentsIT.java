package org.itr.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The bytes of files in a real database: kept once, while a file holds them, and no longer. */
class FileContentsIT {

  private static final String TWO_HOURS_LATER =
      "update files.content set touched_at = touched_at - interval '2 hours'";

  private TestDatabase database;
  private JdbcTemplate jdbc;
  private TransactionTemplate transactions;
  private FileContents contents;

  @BeforeEach
  void connect() {
    database = TestDatabase.create();
    jdbc = new JdbcTemplate(database.application());
    JdbcTransactionManager manager = new JdbcTransactionManager(database.application());
    transactions = new TransactionTemplate(manager);
    contents = new FileContents(jdbc, manager);
  }

  @AfterEach
  void disconnect() {
    database.close();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static ObjectKey file() {
    return StoredFiles.keyOf(
        Space.of(UUID.randomUUID()), UUID.randomUUID(), "test", "name with spaces/and more");
  }

  private FileContents.Received received(byte[] bytes) throws IOException {
    return contents.receive(new ByteArrayInputStream(bytes));
  }

  /** As the command that stores a file does it. */
  private void hold(ObjectKey file, FileContents.Received upload) {
    transactions.executeWithoutResult(status -> contents.hold(file, upload.sha256(), upload.id()));
  }

  private void release(ObjectKey file) {
    transactions.executeWithoutResult(status -> contents.release(file));
  }

  private byte[] read(FileContents.Received upload) throws IOException {
    try (InputStream in = contents.open(upload.sha256(), upload.size())) {
      return in.readAllBytes();
    }
  }

  private int count(String table) {
    return jdbc.queryForObject("select count(*) from files." + table, Integer.class);
  }

  @Test
  void bytes_come_back_as_they_went_in_whatever_their_number() throws IOException {
    for (int size :
        new int[] {
          0,
          1,
          FileContents.PIECE - 1,
          FileContents.PIECE,
          FileContents.PIECE + 1,
          3 * FileContents.PIECE + 7
        }) {
      byte[] bytes = bytes(size);
      FileContents.Received upload = received(bytes);
      hold(file(), upload);
      assertThat(upload.size()).isEqualTo(size);
      assertThat(read(upload)).as("of %d bytes", size).isEqualTo(bytes);
    }
  }

  @Test
  void a_part_is_read_from_where_it_begins() throws IOException {
    byte[] bytes = bytes(2 * FileContents.PIECE + 100);
    FileContents.Received upload = received(bytes);
    hold(file(), upload);
    int[] places = {
      0, 5, FileContents.PIECE - 1, FileContents.PIECE, 2 * FileContents.PIECE + 99, bytes.length
    };
    for (int place : places) {
      InputStream in = contents.open(upload.sha256(), upload.size());
      assertThat(in.skip(place)).isEqualTo(place);
      assertThat(in.read())
          .isEqualTo(place == bytes.length ? -1 : Byte.toUnsignedInt(bytes[place]));
    }
    InputStream in = contents.open(upload.sha256(), upload.size());
    assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(bytes.length);
    assertThat(in.skip(1)).isZero();
  }

  @Test
  void the_same_bytes_are_kept_once_however_many_files_hold_them() throws IOException {
    FileContents.Received first = received(bytes(300_000));
    FileContents.Received second = received(bytes(300_000));
    assertThat(count("content")).isEqualTo(2);
    hold(file(), first);
    hold(file(), second);
    contents.discard(first.id());
    contents.discard(second.id());
    assertThat(count("content")).isEqualTo(1);
    assertThat(count("piece")).isEqualTo(2);
    assertThat(read(second)).isEqualTo(bytes(300_000));
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing() {
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(2 * FileContents.PIECE)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("The caller is gone");
              }
            });
    assertThatThrownBy(() -> contents.receive(breaking)).isInstanceOf(IOException.class);
    assertThat(count("content")).isZero();
    assertThat(count("piece")).isZero();
  }

  @Test
  void what_a_transaction_took_back_holds_nothing() throws IOException {
    FileContents.Received upload = received(bytes(10));
    transactions.executeWithoutResult(
        status -> {
          contents.hold(file(), upload.sha256(), upload.id());
          status.setRollbackOnly();
        });
    assertThat(count("holder")).isZero();
    contents.discard(upload.id());
    assertThat(count("content")).isZero();
  }

  @Test
  void what_no_file_holds_goes_when_an_hour_is_over_and_what_one_holds_stays() throws IOException {
    ObjectKey keeper = file();
    ObjectKey leaver = file();
    FileContents.Received shared = received(bytes(10));
    FileContents.Received left = received(bytes(20));
    hold(keeper, shared);
    hold(leaver, shared);
    hold(leaver, left);
    release(leaver);
    FileContents.Received abandoned = received(bytes(30));
    assertThat(contents.removeForgotten()).isZero();
    assertThat(read(left)).isEqualTo(bytes(20));

    jdbc.update(TWO_HOURS_LATER);
    assertThat(contents.removeForgotten()).isEqualTo(2);
    assertThat(read(shared)).isEqualTo(bytes(10));
    assertThatThrownBy(() -> read(left)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> hold(file(), abandoned)).isInstanceOf(Refusal.class);
    assertThat(count("piece")).isEqualTo(1);

    release(keeper);
    jdbc.update(TWO_HOURS_LATER);
    assertThat(contents.removeForgotten()).isEqualTo(1);
    assertThat(count("content")).isZero();
  }

  @Test
  void a_file_that_takes_other_bytes_lets_go_of_those_it_had() throws IOException {
    ObjectKey file = file();
    hold(file, received(bytes(10)));
    FileContents.Received second = received(bytes(20));
    hold(file, second);
    jdbc.update(TWO_HOURS_LATER);
    assertThat(contents.removeForgotten()).isEqualTo(1);
    assertThat(read(second)).isEqualTo(bytes(20));
  }

  @Test
  void an_upload_that_rests_for_too_long_is_refused() {
    InputStream resting =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(FileContents.PIECE)),
            new InputStream() {
              private boolean rested;

              @Override
              public int read() {
                if (!rested) {
                  jdbc.update(TWO_HOURS_LATER);
                  assertThat(contents.removeForgotten()).isEqualTo(1);
                  rested = true;
                  return 1;
                }
                return -1;
              }
            });
    assertThatThrownBy(() -> contents.receive(resting)).isInstanceOf(IOException.class);
    assertThat(count("piece")).isZero();
  }

  @Test
  void bytes_that_somebody_is_about_to_hold_are_not_removed() throws Exception {
    ObjectKey file = file();
    FileContents.Received upload = received(bytes(10));
    hold(file, upload);
    release(file);
    jdbc.update(TWO_HOURS_LATER);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch removing = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> holder =
          threads.submit(
              () ->
                  transactions.executeWithoutResult(
                      status -> {
                        contents.hold(file(), upload.sha256(), null);
                        held.countDown();
                        awaitWaiter(removing);
                      }));
      held.await();
      Future<Integer> remover = threads.submit(contents::removeForgotten);
      removing.countDown();
      holder.get();
      assertThat(remover.get()).isZero();
    } finally {
      threads.shutdownNow();
    }
    assertThat(read(upload)).isEqualTo(bytes(10));
  }

  /** Until somebody waits for a lock. */
  private void awaitWaiter(CountDownLatch begun) {
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                new JdbcTemplate(database.owner())
                        .queryForObject(
                            """
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock'
                            """,
                            Integer.class)
                    > 0);
  }

  @Test
  void two_who_bring_the_same_bytes_at_once_keep_them_once() throws Exception {
    FileContents.Received first = received(bytes(10));
    FileContents.Received second = received(bytes(10));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch trying = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> faster =
          threads.submit(
              () ->
                  transactions.executeWithoutResult(
                      status -> {
                        contents.hold(file(), first.sha256(), first.id());
                        held.countDown();
                        awaitWaiter(trying);
                      }));
      held.await();
      Future<?> slower =
          threads.submit(
              () -> {
                trying.countDown();
                hold(file(), second);
              });
      faster.get();
      // The slower one is told of the conflict, and finds the bytes when it tries again.
      assertThatThrownBy(slower::get)
          .hasRootCauseInstanceOf(org.postgresql.util.PSQLException.class);
    } finally {
      threads.shutdownNow();
    }
    hold(file(), second);
    contents.discard(second.id());
    assertThat(count("content")).isEqualTo(1);
    assertThat(count("holder")).isEqualTo(2);
  }
}
