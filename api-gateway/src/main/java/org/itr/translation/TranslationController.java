package org.itr.translation;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.itr.http.Answer;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.HeaderText;
import org.itr.http.WireWriter;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.setting.CurrentSettings;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriUtils;

/** The texts of the website in other languages; reading them needs no login. */
@Controller
class TranslationController {

  private static final String LANGUAGE = "The language";
  private static final List<String> FIELDS =
      List.of("value", "originalValue", "valueAsOriginal", "changeDateTime", "changedBy");
  private static final Set<String> YES = Set.of("y", "true");

  private final Views views;
  private final TranslationTexts texts;
  private final TranslationSaving saving;
  private final MachineTranslation service;
  private final CurrentSettings settings;

  TranslationController(
      Views views,
      TranslationTexts texts,
      TranslationSaving saving,
      MachineTranslation service,
      CurrentSettings settings) {
    this.views = views;
    this.texts = texts;
    this.saving = saving;
    this.service = service;
    this.settings = settings;
  }

  @GetMapping("/api/translations")
  Answer languages() {
    return Answer.json(
        json -> {
          json.startList();
          views.list(
              ListRequest.everything(Translations.TYPE, Space.MASTER, null),
              row -> write(() -> json.text(row.text("Language"))));
          json.endList();
        });
  }

  /** All texts of a language; an empty list stands for a language without any. */
  @GetMapping("/api/translations/{language}")
  Answer get(@PathVariable String language) {
    String code = Languages.code(LANGUAGE, language);
    if (views.find(Translations.keyOf(code)).isEmpty()) {
      return Answer.jsonAsText("[]");
    }
    return Answer.jsonAsText(
        json -> {
          json.startObject();
          texts.forEach(code, entry -> write(() -> entry(json, entry)));
          json.endObject();
        });
  }

  private static void entry(WireWriter json, TranslationTexts.Entry entry) throws IOException {
    TranslatedText text = entry.text();
    Map<String, Object> values =
        Map.of(
            "value", text.value(),
            "originalValue", text.original(),
            "valueAsOriginal", text.first(),
            "changeDateTime", entry.changedAt(),
            "changedBy", entry.changedBy());
    json.name(entry.key());
    json.record(values::get, FIELDS);
  }

  /** Texts come one after another, and writing them can fail. */
  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  @PostMapping("/api/translations/{language}")
  Answer save(@PathVariable String language, HttpServletRequest request, Caller caller, Body body) {
    String code = Languages.code(LANGUAGE, language);
    boolean replace =
        YES.contains(HeaderText.of(request, "ForceTranslation").toLowerCase(Locale.ROOT));
    if (replace) {
      saving.replace(code, body.object(), caller);
    } else {
      saving.add(code, body.object(), caller);
    }
    return Answer.OK;
  }

  @DeleteMapping("/api/translations/{language}")
  Answer remove(@PathVariable String language, Caller caller) {
    saving.remove(Languages.code(LANGUAGE, language), caller);
    return Answer.OK;
  }

  /** One text, in the header ToTranslate, by the translation service. */
  @GetMapping("/api/translate/{from}/{to}")
  Answer translate(
      @PathVariable String from,
      @PathVariable String to,
      HttpServletRequest request,
      Caller caller) {
    String source = Languages.code("The language to translate from", from);
    String target = Languages.code("The language to translate to", to);
    Secret key =
        settings
            .secret(caller.space(), TranslationSaving.SERVICE_KEY)
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "No translation service is configured on this server"));
    String text = decoded(HeaderText.of(request, "ToTranslate"));
    if (text.isBlank() || source.equals(target)) {
      return Answer.text(text);
    }
    return Answer.text(
        service
            .translate(key, source, target, List.of(text))
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "The translation service cannot translate between these languages"))
            .get(0));
  }

  private static String decoded(String header) {
    try {
      return UriUtils.decode(header, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("ToTranslate must be URI-encoded");
    }
  }
}
