package org.itr.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.itr.audit.AuditMessages;
import org.itr.audit.AuditTrail;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.event.DomainEvent;
import org.itr.event.EventTypes;
import org.itr.event.MetaDataKeys;
import org.itr.file.StoredFiles;
import org.itr.http.Ids;
import org.itr.login.Logins;
import org.itr.mail.MailEvent;
import org.itr.objecttype.Change;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.person.Persons;
import org.itr.privacy.PersonData.Collected;
import org.itr.record.GeneratedReports;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTests;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A page with everything known about a person. It loads nothing from elsewhere and runs no scripts;
 * every text is escaped.
 */
final class PersonPage {

  private static final String STYLE = style();
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");
  private static final Pattern TAGS = Pattern.compile("<[^>]*>");
  private static final String NOTHING = "Nothing.";

  private final Writer out;
  private final Collected data;
  private final Instant now;

  PersonPage(Writer out, Collected data, Instant now) {
    this.out = out;
    this.data = data;
    this.now = now;
  }

  void write() throws IOException {
    String name = name();
    out.write(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\""
            + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    text(name);
    out.write("</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
    heading(1, "Everything about " + name);
    paragraph(
        "This page contains everything that "
            + data.company().map(row -> row.text("CompanyName")).orElse("the company")
            + " stores in the Internet Test Room about "
            + name
            + ", as of "
            + MOMENT.format(now)
            + ". The accompanying files contain the same data in machine-readable form.");
    objects("The person", Persons.TYPE);
    objects("Login account", Logins.TYPE);
    sessions();
    reports();
    mails();
    heading(2, "Files");
    lines(
        data.of(StoredFiles.TYPE).stream()
            .map(file -> file.text("Name") + ", " + file.number("Size") + " bytes")
            .toList());
    objects("Credits charged", CreditUsages.TYPE);
    objects("Results gathered for research", DataGathering.TYPE);
    trail();
    history();
    out.write("</body>\n</html>\n");
  }

  private String name() {
    String name =
        data.of(Persons.TYPE).stream()
            .map(row -> (row.text("FirstName") + " " + row.text("LastName")).strip())
            .findFirst()
            .orElse("");
    return name.isEmpty() ? "person " + data.key().id() : name;
  }

  private void objects(String title, ObjectType type) throws IOException {
    heading(2, title);
    List<Row> rows = data.of(type);
    if (rows.isEmpty()) {
      quiet(NOTHING);
    }
    for (Row row : rows) {
      table(values(type, row));
    }
  }

  private void sessions() throws IOException {
    heading(2, "Sessions and tests");
    List<Row> sessions = data.of(Sessions.TYPE);
    List<Row> tests = new ArrayList<>(data.of(SessionTests.TYPE));
    quiet(
        "There are "
            + count(sessions.size(), "session")
            + " with "
            + count(tests.size(), "test")
            + ".");
    for (Row session : sessions) {
      heading(3, session.text("Description").isEmpty() ? "A session" : session.text("Description"));
      paragraph(
          "The session can be taken from "
              + MOMENT.format(session.moment("AllowedStartDateTime"))
              + " to "
              + MOMENT.format(session.moment("AllowedEndDateTime"))
              + took(session, "StartedAt", "EndedAt"));
      table(values(Sessions.TYPE, session));
      List<Row> own =
          tests.stream().filter(test -> test.uuid("SessionID").equals(session.uuid("ID"))).toList();
      for (Row test : own) {
        test(test);
      }
      tests.removeAll(own);
    }
    if (!tests.isEmpty()) {
      heading(3, "Tests in other sessions");
    }
    for (Row test : tests) {
      test(test);
    }
  }

  private void test(Row test) throws IOException {
    String name = data.testNames().getOrDefault(test.uuid("TestID"), "");
    heading(4, name.isEmpty() ? "A test" : name);
    paragraph(
        test.number("PercentageOfQuestionsAnswered")
            + "% of the questions were answered"
            + took(test, "TestStart", "TestEnd"));
    table(values(SessionTests.TYPE, test));
  }

  /** The end of a sentence that says when something began and ended, as far as that is known. */
  private static String took(Row row, String start, String end) {
    String sentence = "";
    if (isMoment(row.moment(start))) {
      sentence += "; started on " + MOMENT.format(row.moment(start));
    }
    if (isMoment(row.moment(end))) {
      sentence += (sentence.isEmpty() ? "; " : ", ") + "ended on " + MOMENT.format(row.moment(end));
    }
    return sentence + ".";
  }

  private static boolean isMoment(Instant moment) {
    return !moment.equals(Instant.parse(Field.NO_MOMENT));
  }

  private void reports() throws IOException {
    heading(2, "Reports");
    if (data.of(GeneratedReports.TYPE).isEmpty()) {
      quiet(NOTHING);
    }
    for (Row report : data.of(GeneratedReports.TYPE)) {
      heading(3, report.text("ReportTitle").isEmpty() ? "A report" : report.text("ReportTitle"));
      out.write("<pre>");
      text(HtmlUtils.htmlUnescape(TAGS.matcher(report.text("ReportText")).replaceAll(" ")).strip());
      out.write("</pre>\n");
    }
  }

  private void mails() throws IOException {
    heading(2, "Mails");
    List<String> told = new ArrayList<>();
    for (TrackedEventMessage<?> message : data.mails()) {
      DomainEvent event = (DomainEvent) message.getPayload();
      String what =
          event instanceof MailEvent.MailSent
              ? "was sent"
              : event instanceof MailEvent.MailFailed ? "was not sent" : "was queued";
      told.add(
          "On "
              + MOMENT.format(message.getTimestamp())
              + " a mail to "
              + shown(event.delta().after("To"))
              + " with the subject "
              + shown(event.delta().after("Subject"))
              + " "
              + what
              + ".");
    }
    lines(told);
  }

  private void trail() throws IOException {
    heading(2, "What happened");
    List<String> told = new ArrayList<>();
    for (Row row : data.of(AuditTrail.TYPE)) {
      told.add(
          "On "
              + MOMENT.format(row.moment("CreateDate"))
              + ", by "
              + who(row.uuid("UserID"))
              + ": "
              + AuditMessages.story(
                  row.text("EventType"),
                  row.text("AuditMessage"),
                  row.text("OldData"),
                  row.text("NewData"),
                  this::named)
              + ".");
    }
    lines(told);
  }

  /** Tests by their names, as far as these are known. */
  private String named(String name, String value) {
    return "TestID".equals(name)
        ? Ids.find(value).map(data.testNames()::get).filter(known -> !known.isEmpty()).orElse(value)
        : value;
  }

  private String who(UUID user) {
    if (user.equals(data.key().uuid())) {
      return "the person";
    }
    return user.equals(Space.MASTER.id()) ? "the server" : "the user " + user;
  }

  private void history() throws IOException {
    heading(2, "Changes, step by step");
    if (data.events().isEmpty()) {
      quiet(NOTHING);
    }
    for (TrackedEventMessage<?> message : data.events()) {
      DomainEvent event = (DomainEvent) message.getPayload();
      heading(3, MOMENT.format(message.getTimestamp()));
      paragraph(
          EventTypes.declaration(event.getClass()).meaning()
              + " It is one of the "
              + event.target().type()
              + ", "
              + event.target().id()
              + "; made by "
              + Objects.toString(message.getMetaData().get(MetaDataKeys.USER), "unknown")
              + ".");
      Map<String, String> changes = new LinkedHashMap<>();
      event.delta().forEach((field, change) -> changes.put(label(field), told(change)));
      table(changes);
    }
  }

  private static String told(Change change) {
    if (change instanceof Change.Parts parts) {
      List<String> lines = new ArrayList<>();
      parts.byPointer().forEach((pointer, value) -> lines.add(pointer + ": " + told(value)));
      return String.join("\n", lines);
    }
    Change.Value value = (Change.Value) change;
    String after = value.hasAfter() ? shown(value.after()) : "nothing";
    return value.hasBefore() ? shown(value.before()) + " → " + after : after;
  }

  /** The fields of a row that say something, by their labels. */
  private static Map<String, String> values(ObjectType type, Row row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      Object value = row.get(field.name());
      if (!field.isReturned() || value == null || PersonArchive.isSecret(field.name())) {
        continue;
      }
      String shown = field.isJson() ? flat(tree(value.toString())) : shown(value);
      boolean saysNothing =
          shown.isEmpty()
              || field.type() == FieldType.UUID && shown.equals(Field.ZERO_UUID)
              || value instanceof Instant moment && !isMoment(moment);
      if (!saysNothing) {
        values.put(label(field.name()), shown);
      }
    }
    return values;
  }

  /** A tree as lines, each with the place of a value and the value. */
  private static String flat(@Nullable Object tree) {
    List<String> lines = new ArrayList<>();
    flatten("", tree, lines);
    return String.join("\n", lines);
  }

  private static void flatten(String place, @Nullable Object tree, List<String> lines) {
    if (tree instanceof Map<?, ?> object) {
      object.forEach(
          (name, value) ->
              flatten(place.isEmpty() ? "" + name : place + " / " + name, value, lines));
    } else if (tree instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        flatten(place + " " + (i + 1), list.get(i), lines);
      }
    } else if (tree != null && !tree.toString().isEmpty()) {
      lines.add(place.isEmpty() ? tree.toString() : place + ": " + tree);
    }
  }

  private static @Nullable Object tree(String json) {
    try {
      return Json.parse(json);
    } catch (IllegalArgumentException noJson) {
      return json;
    }
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Instant moment) {
      return MOMENT.format(moment);
    }
    if (value instanceof LocalDate day) {
      return DAY.format(day);
    }
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value instanceof Map<?, ?> || value instanceof List<?> ? flat(value) : value.toString();
  }

  /** The name of a field as people read it: FirstName is First name. */
  private static String label(String field) {
    String spaced = WORDS.matcher(field).replaceAll(" ");
    String[] words = spaced.split(" ", -1);
    for (int i = 1; i < words.length; i++) {
      boolean isAbbreviation = words[i].equals(words[i].toUpperCase(Locale.ROOT));
      words[i] = isAbbreviation ? words[i] : words[i].toLowerCase(Locale.ROOT);
    }
    return String.join(" ", words);
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void heading(int level, String title) throws IOException {
    out.write("<h" + level + ">");
    text(title);
    out.write("</h" + level + ">\n");
  }

  private void paragraph(String sentence) throws IOException {
    out.write("<p>");
    text(sentence);
    out.write("</p>\n");
  }

  private void quiet(String sentence) throws IOException {
    out.write("<p class=\"quiet\">");
    text(sentence);
    out.write("</p>\n");
  }

  private void lines(List<String> sentences) throws IOException {
    if (sentences.isEmpty()) {
      quiet(NOTHING);
      return;
    }
    out.write("<ul>\n");
    for (String sentence : sentences) {
      out.write("<li>");
      text(sentence);
      out.write("</li>\n");
    }
    out.write("</ul>\n");
  }

  private void table(Map<String, String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.write("<table>\n");
    for (Map.Entry<String, String> value : values.entrySet()) {
      out.write("<tr><th scope=\"row\">");
      text(value.getKey());
      out.write("</th><td><pre>");
      text(value.getValue());
      out.write("</pre></td></tr>\n");
    }
    out.write("</table>\n");
  }

  private void text(String text) throws IOException {
    out.write(HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()));
  }

  private static String style() {
    try (InputStream in = PersonPage.class.getResourceAsStream("/person-page.css")) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
