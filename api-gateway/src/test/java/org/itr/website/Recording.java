package org.itr.website;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls that the website makes for one thing that happens in it; the folder of the recordings
 * tells how they are written.
 *
 * @param name the name of the file
 * @param calls the calls in their order
 */
public record Recording(String name, List<Call> calls) {

  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Map<String, String> LISTED =
      Map.of("StartPage", "-1", "PageSize", "0", "IncludeMaster", "N", "IncludeClient", "Y");
  private static final Map<String, String> WRITTEN =
      Map.of("IncludeMaster", "N", "IncludeClient", "Y");

  /** What the content type of an answer has to be. */
  public enum Type {
    JSON,
    TEXT,
    ANY
  }

  /**
   * A call and what it is to be answered with.
   *
   * @param method the HTTP method
   * @param path the path below /api/
   * @param headers headers by name, without those that every call has
   * @param body the body, empty for none
   * @param status the status that is expected
   * @param type the content type that is expected
   * @param kept names by the field of the answer whose value they stand for from then on
   */
  public record Call(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      Type type,
      Map<String, String> kept) {

    /** The call with the values in their places. */
    public Call with(Map<String, String> values) {
      Map<String, String> filled = new LinkedHashMap<>();
      headers.forEach((header, value) -> filled.put(header, fill(value, values)));
      return new Call(method, fill(path, values), filled, fill(body, values), status, type, kept);
    }

    /** Whether an answer with that status and content type is what the website needs. */
    public boolean accepts(int answered, String contentType) {
      boolean isJson = contentType.startsWith("application/json");
      return answered == status && (type == Type.ANY || isJson == (type == Type.JSON));
    }

    private static String fill(String text, Map<String, String> values) {
      return PLACE
          .matcher(text)
          .replaceAll(
              place -> {
                String value = values.get(place.group(1));
                if (value == null) {
                  throw new IllegalArgumentException("Nothing to put for " + place.group());
                }
                return Matcher.quoteReplacement(value);
              });
    }
  }

  /** Reads a recording. */
  public static Recording read(Path folder, String name) throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(name + ".calls"))) {
      if (line.startsWith("  ")) {
        blocks.get(blocks.size() - 1).add(line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        blocks.add(new ArrayList<>(List.of(line)));
      }
    }
    return new Recording(name, blocks.stream().map(Recording::call).toList());
  }

  private static Call call(List<String> lines) {
    String[] words = lines.get(0).split(" ", 3);
    String loader = words[0];
    Map<String, String> headers =
        new LinkedHashMap<>(
            switch (loader) {
              case "G", "J" -> LISTED;
              case "U", "D" -> WRITTEN;
              default -> Map.of();
            });
    Type type =
        switch (loader) {
          case "G" -> Type.JSON;
          case "J" -> Type.ANY;
          default -> Type.TEXT;
        };
    String body = "";
    int status = 200;
    Map<String, String> kept = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String rest = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("body ")) {
        body = rest;
      } else if (line.startsWith("status ")) {
        status = Integer.parseInt(rest);
      } else if (line.startsWith("type ")) {
        type = Type.valueOf(rest.toUpperCase(java.util.Locale.ROOT));
      } else if (line.startsWith("keep ")) {
        String[] nameAndField = rest.split(" = ", 2);
        kept.put(nameAndField[1], nameAndField[0]);
      } else {
        String[] header = line.split(": ?", 2);
        headers.put(header[0], header[1]);
      }
    }
    String method =
        switch (loader) {
          case "G", "J" -> "GET";
          case "U" -> "POST";
          case "D" -> "DELETE";
          default -> words[1];
        };
    return new Call(method, words[words.length - 1], headers, body, status, type, kept);
  }
}
