package org.itr.publics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.itr.objecttype.Refusal;
import org.itr.publics.PublicFolders.PublicFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicFoldersTest {

  @TempDir Path folder;
  private PublicFolders folders;
  private Path templates;

  @BeforeEach
  void prepare() {
    folders = new PublicFolders(folder.resolve("publics").toString());
    folders.prepare();
    templates = folder.resolve("publics").resolve("itr-testtemplates");
  }

  @Test
  void files_are_listed_by_name_with_what_is_written_about_them() throws IOException {
    Files.writeString(templates.resolve("b test.json"), "{}");
    Files.writeString(templates.resolve("a.json"), "{}");
    Files.writeString(templates.resolve("a.json.itrinfo"), "A <b>test</b>\n");
    Files.writeString(templates.resolve(".gitignore"), "");
    Files.writeString(templates.resolve("LICENSE"), "Everybody may use it.");
    Files.writeString(templates.resolve("README.md"), "# Tests");
    Files.createDirectory(templates.resolve("folder"));
    Instant put = Instant.parse("2026-11-20T08:00:00Z");
    Files.setLastModifiedTime(templates.resolve("a.json"), FileTime.from(put));
    assertThat(folders.list("itr-testtemplates"))
        .extracting(PublicFile::name, PublicFile::explanation)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a.json", "A <b>test</b>"),
            org.assertj.core.groups.Tuple.tuple("b test.json", ""));
    assertThat(folders.list("itr-testtemplates").get(0).changedAt()).isEqualTo(put);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../itr-translations/nl.json",
        "..",
        ".",
        "",
        "/etc/passwd",
        "nl.json\u0000.png",
        "..\\nl.json",
        "link.json",
        "outside/secret.json",
        "a.json.itrinfo"
      })
  void a_name_leads_nowhere_but_to_a_file_of_the_folder(String name) throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret.json"), "secret");
    Files.writeString(templates.resolve("a.json"), "{}");
    Files.writeString(templates.resolve("a.json.itrinfo"), "about it");
    Files.createSymbolicLink(templates.resolve("link.json"), outside.resolve("secret.json"));
    Files.createSymbolicLink(templates.resolve("outside"), outside);
    assertThat(folders.file("itr-testtemplates", "a.json")).hasContent("{}");
    assertThatThrownBy(() -> folders.file("itr-testtemplates", name))
        .isInstanceOf(Refusal.class)
        .hasMessageNotContaining(name.isEmpty() ? "\u0000" : name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"itr-webclient", "..", "", "itr-translations/..", "ITR-TRANSLATIONS"})
  void there_are_five_repositories_and_no_others(String repository) {
    assertThatThrownBy(() -> folders.list(repository)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> folders.file(repository, "a")).isInstanceOf(Refusal.class);
  }

  @Test
  void a_missing_folder_is_an_empty_one_until_it_is_made() throws IOException {
    PublicFolders none = new PublicFolders(folder.resolve("elsewhere").toString());
    assertThat(none.list("itr-plugins")).isEmpty();
    none.prepare();
    assertThat(folder.resolve("elsewhere").resolve("itr-plugins")).isDirectory();
    Files.writeString(folder.resolve("elsewhere").resolve("itr-plugins").resolve("p.js"), "");
    assertThat(none.list("itr-plugins")).hasSize(1);
  }
}
