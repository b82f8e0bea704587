package org.itr.publics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.WireReader;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.translation.Languages;
import org.itr.translation.TranslationSaving;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The files available for installation. The website installs templates itself from what it reads
 * here; the server installs translations. Nothing is downloaded, and no code is replaced.
 */
@Controller
class PublicsController {

  private static final List<String> FIELDS = List.of("name", "getdate", "explanation");

  private final PublicFolders folders;
  private final TranslationSaving translations;
  private final int longestFile;

  PublicsController(
      PublicFolders folders,
      TranslationSaving translations,
      @Value("${settings.limits.json-bytes}") int longestFile) {
    this.folders = folders;
    this.translations = translations;
    this.longestFile = longestFile;
  }

  @EventListener(ApplicationReadyEvent.class)
  void prepare() {
    folders.prepare();
  }

  /** The folders are read with every call, so all there is to do is to make missing ones. */
  @PostMapping("/api/refreshpublics")
  Answer refresh() {
    folders.prepare();
    return Answer.OK;
  }

  @GetMapping("/api/listpublics/{repository}")
  Answer list(@PathVariable String repository) {
    List<Row> files =
        folders.list(repository).stream()
            .<Row>map(
                file ->
                    Map.of(
                            "name", (Object) file.name(),
                            "getdate", file.changedAt(),
                            "explanation", file.explanation())
                        ::get)
            .toList();
    return Answer.json(json -> json.records(files, FIELDS));
  }

  @GetMapping("/api/listpublics/{repository}/{file}")
  Answer content(@PathVariable String repository, @PathVariable String file) {
    Path found = folders.file(repository, file);
    return response -> {
      response.setContentType("text/plain;charset=utf-8");
      Files.copy(found, response.getOutputStream());
    };
  }

  /** Takes over the texts of a file into the language that it is named after. */
  @PostMapping("/api/installpublics/{repository}/{file}")
  Answer install(@PathVariable String repository, @PathVariable String file, Caller caller) {
    String language = language(repository, file);
    Map<String, Object> texts = texts(folders.file(repository, file));
    translations.replace(language, texts, caller);
    return Answer.OK;
  }

  @DeleteMapping("/api/installpublics/{repository}/{file}")
  Answer uninstall(@PathVariable String repository, @PathVariable String file, Caller caller) {
    translations.remove(language(repository, file), caller);
    return Answer.OK;
  }

  @PostMapping("/api/installpublics/{repository}")
  Answer installAll() {
    throw notOverHttp();
  }

  @DeleteMapping("/api/installpublics/{repository}")
  Answer uninstallAll() {
    throw notOverHttp();
  }

  /** The language that a file of translations is named after: {@code nl.json} is nl. */
  private static String language(String repository, String file) {
    if (!PublicFolders.TRANSLATIONS.equals(repository)) {
      throw notOverHttp();
    }
    int dot = file.indexOf('.');
    return Languages.code(
        "The name of a file of translations", dot < 0 ? file : file.substring(0, dot));
  }

  private Map<String, Object> texts(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(longestFile + 1);
      if (bytes.length > longestFile) {
        throw new InvalidInput("The file exceeds the limit of " + longestFile + " bytes");
      }
      return WireReader.object(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal notOverHttp() {
    return new Refusal(
        Refusal.Reason.FORBIDDEN,
        "The server cannot be upgraded or stopped over HTTP. To upgrade, stop it, install the new"
            + " version and start it again; see docs/operations.md");
  }
}
