package org.itr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.itr.proof.VerifyCommand;
import org.itr.rebuild.ProjectionCommand;
import org.itr.support.PostgresProgram;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupIT {

  @TempDir private static Path folder;

  private final List<String> before = new CopyOnWriteArrayList<>();
  private final String person = UUID.randomUUID().toString();
  private Path backup;
  private Path keys;

  private static String nationality(Website website) {
    String id = UUID.randomUUID().toString();
    assertThat(website.post("nationalities/" + id, Map.of("NationalityName", "Kept")).status())
        .isEqualTo(200);
    return id;
  }

  private static PrintStream to(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @BeforeAll
  void backUpAServerAtWork() throws Exception {
    backup = folder.resolve("backup");
    keys = folder.resolve("keys-apart");
    String data = "--ITR_DATA_DIR=" + folder.resolve("data");
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
      Website master = server.master();
      master.liftCallLimit();
      assertThat(
              master
                  .post(
                      "persons/" + person,
                      Map.of("LastName", "Readable", "EMail", person + "@people.example"))
                  .status())
          .isEqualTo(200);
      AtomicBoolean over = new AtomicBoolean();
      ExecutorService writers = Executors.newFixedThreadPool(2);
      Future<?> writing =
          writers.submit(
              () -> {
                while (!over.get()) {
                  before.add(nationality(master));
                }
              });
      try {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> before.size() > 50);
        List<String> sure = List.copyOf(before);
        assertThat(
                BackupCommand.run(
                    to(new ByteArrayOutputStream()), backup.toString(), "--keys=" + keys, data))
            .isZero();
        before.clear();
        before.addAll(sure);
      } finally {
        over.set(true);
        writing.get();
        writers.shutdown();
      }
      assertThatThrownBy(() -> BackupCommand.run(System.out, backup.toString(), data))
          .hasMessageContaining("is not empty");
      assertThatThrownBy(
              () -> RestoreCommand.run(System.out, backup.toString(), "--keys=" + keys, data))
          .hasMessageContaining("is not empty");
    }
  }

  @Test
  void a_backup_of_a_server_at_work_is_restored_whole_and_provable() throws Exception {
    Path restored = folder.resolve("restored");
    assertThat(backup.resolve("database").resolve("manifest.json")).exists();
    assertThat(keys.resolve("master.key")).exists();
    String target = "--ITR_DATA_DIR=" + restored;
    assertThat(
            RestoreCommand.run(
                to(new ByteArrayOutputStream()), backup.toString(), "--keys=" + keys, target))
        .isZero();
    PostgresProgram.shareWith(restored);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ProjectionCommand.run(to(bytes), "compare", target)).as(bytes.toString()).isZero();
    try (ServerProcess server = ServerProcess.start(restored)) {
      Website master = server.master();
      assertThat(master.get("persons/" + person).body()).contains("Readable");
      List<String> sure = List.copyOf(before.subList(0, 50));
      assertThat(sure)
          .allSatisfy(id -> assertThat(master.get("nationalities/" + id).status()).isEqualTo(200));
      nationality(master);
    }
    assertThat(VerifyCommand.run(to(bytes), target)).as(bytes.toString()).isZero();
  }

  @Test
  void the_keys_are_kept_apart_for_their_owner_alone_and_are_all_there() throws Exception {
    String data = "--ITR_DATA_DIR=" + folder.resolve("data");
    Path plain = folder.resolve("plain");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(BackupCommand.run(to(bytes), plain.toString(), data)).isZero();
    Path beside = folder.resolve("plain-keys");
    assertThat(bytes.toString()).contains("The keys are in " + beside);
    assertThat(plain).isDirectoryNotContaining("glob:**key*");
    assertThat(Files.getPosixFilePermissions(beside))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(beside.resolve("master.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Path next = folder.resolve("next");
    assertThatThrownBy(
            () -> BackupCommand.run(System.out, next.toString(), "--keys=" + next + "/keys", data))
        .hasMessageContaining("stored separately");
    Path missing = folder.resolve("missing.key");
    assertThatThrownBy(
            () ->
                BackupCommand.run(
                    System.out, next.toString(), data, "--ITR_MASTER_KEY_FILE=" + missing))
        .hasMessage("A backup needs master.key, but " + missing + " does not exist");
    assertThat(next).doesNotExist();
  }

  @Test
  void a_backup_that_was_changed_is_refused_before_anything_is_written() throws Exception {
    Path changed = folder.resolve("changed");
    BackupCommand.run(
        to(new ByteArrayOutputStream()),
        changed.toString(),
        "--ITR_DATA_DIR=" + folder.resolve("data"));
    Path restored = folder.resolve("never-restored");
    String target = "--ITR_DATA_DIR=" + restored;
    Path version = changed.resolve("database").resolve("PG_VERSION");
    String was = Files.readString(version);
    Files.writeString(version, "99\n");
    assertThatThrownBy(() -> RestoreCommand.run(System.out, changed.toString(), target))
        .hasMessageContaining("The file PG_VERSION of the backup was changed");
    Files.delete(version);
    assertThatThrownBy(() -> RestoreCommand.run(System.out, changed.toString(), target))
        .hasMessageContaining("does not contain the file PG_VERSION");
    Files.writeString(version, was);
    Files.writeString(changed.resolve("database").resolve("more"), "x");
    assertThatThrownBy(() -> RestoreCommand.run(System.out, changed.toString(), target))
        .hasMessageContaining("an unexpected file: more");
    assertThat(restored).doesNotExist();
  }
}
