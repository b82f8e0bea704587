package org.itr.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.report.Report;
import org.itr.session.PublicSessions;
import org.itr.support.Website.Answer;

/**
 * One of everything that a company can have, each marked in its texts, and the paths of calls that
 * are about these.
 */
public final class Belongings {

  /** The credits of the usage, a number that is nothing else's. */
  public static final int CREDITS_USED = 31_337;

  /** Types whose objects are made in a way of their own, or by the server alone. */
  private static final List<String> OTHERWISE =
      List.of(
          "audittrail",
          "companies",
          "erasurereceipts",
          "files",
          "logins",
          "mails",
          "retentionrules",
          "rebuilds",
          "sessiontests",
          "systemsettings",
          "translations",
          "tokens");

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)\\}");
  private static final List<String> TEXTS =
      List.of(
          "Description",
          "Name",
          "TestName",
          "BatteryName",
          "NationalityName",
          "ReportTitle",
          "Remarks",
          "LastName",
          "SessionName",
          "SessionDescription",
          "UserDescription");

  private final TestCompany company;
  private final String mark;
  private final Website master;
  private final Map<String, String> ids = new LinkedHashMap<>();

  private Belongings(TestCompany company) {
    this.company = company;
    this.mark = "mark " + company.id().substring(0, 13);
    this.master = company.user("IsMasterUser", "IsResearcher", "IsPasswordManager");
  }

  /** Makes one of everything in a company. */
  public static Belongings of(TestCompany company) {
    Belongings belongings = new Belongings(company);
    belongings.make();
    return belongings;
  }

  private void make() {
    String group = UUID.randomUUID().toString();
    String now = Instant.now().toString();
    save(
        "sessions/" + group,
        Map.of("SessionType", 100, "Description", mark, "Status", 10, "CreateDate", now));
    String person = UUID.randomUUID().toString();
    String session = UUID.randomUUID().toString();
    Map<String, String> chosen = Map.of("persons", person, "sessions", session);
    for (ObjectType type : ObjectTypes.all()) {
      if (type.isView() || OTHERWISE.contains(type.name())) {
        continue;
      }
      String id = chosen.getOrDefault(type.name(), UUID.randomUUID().toString());
      Map<String, Object> fields = marked(type);
      fields.put("EMail", email(person));
      fields.put("Password", mark);
      fields.put("PersonID", person);
      fields.put("GroupSessionID", group);
      fields.put("CompanyID", company.id());
      fields.put("LinkedObjectID", session);
      fields.put("Status", 10);
      fields.put("TotalTicks", CREDITS_USED);
      fields.put("UsageDateTime", now);
      save(type.name() + "/" + id, fields);
      ids.put(type.name(), id);
    }
    ids.put("group", group);
    String sessionTest = UUID.randomUUID().toString();
    save(
        "sessiontests/" + session + "/" + sessionTest,
        Map.of("TestID", ids.get("tests"), "PersID", person, "Status", 10, "Sequence", 1));
    ids.put("sessiontests", sessionTest);
    takePart(group, now);
    save("systemsettings/" + setting(), mark);
    ids.put("systemsettings", setting());
    ids.put("companies", company.id());
    Website consultant = company.user("IsOfficeUser");
    ids.put("logins", consultant.get("logins/currentuser").json().get("ID").asText());
    ids.put("tokens", consultant.token());
    save(path("/api/files/{company}/{object}/{type}/{name}"), mark);
    ids.put("files", fileName());
    String note = UUID.randomUUID().toString();
    save("audittrail/" + note, Map.of("AuditMessage", mark, "ObjectID", person));
    ids.put("audittrail", note);
    String rule = UUID.randomUUID().toString();
    save("privacy/retention/" + rule, Map.of("Description", mark, "Months", 12, "Active", true));
    ids.put("retentionrules", rule);
    String unused = UUID.randomUUID().toString();
    save("persons/" + unused, Map.of("LastName", mark));
    ids.put("a person without a session", unused);
    String erased = UUID.randomUUID().toString();
    save("persons/" + erased, Map.of("LastName", "Erased", "Active", true));
    ids.put(
        "erasurereceipts", master.delete("privacy/persons/" + erased).json().get("ID").asText());
  }

  /** What somebody unknown answered, of one test, who took part in a group session. */
  private void takePart(String group, String now) {
    String participation = UUID.randomUUID().toString();
    Map<String, Object> session = new HashMap<>();
    session.put("SessionType", PublicSessions.PARTICIPATION);
    session.put("GroupSessionID", group);
    session.put("Description", mark);
    session.put("Status", 30);
    session.put("Active", true);
    session.put("StartedAt", now);
    session.put("EndedAt", now);
    save("sessions/" + participation, session);
    ids.put("participation", participation);
    String answered = UUID.randomUUID().toString();
    save(
        "sessiontests/" + participation + "/" + answered,
        Map.of(
            "TestID",
            ids.get("tests"),
            "Status",
            30,
            "TestStart",
            now,
            "TestEnd",
            now,
            "Results",
            Map.of("__page", Map.of("question", Map.of("Value", mark)))));
    ids.put("answered test", answered);
  }

  /** The e-mail address of a person. */
  public static String email(String person) {
    return person + "@members.example";
  }

  private String fileName() {
    return company.id().replace("-", "") + ".txt";
  }

  private String setting() {
    return "SETTING_" + company.id().substring(0, 8);
  }

  /** Fields of an object of a type, the mark in all its texts. */
  public Map<String, Object> marked(ObjectType type) {
    Map<String, Object> fields = new HashMap<>();
    for (Field field : type.fields()) {
      boolean isText = field.type() == FieldType.STRING || field.type() == FieldType.TEXT;
      if (isText && TEXTS.contains(field.name())) {
        fields.put(field.name(), mark);
      }
    }
    return fields;
  }

  private void save(String path, Object fields) {
    Answer answer = master.post(path, fields);
    if (answer.status() != 200) {
      throw new IllegalStateException("Cannot save " + path + ": " + answer);
    }
  }

  /** The text that everything is marked with. */
  public String mark() {
    return mark;
  }

  /** The ID of the object of a type. */
  public String id(String type) {
    return ids.get(type);
  }

  /** The IDs of all objects. */
  public List<String> ids() {
    return new ArrayList<>(ids.values());
  }

  /** A browser with a master user who is also researcher and password manager. */
  public Website master() {
    return master;
  }

  /** The paths, below /api/, of a call about these objects: of one about a report, all reports'. */
  public List<String> paths(String pattern) {
    return pattern.contains("{report}")
        ? Stream.of(Report.values())
            .map(report -> path(pattern.replace("{report}", report.label())))
            .toList()
        : List.of(path(pattern));
  }

  /** The path, below /api/, of a call about these objects. */
  public String path(String pattern) {
    String below = pattern.substring("/api/".length());
    return VARIABLE.matcher(below).replaceAll(found -> value(below, found.group(1)));
  }

  private String value(String pattern, String variable) {
    String entity = pattern.substring(0, pattern.indexOf('/'));
    String value =
        switch (variable) {
          case "session", "linked" -> ids.get("sessions");
          case "test", "object", "source" -> ids.get("tests");
          case "target" -> ids.get("reportdefinitions");
          case "type" -> "media";
          case "name" -> entity.equals("projections") ? "GroupCountsProjection" : fileName();
          case "company" -> company.id();
          case "year" -> "0";
          case "number" -> "1";
          case "language", "to" -> "nl";
          case "from" -> entity.equals("log") ? "LAST" : "en";
          case "report" -> "usage";
          case "repository" -> "itr-translations";
          case "file" -> "nl.itrtranslation";
          case "entity" -> "persons";
          case "version", "other" -> "1";
          case "event" -> ids.get("audittrail");
          case "format" -> "jsonl";
          case "ticket" -> "none";
          case "id" ->
              switch (pattern) {
                case "history/sessions/{id}/replay", "sessionsview/{id}" -> ids.get("sessions");
                case "history/{entity}/{id}", "history/{entity}/{id}/{version}/{other}" ->
                    ids.get("persons");
                case "sessiontestsview/{id}" -> ids.get("sessiontests");
                case "groupsessionsview/{id}", "sessions/{id}/{test}/results" -> ids.get("group");
                case "projections/parked/{id}/retry" -> new UUID(0, 1).toString();
                case "audittrail/object/{id}" -> ids.get("persons");
                case "audittrail/session/{id}" -> ids.get("sessions");
                case "privacy/persons/{id}", "privacy/persons/{id}/archive" -> ids.get("persons");
                case "privacy/receipts/{id}" -> ids.get("erasurereceipts");
                case "privacy/retention/{id}", "privacy/retention/{id}/preview" ->
                    ids.get("retentionrules");
                default ->
                    pattern.contains("group") && entity.equals("sessions")
                        ? ids.get("group")
                        : entity.equals("sessionteststaking")
                            ? ids.get("sessiontests")
                            : ids.get(entity);
              };
          default -> null;
        };
    if (value == null) {
      throw new IllegalStateException(
          "Say in Belongings what {" + variable + "} of " + pattern + " is of a company");
    }
    return value;
  }
}
