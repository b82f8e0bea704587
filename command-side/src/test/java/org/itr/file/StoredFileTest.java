package org.itr.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.file.FileCommand.RemoveFile;
import org.itr.file.FileCommand.StoreFile;
import org.itr.file.FileEvent.FileRemoved;
import org.itr.file.FileEvent.FileReplaced;
import org.itr.file.FileEvent.FileStored;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredFileTest {

  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  private static final String NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final UUID test = UUID.randomUUID();
  private final UUID upload = UUID.randomUUID();
  private final ObjectKey logo =
      StoredFiles.keyOf(Space.of(UUID.randomUUID()), test, "media", "logo.png");
  private final List<String> contents = new ArrayList<>();
  private boolean areGone;
  private final AggregateTestFixture<StoredFile> fixture =
      new AggregateTestFixture<>(StoredFile.class);

  @BeforeEach
  void noteWhatIsHeld() {
    fixture.registerInjectableResource(
        new HeldContents() {
          @Override
          public void hold(ObjectKey file, String sha256, @Nullable UUID from) {
            if (areGone) {
              throw new Refusal(Refusal.Reason.CONFLICT, "The bytes are gone");
            }
            contents.add("hold " + file + " " + sha256 + " " + from);
          }

          @Override
          public void release(ObjectKey file) {
            contents.add("release " + file);
          }
        });
  }

  private StoreFile storing(String sha256, long size) {
    return new StoreFile(logo, sha256, size, "image/png", upload);
  }

  private FileStored stored() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("ObjectID", test.toString());
    told.put("FileType", "media");
    told.put("Name", "logo.png");
    told.put("Size", 5L);
    told.put("SHA256", HELLO);
    told.put("MediaType", "image/png");
    return new FileStored(logo, Delta.added(told));
  }

  private FileRemoved removed() {
    Map<String, Change> told = new LinkedHashMap<>();
    stored()
        .delta()
        .forEach(
            (field, change) ->
                told.put(field, Change.Value.removed(((Change.Value) change).after())));
    return new FileRemoved(logo, Delta.of(told));
  }

  @Test
  void a_file_is_stored_with_its_name_size_type_and_hash_and_holds_its_bytes() {
    fixture.givenNoPriorActivity().when(storing(HELLO, 5)).expectEvents(stored());
    assertThat(contents).containsExactly("hold " + logo + " " + HELLO + " " + upload);
  }

  @Test
  void other_bytes_replace_those_of_the_file() {
    Map<String, Change> told = new LinkedHashMap<>();
    told.put("Size", Change.Value.replaced(5L, 0L));
    told.put("SHA256", Change.Value.replaced(HELLO, NOTHING));
    fixture
        .given(stored())
        .when(storing(NOTHING, 0))
        .expectEvents(new FileReplaced(logo, Delta.of(told)));
    assertThat(contents).containsExactly("hold " + logo + " " + NOTHING + " " + upload);
  }

  @Test
  void the_same_bytes_again_leave_no_trace() {
    fixture.given(stored()).when(storing(HELLO, 5)).expectNoEvents();
    assertThat(contents).isEmpty();
  }

  @Test
  void a_file_whose_bytes_are_gone_is_not_stored() {
    areGone = true;
    fixture
        .givenNoPriorActivity()
        .when(storing(HELLO, 5))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_removed_file_is_told_as_it_was_and_lets_go_of_its_bytes() {
    fixture.given(stored()).when(new RemoveFile(logo)).expectEvents(removed());
    assertThat(contents).containsExactly("release " + logo);
  }

  @Test
  void a_file_that_is_not_there_is_not_removed() {
    fixture
        .givenNoPriorActivity()
        .when(new RemoveFile(logo))
        .expectException(Refusal.class)
        .expectNoEvents();
    assertThat(contents).isEmpty();
  }

  @Test
  void a_file_is_removed_once() {
    fixture
        .given(stored(), removed())
        .when(new RemoveFile(logo))
        .expectException(Refusal.class)
        .expectNoEvents();
    assertThat(contents).isEmpty();
  }

  @Test
  void a_removed_file_is_stored_again() {
    fixture.given(stored(), removed()).when(storing(HELLO, 5)).expectEvents(stored());
  }
}
