package org.itr.translation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itr.http.Caller;
import org.itr.objecttype.Secret;
import org.itr.setting.CurrentSettings;
import org.itr.store.CommandSender;
import org.itr.translation.TranslationCommand.NewText;
import org.itr.translation.TranslationCommand.RemoveTranslation;
import org.itr.translation.TranslationCommand.SaveTexts;
import org.springframework.stereotype.Component;

/** Saves translations for callers. */
@Component
public class TranslationSaving {

  /** The setting with the key of the translation service. */
  static final String SERVICE_KEY = "TRANSLATE_AZURE_KEY";

  private final TranslationTexts texts;
  private final MachineTranslation service;
  private final CurrentSettings settings;
  private final CommandSender commands;

  TranslationSaving(
      TranslationTexts texts,
      MachineTranslation service,
      CurrentSettings settings,
      CommandSender commands) {
    this.texts = texts;
    this.service = service;
    this.settings = settings;
    this.commands = commands;
  }

  /**
   * Adds the texts that the language does not have yet: translated where there is a service for it,
   * else as they are. What it has stays as it is.
   */
  void add(String language, Map<String, Object> sent, Caller caller) {
    Map<String, NewText> wanted = SentTexts.of(sent);
    Set<String> known = texts.known(language, wanted.keySet());
    wanted.keySet().removeAll(known);
    save(language, translated(language, wanted, caller), false, caller);
  }

  /** Puts the texts in the place of those that the language has, as they are. */
  public void replace(String language, Map<String, Object> sent, Caller caller) {
    save(language, SentTexts.of(sent), true, caller);
  }

  private void save(String language, Map<String, NewText> wanted, boolean replace, Caller caller) {
    if (!wanted.isEmpty()) {
      commands.send(
          new SaveTexts(Translations.keyOf(language), wanted, replace), caller.metaData());
    }
  }

  /** Removes the language. */
  public void remove(String language, Caller caller) {
    commands.send(new RemoveTranslation(Translations.keyOf(language)), caller.metaData());
  }

  private Map<String, NewText> translated(
      String language, Map<String, NewText> wanted, Caller caller) {
    Optional<Secret> key = settings.secret(caller.space(), SERVICE_KEY);
    if (key.isEmpty() || wanted.isEmpty() || language.equals(Languages.SOURCE)) {
      return wanted;
    }
    List<String> originals = wanted.values().stream().map(NewText::value).toList();
    List<String> translations =
        service.translate(key.get(), Languages.SOURCE, language, originals).orElse(originals);
    Map<String, NewText> result = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>(wanted.keySet());
    for (int i = 0; i < keys.size(); i++) {
      result.put(keys.get(i), new NewText(translations.get(i), originals.get(i)));
    }
    return result;
  }
}
