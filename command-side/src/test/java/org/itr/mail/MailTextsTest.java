package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;

class MailTextsTest {

  private final MailTexts texts = new MailTexts();

  @AfterEach
  void forgetTheCall() {
    LocaleContextHolder.resetLocaleContext();
  }

  private static Set<String> keys(Locale language) {
    return ResourceBundle.getBundle("org/itr/mail/mail-texts", language).keySet();
  }

  @ParameterizedTest
  @ValueSource(strings = "nl")
  void every_text_is_there_in_every_language(String language) {
    Set<String> english = keys(Locale.ROOT);
    assertThat(keys(Locale.forLanguageTag(language))).isEqualTo(english);
    assertThat(english)
        .allSatisfy(
            key ->
                assertThat(texts.plain(key, Locale.forLanguageTag(language), "x", "y"))
                    .isNotEqualTo(texts.plain(key, Locale.ENGLISH, "x", "y"))
                    .doesNotContain("{"));
  }

  @Test
  void a_language_without_texts_gets_english_ones() {
    assertThat(texts.plain("credits-low.subject", Locale.JAPANESE))
        .isEqualTo("You are almost out of credits");
    assertThat(texts.plain("credits-low.subject", Locale.forLanguageTag("nl-BE")))
        .isEqualTo("Uw credits zijn bijna op");
  }

  @Test
  void a_value_in_a_body_is_text_whatever_it_holds_and_in_a_subject_as_it_is() {
    String hostile = "<script>alert('x')</script> & \"{0}\"";
    assertThat(texts.html("session-ready.body", Locale.ENGLISH, hostile))
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;{0}&quot;")
        .doesNotContain("<script>");
    assertThat(texts.plain("session-ready.subject", Locale.ENGLISH, hostile)).contains(hostile);
  }

  @Test
  void mails_are_in_the_language_of_the_call_and_in_english_where_there_is_none() {
    assertThat(MailTexts.languageOfCaller()).isEqualTo(Locale.ENGLISH);
    LocaleContextHolder.setLocale(Locale.forLanguageTag("nl"));
    assertThat(MailTexts.languageOfCaller().getLanguage()).isEqualTo("nl");
  }
}
