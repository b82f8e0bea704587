package org.itr.login;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itr.http.Caller;
import org.itr.objecttype.Field;
import org.itr.objecttype.FieldType;
import org.itr.objecttype.Json;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;

/** Who may change what of an account. */
final class AccountRules {

  private static final String MASTER = "IsMasterUser";
  private static final String OFFICE = "IsOfficeUser";
  private static final String CANDIDATE = "IsTestTakingUser";
  private static final String PLUGIN_DATA = "PluginData";
  private static final String FORBIDDEN_PATHS = "ForbiddenPaths";

  /** Rights that are limits: who has them can do less. */
  private static final Set<String> LIMITS =
      Set.of("MayWorkWithOwnObjectsOnly", "MayWorkWithBatteriesOnly");

  /** What users may change of their own account. */
  private static final Set<String> PROFILE =
      Set.of(
          "UserName",
          "UserOpeningsScreen",
          "UserParameters",
          "UserCulture",
          "PreferredLanguage",
          "MailAddress",
          "VisitingAddress",
          "InvoiceAddress",
          "InformationAddress",
          "LastRefreshDateTime",
          PLUGIN_DATA);

  /** What no body changes: secrets have ways of their own, the rest is the server's. */
  private static final Set<String> NEVER =
      Set.of("Password", "otp_secret", "CompanyID", "LastLoginDateTime");

  private static final List<String> RIGHTS = rights();

  private AccountRules() {}

  private static List<String> rights() {
    List<String> rights = new ArrayList<>();
    for (Field field : Logins.TYPE.fields()) {
      if (field.type() == FieldType.BOOLEAN
          && (field.name().startsWith("Is") || field.name().startsWith("May"))
          && !field.name().equals(CANDIDATE)
          && !LIMITS.contains(field.name())) {
        rights.add(field.name());
      }
    }
    return List.copyOf(rights);
  }

  /**
   * Leaves what users may change of their own account.
   *
   * @param now the account as it is
   */
  static void keepProfile(Row now, Map<String, Object> fields) {
    fields.keySet().retainAll(PROFILE);
    if (fields.get(PLUGIN_DATA) instanceof Map<?, ?> sent) {
      fields.put(PLUGIN_DATA, withForbiddenPaths(now.text(PLUGIN_DATA), sent));
    }
  }

  /**
   * What the website shows a user is set beside the user's own preferences, and not by the user.
   */
  private static Map<Object, Object> withForbiddenPaths(String before, Map<?, ?> sent) {
    Map<Object, Object> pluginData = new LinkedHashMap<>(sent);
    if (Json.parse(before) instanceof Map<?, ?> now && now.containsKey(FORBIDDEN_PATHS)) {
      pluginData.put(FORBIDDEN_PATHS, now.get(FORBIDDEN_PATHS));
    } else {
      pluginData.remove(FORBIDDEN_PATHS);
    }
    return pluginData;
  }

  /**
   * Leaves what the caller may change of an account, beside what is a secret.
   *
   * @param before the account as it is; null for a new one
   * @param password the password that it gets, where it gets one
   * @throws Refusal when the caller goes too far
   */
  static void check(
      Caller caller, @Nullable Row before, @Nullable Secret password, Map<String, Object> fields) {
    fields.keySet().removeAll(NEVER);
    if (!caller.holds("IsPasswordManager") && "".equals(fields.get("APIKey"))) {
      // Who may not see the key sends an empty one back.
      fields.remove("APIKey");
    }
    if (caller.isMaster()) {
      return;
    }
    checkTouches(caller, before);
    if (after(before, fields, MASTER) != now(before, MASTER)) {
      throw forbidden("Only a master user may change who is a master user");
    }
    for (String right : RIGHTS) {
      if (after(before, fields, right) && !now(before, right) && !holds(caller, right)) {
        throw forbidden("You cannot grant the right " + right + ", which you do not have yourself");
      }
    }
    checkTakesOver(caller, before, password, fields);
    boolean becomesOffice =
        (before == null || now(before, CANDIDATE)) && !after(before, fields, CANDIDATE);
    if (becomesOffice && !caller.isOffice()) {
      throw forbidden("You cannot create an office user, because you are not one yourself");
    }
    for (String limit : LIMITS) {
      if (caller.holds(limit)) {
        if (before == null) {
          fields.put(limit, true);
        } else if (now(before, limit) && !after(before, fields, limit)) {
          throw forbidden("You cannot remove the restriction " + limit + ", which applies to you");
        }
      }
    }
  }

  /** Whoever sets the password of an account, or where its mails go to, can use its rights. */
  private static void checkTakesOver(
      Caller caller, @Nullable Row before, @Nullable Secret password, Map<String, Object> fields) {
    boolean isReaddressed =
        before != null
            && fields.get("Email") instanceof String email
            && !email.strip().equalsIgnoreCase(before.text("Email"));
    if (before == null
        || (password == null && !isReaddressed)
        || caller.user().equals(before.uuid("ID"))) {
      return;
    }
    for (String right : RIGHTS) {
      if (now(before, right) && !holds(caller, right)) {
        throw forbidden(
            "You cannot set the password or the e-mail address of a user with the right "
                + right
                + ", which you do not have yourself");
      }
    }
    for (String limit : LIMITS) {
      if (caller.holds(limit) && !now(before, limit)) {
        throw forbidden(
            "You cannot set the password or the e-mail address of a user without "
                + limit
                + ", which applies to you");
      }
    }
  }

  /**
   * Checks that the caller may touch an account at all.
   *
   * @throws Refusal when it is a master user's and the caller is none
   */
  static void checkTouches(Caller caller, @Nullable Row before) {
    if (now(before, MASTER) && !caller.isMaster()) {
      throw forbidden("Only a master user may change a master user");
    }
  }

  private static boolean holds(Caller caller, String right) {
    return right.equals(OFFICE) ? caller.isOffice() : caller.holds(right);
  }

  private static boolean now(@Nullable Row before, String name) {
    return before != null && before.flag(name);
  }

  private static boolean after(@Nullable Row before, Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Boolean value ? value : now(before, name);
  }

  private static Refusal forbidden(String sentence) {
    return new Refusal(Refusal.Reason.FORBIDDEN, sentence);
  }
}
