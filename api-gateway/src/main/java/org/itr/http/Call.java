package org.itr.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One row of the table of calls: who may make the call, which is enforced, and its input and
 * output, which are documented. What the controller's parameters show (an id in the path, the
 * headers of lists and of copies) is not repeated here.
 */
public final class Call {

  /** What a write is answered with unless the row says more. */
  private static final Shape OK = Shape.text("OK", "OK");

  private final String method;
  private final PathPattern pattern;
  private final String section;
  private final Access access;
  private final List<String> limits = new ArrayList<>();
  private final List<Header> headers = new ArrayList<>();
  private final Map<String, Field> variables = new HashMap<>();
  private final Map<Integer, String> statuses = new TreeMap<>();
  private String summary = "";
  private boolean file;
  private @Nullable Shape request;
  private @Nullable Shape answer;

  Call(String method, String pattern, String section, Access access) {
    this.method = method;
    this.pattern = PathPatternParser.defaultInstance.parse(pattern);
    this.section = section;
    this.access = access;
    this.answer = "GET".equals(method) ? null : OK;
  }

  /** Says what the call does. */
  Call says(String what) {
    summary = what;
    return this;
  }

  /** Adds what limits the call beside its access: what the call itself checks. */
  Call but(String limit) {
    limits.add(limit);
    return this;
  }

  /** Says what a variable of the path is, where it is no uuid. */
  Call where(String variable, Field field) {
    variables.put(variable, field);
    return this;
  }

  /** Adds headers that this call reads. */
  Call reads(Header... more) {
    headers.addAll(List.of(more));
    return this;
  }

  /** Says what the body holds. */
  Call takes(Shape shape) {
    request = shape;
    return this;
  }

  /** Says what the answer holds. */
  Call answers(Shape shape) {
    answer = shape;
    return this;
  }

  /** Says that the answer is a file to keep, which a ticket opens as well. */
  Call isFile() {
    file = true;
    return but("A browser can download it with a ticket from POST /api/downloads");
  }

  /** Adds another status that not every call has, and when it comes. */
  Call or(int status, String when) {
    statuses.put(status, when);
    return this;
  }

  /** GET, POST or DELETE. */
  public String method() {
    return method;
  }

  /** The path with its variables: {@code /api/persons/{id}}. */
  public String pattern() {
    return pattern.getPatternString();
  }

  /** Whether a path is one of this call. */
  boolean matches(PathContainer path) {
    return pattern.matches(path);
  }

  /** The section of the documentation that it is in. */
  public String section() {
    return section;
  }

  /** Who may make it. */
  public Access access() {
    return access;
  }

  /** What it does, without a full stop; empty where the row does not say. */
  public String summary() {
    return summary;
  }

  /** What the call itself checks, in sentences. */
  public List<String> limits() {
    return List.copyOf(limits);
  }

  /** What a variable of its path is. */
  public Field variable(String name) {
    return variables.getOrDefault(name, Field.uuid(name));
  }

  /** The headers that it reads beside those of lists and copies. */
  public List<Header> headers() {
    return List.copyOf(headers);
  }

  /** What its body holds; empty where it reads none. */
  public Optional<Shape> request() {
    return Optional.ofNullable(request);
  }

  /** What its answer holds; empty where the row does not say. */
  public Optional<Shape> answer() {
    return Optional.ofNullable(answer);
  }

  /** Whether its answer is a file to keep. */
  boolean answersFile() {
    return file;
  }

  /** The statuses that not every call has, with when they come. */
  public Map<Integer, String> statuses() {
    return Map.copyOf(statuses);
  }

  /** Whether it needs no token. */
  public boolean isPublic() {
    return access == Access.PUBLIC;
  }

  /** Whether it is a read as far as methods tell. */
  public boolean isRead() {
    return "GET".equals(method);
  }

  /** The type of the objects that it is about, as its shape or else its path says. */
  public Optional<ObjectType> objectType() {
    return answer()
        .flatMap(Call::typeOf)
        .or(() -> request().flatMap(Call::typeOf))
        .or(() -> ObjectTypes.find(pattern().split("/", -1)[2]));
  }

  private static Optional<ObjectType> typeOf(Shape shape) {
    if (shape instanceof Shape.Whole object) {
      return Optional.of(object.type());
    }
    if (shape instanceof Shape.Rows rows) {
      return Optional.of(rows.type());
    }
    if (shape instanceof Shape.Either either) {
      return typeOf(either.one());
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return method + " " + pattern();
  }
}
