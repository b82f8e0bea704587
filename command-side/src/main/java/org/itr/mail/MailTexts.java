package org.itr.mail;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** The texts of the mails that the server writes, in the languages that it has them in. */
@Component
public class MailTexts {

  private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

  MailTexts() {
    messages.setBasename("org/itr/mail/mail-texts");
    messages.setDefaultEncoding("UTF-8");
    messages.setDefaultLocale(Locale.ENGLISH);
  }

  /** The language of whoever made the call that is being answered; English where there is none. */
  static Locale languageOfCaller() {
    return LocaleContextHolder.getLocaleContext() == null
        ? Locale.ENGLISH
        : LocaleContextHolder.getLocale();
  }

  /** A text for a subject line; English where there is none in the language. */
  public String plain(String key, Locale language, Object... values) {
    return messages.getMessage(key, values, language);
  }

  /** A text for the body; the values are shown as they are, whatever they hold. */
  public String html(String key, Locale language, String... values) {
    return messages.getMessage(
        key, Arrays.stream(values).map(MailTexts::escaped).toArray(), language);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
