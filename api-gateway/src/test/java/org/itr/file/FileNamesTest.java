package org.itr.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          logo.png                 | logo.png
          Logo 1 (final).PNG       | logo1final.png
          ../../etc/passwd         | ....etcpasswd
          ..\\..\\windows\\win.ini | ....windowswin.ini
          Größe_ÄÖÜ-é.jpg          | größeäöüé.jpg
          测验 1.mp3               | 测验1.mp3
          a;b=c&d.gif              | abcd.gif
          İstanbul.svg             | istanbul.svg
          <script>alert(1).js      | scriptalert1.js
          .htaccess                | .htaccess
          """)
  void letters_digits_and_dots_stay_in_lower_case(String sent, String kept) {
    assertThat(FileNames.clean(sent)).isEqualTo(kept);
  }

  @Test
  void one_name_in_two_forms_of_unicode_is_one_name() {
    assertThat(FileNames.clean("cafe\u0301.png")).isEqualTo(FileNames.clean("caf\u00e9.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "...", "../..", "\u0000", "-_ /", "\uD83D\uDE00"})
  void a_name_of_which_nothing_is_left_is_refused(String name) {
    assertThatThrownBy(() -> FileNames.clean(name))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Name");
  }

  @Test
  void a_name_may_have_255_characters() {
    assertThat(FileNames.clean("é".repeat(255))).hasSize(255);
    assertThatThrownBy(() -> FileNames.clean("é".repeat(256)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("255");
  }

  @Test
  void a_name_as_it_is_listed_leads_to_the_same_file() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder("x");
      for (int length = random.nextInt(12); length > 0; length--) {
        name.appendCodePoint(
            random.nextBoolean()
                ? random.nextInt(0x3000)
                : random.nextInt(Character.MAX_CODE_POINT + 1));
      }
      String clean = FileNames.clean(name.toString());
      assertThat(FileNames.clean(clean)).as("seed %d, name %s", seed, name).isEqualTo(clean);
      assertThat(clean).doesNotContain("/", "\\", "\u0000", "%", ";", "\"", "\r", "\n");
    }
  }

  @Test
  void a_type_is_read_in_any_case_and_all_is_none_that_a_file_has() {
    assertThat(FileNames.type("Media")).isEqualTo("media");
    assertThat(FileNames.isEveryType(FileNames.type("ALL"))).isTrue();
    assertThat(FileNames.oneType("TEST")).isEqualTo("test");
    assertThatThrownBy(() -> FileNames.oneType("All")).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a b", "te/st", "x12345678901234567890", "tést"})
  void a_type_is_of_letters_and_digits(String type) {
    assertThatThrownBy(() -> FileNames.type(type))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("FileType");
  }
}
