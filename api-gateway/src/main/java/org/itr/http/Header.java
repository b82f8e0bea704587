package org.itr.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.itr.objecttype.FieldType;

/** The request headers that calls read; all parameters of the API are there. */
public enum Header {
  SESSION_ID("SessionID", "The token that login issued"),
  COMPANY_ID(
      "CompanyID",
      FieldType.UUID,
      "",
      "The company to log in to; of history, from a master user, the one that is asked about, all without it"),
  BROWSER_ID(
      "BrowserID",
      "An id that the browser made up and keeps, of up to 100 letters, digits and {}_.:- (any other"
          + " counts as none); calls without a token are counted by it and by address"),
  USER_ID("UserID", "The user: an e-mail address or a name"),
  USERNAME("Username", "The same as UserID, which counts more"),
  PASSWORD("Password", "The password"),
  MFA_CODE("MFACode", "The code that the user's device shows; blanks in it do not matter"),
  POLL("Poll", "The code of a public session; without a user and a password"),
  BASE_URL(
      "BaseURL",
      "Where the link of the mail leads; one that is not the server's is replaced by the server's"),
  LANGUAGE("ITRLang", FieldType.STRING, "en", "The language of mails"),
  TIME_ZONE_OFFSET(
      "TimeZoneOffset",
      FieldType.DOUBLE,
      "0",
      "How many hours the caller is ahead of UTC, for days and months"),
  START_PAGE(
      "StartPage", FieldType.INT32, "0", "The page, counted from 0; -1 is everything on one page"),
  PAGE_SIZE("PageSize", FieldType.INT32, "20", "Rows on a page"),
  SORT(
      "Sort",
      "Fields, separated by commas, each perhaps followed by desc; at most "
          + ListHeaders.MOST_SORT_FIELDS),
  FILTER(
      "Filter",
      "Conditions, separated by commas: a field, one of = != >= <= %= and a value, perhaps in single quotes."
          + " = and %= on one field are alternatives, all else must hold. At most "
          + FilterText.MOST_PIECES),
  SEARCH_FIELD("SearchField", "A text to find anywhere in the fields that are searched"),
  INCLUDE_ARCHIVED(
      "IncludeArchived", "N leaves archived rows out, Y leaves only them; both unless given"),
  INCLUDE_MASTER(
      "IncludeMaster",
      Values.YES_NO,
      "N",
      "Y takes the copies of the master space too; with IncludeClient N them alone"),
  INCLUDE_CLIENT("IncludeClient", Values.YES_NO, "Y", "N leaves the company's copies out"),
  MASTER(
      "MASTER",
      Values.YES_NO,
      "N",
      "Y from a master user: the same as IncludeMaster Y and IncludeClient N"),
  TO_TRANSLATE("ToTranslate", "The text to translate, URI-encoded"),
  FORCE_TRANSLATION("ForceTranslation", "Y replaces translations that are there"),
  LINKED_SESSION_ID("LinkedSessionId", FieldType.UUID, "", "The session that the mail is about"),
  AS_OF(
      "AsOf",
      FieldType.TIMESTAMP,
      "",
      "The moment as of which the object is wanted; now without it"),
  FROM_MONTH(
      "FromMonth", "The first month of a report, like 2026-01; eleven before the last without it"),
  TO_MONTH("ToMonth", "The last month of a report, like 2026-12; this month without it"),
  GROUP_BY(
      "GroupBy",
      FieldType.STRING,
      "month",
      "What the figures of a report are told apart by, separated by commas"),
  CONSULTANT_ID("ConsultantID", FieldType.UUID, "", "The consultant that a report is about"),
  TEST_ID("TestID", FieldType.UUID, "", "The test that a report is about"),
  BILLED_AS("BilledAs", "Of usage, what bills name: the invoice code of a test, or its name"),
  GROUP_SESSION_ID(
      "GroupSessionID",
      FieldType.UUID,
      "",
      "Of groups, the session that stands for the one that is asked about"),
  FIGURE(
      "Figure", "The figure whose rows are wanted; without it the last that has rows of its own");

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
