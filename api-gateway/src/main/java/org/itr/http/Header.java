package org.itr.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.itr.objecttype.FieldType;

/** The request headers that calls read; they are the parameters of the API. */
public enum Header {
  SESSION_ID("SessionID", "The token that login issued"),
  COMPANY_ID(
      "CompanyID",
      FieldType.UUID,
      "",
      "The company to log in to; for master users reading history or reports, the company in question: if absent, all"
          + " for searches and figures, and the user's own for calls about one object"),
  BROWSER_ID(
      "BrowserID",
      "An id generated and kept by the browser, of up to 100 letters, digits and {}_.:- (any other"
          + " is ignored); calls without a token are counted by it and by address"),
  USER_ID("UserID", "The user: an e-mail address or a name"),
  USERNAME("Username", "The same as UserID, which takes precedence"),
  PASSWORD("Password", "The password"),
  MFA_CODE("MFACode", "The code from the user's authenticator app; spaces are ignored"),
  POLL("Poll", "The code of a public session, instead of user and password"),
  BASE_URL(
      "BaseURL",
      "The address that the link in the mail leads to; replaced by the server's own if it is not one of the server's"),
  LANGUAGE("ITRLang", FieldType.STRING, "en", "The language of mails"),
  TIME_ZONE_OFFSET(
      "TimeZoneOffset",
      FieldType.DOUBLE,
      "0",
      "The caller's offset from UTC in hours, for days and months"),
  START_PAGE(
      "StartPage",
      FieldType.INT32,
      "0",
      "The page, counted from 0; -1 returns everything on one page"),
  PAGE_SIZE("PageSize", FieldType.INT32, "20", "Rows per page"),
  SORT(
      "Sort",
      "Comma-separated fields, each optionally followed by desc; at most "
          + ListHeaders.MOST_SORT_FIELDS),
  FILTER(
      "Filter",
      "Comma-separated conditions: a field, one of = != >= <= %= and a value, optionally in single quotes."
          + " = and %= on the same field are alternatives, everything else must hold. At most "
          + FilterText.MOST_PIECES),
  SEARCH_FIELD("SearchField", "A text to find anywhere in the searchable fields"),
  INCLUDE_ARCHIVED("IncludeArchived", "N omits archived rows, Y returns only them; both if absent"),
  INCLUDE_MASTER(
      "IncludeMaster",
      Values.YES_NO,
      "N",
      "Y includes the copies of the master space; with IncludeClient N, only those"),
  INCLUDE_CLIENT("IncludeClient", Values.YES_NO, "Y", "N omits the company's copies"),
  MASTER(
      "MASTER",
      Values.YES_NO,
      "N",
      "Y, from a master user, is the same as IncludeMaster Y and IncludeClient N"),
  TO_TRANSLATE("ToTranslate", "The text to translate, URI-encoded"),
  FORCE_TRANSLATION("ForceTranslation", "Y replaces existing translations"),
  LINKED_SESSION_ID("LinkedSessionId", FieldType.UUID, "", "The session that the mail is about"),
  AS_OF("AsOf", FieldType.TIMESTAMP, "", "The time as of which to read the object; now if absent"),
  FROM_MONTH(
      "FromMonth",
      "The first month of a report, like 2026-01; eleven months before the last if absent"),
  TO_MONTH("ToMonth", "The last month of a report, like 2026-12; the current month if absent"),
  GROUP_BY(
      "GroupBy",
      FieldType.STRING,
      "month",
      "What to group the figures of a report by, comma-separated"),
  CONSULTANT_ID("ConsultantID", FieldType.UUID, "", "The consultant to report on"),
  TEST_ID("TestID", FieldType.UUID, "", "For usage and tests, the test to report on"),
  BILLED_AS(
      "BilledAs", "For usage, what the bill names: the invoice code that a test had, or its name"),
  GROUP_SESSION_ID(
      "GroupSessionID",
      FieldType.UUID,
      "",
      "For groups, the session that represents the group in question"),
  FIGURE(
      "Figure",
      "The figure whose rows to return; if absent, the last one that has rows of its own");

  /** The headers that tell what a caller wants of a list. */
  public static final List<Header> OF_LISTS =
      List.of(START_PAGE, PAGE_SIZE, SORT, FILTER, SEARCH_FIELD);

  /** The headers that tell which page a caller wants. */
  public static final List<Header> OF_PAGES = List.of(START_PAGE, PAGE_SIZE);

  /** The headers that choose between the company's copies and the master's. */
  public static final List<Header> OF_COPIES = List.of(INCLUDE_MASTER, INCLUDE_CLIENT, MASTER);

  /** Lists of values, out of the way of the constants that need them. */
  private static final class Values {
    static final List<String> YES_NO = List.of("Y", "N");
  }

  private final String wireName;
  private final FieldType type;
  private final List<String> values;
  private final String byDefault;
  private final String means;

  Header(String wireName, String means) {
    this(wireName, FieldType.STRING, "", means);
  }

  Header(String wireName, FieldType type, String byDefault, String means) {
    this(wireName, type, List.of(), byDefault, means);
  }

  Header(String wireName, List<String> values, String byDefault, String means) {
    this(wireName, FieldType.STRING, values, byDefault, means);
  }

  Header(String wireName, FieldType type, List<String> values, String byDefault, String means) {
    this.wireName = wireName;
    this.type = type;
    this.values = values;
    this.byDefault = byDefault;
    this.means = means;
  }

  /** All names, as a preflight lists them. */
  static String names() {
    return Arrays.stream(values()).map(Header::wireName).collect(Collectors.joining(", "));
  }

  /** The name on the wire, of which case does not count. */
  public String wireName() {
    return wireName;
  }

  /** The type of the value. */
  public FieldType type() {
    return type;
  }

  /** The values there are; empty where any is one. */
  public List<String> allowed() {
    return values;
  }

  /** What an absent header, or an empty one, stands for; empty where that is nothing. */
  public String byDefault() {
    return byDefault;
  }

  /** What it means, without a full stop. */
  public String means() {
    return means;
  }
}
