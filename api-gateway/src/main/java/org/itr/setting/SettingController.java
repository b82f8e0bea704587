package org.itr.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.itr.company.Companies;
import org.itr.company.CompanyCommand.SaveCompany;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.Field;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.setting.SettingCommand.RemoveSetting;
import org.itr.setting.SettingCommand.SaveSetting;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Settings by name, their values as plain text. Protected ones are for those who manage: the
 * company's for its supervisors, the server's for master users.
 */
@Controller
class SettingController {

  private static final ObjectType TYPE = SystemSettings.TYPE;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,50}");

  /** Not kept as a setting: it is the address that gets a copy of the company's mails. */
  private static final String COPY_ADDRESS = "CC_ADDRESS";

  private static final String COPY_ADDRESS_FIELD = "CCEMail";
  private static final String MOST_CONSULTANTS = "MAXNUMBEROFCONSULTANTS";

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final SettingVault secrets;
  private final CommandSender commands;

  SettingController(
      Listing listing, Finder finder, Views views, SettingVault secrets, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.secrets = secrets;
    this.commands = commands;
  }

  @GetMapping("/api/systemsettings")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    Condition unprotected = Condition.equal(TYPE.field("ParProtected"), false);
    return listing.of(TYPE, headers, copy, caller, List.of(unprotected));
  }

  /**
   * The server's unprotected settings are for every office user to read: where to order credits,
   * mail templates.
   */
  @GetMapping("/api/systemsettings/{id}")
  Answer get(@PathVariable String id, Copy copy, Caller caller, AsOf asOf) {
    boolean ofServer = (copy.master() && !copy.client()) || copy.isMasterCopy(caller);
    ObjectKey key = ObjectKey.of(TYPE, ofServer ? Space.MASTER : caller.space(), id);
    if (!NAME.matcher(id).matches()) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no setting with that name");
    }
    checkManages(key, caller);
    if (isCopyAddress(key)) {
      return Answer.text(
          finder.existing(companyKey(caller), caller, asOf).text(COPY_ADDRESS_FIELD));
    }
    Row row = finder.existing(key, caller, asOf);
    Optional<String> secret =
        asOf.isNow() && Setting.isSecret(key.id())
            ? secrets.find(key).map(Secret::value)
            : Optional.empty();
    return Answer.text(secret.orElseGet(() -> row.text("ParValue")));
  }

  @PostMapping("/api/systemsettings/{id}")
  Answer save(@PathVariable String id, Copy copy, Caller caller, Body body) {
    ObjectKey key = writable(id, copy, caller);
    String value = body.text(key.id());
    if (isCopyAddress(key)) {
      commands.send(
          new SaveCompany(
              companyKey(caller),
              Map.of(COPY_ADDRESS_FIELD, checked(Companies.TYPE.field(COPY_ADDRESS_FIELD), value))),
          caller.metaData());
    } else {
      commands.send(
          new SaveSetting(key, new Secret(checked(TYPE.field("ParValue"), value))),
          caller.metaData());
    }
    return Answer.OK;
  }

  @DeleteMapping("/api/systemsettings/{id}")
  Answer remove(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = writable(id, copy, caller);
    if (isCopyAddress(key)) {
      commands.send(
          new SaveCompany(companyKey(caller), Map.of(COPY_ADDRESS_FIELD, "")), caller.metaData());
    } else {
      commands.send(new RemoveSetting(key), caller.metaData());
    }
    return Answer.OK;
  }

  private static ObjectKey writable(String id, Copy copy, Caller caller) {
    if (!NAME.matcher(id).matches()) {
      throw new InvalidInput(
          "ParameterName must be 1 to 50 letters, digits, dots, dashes or underscores");
    }
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), id);
    checkManages(key, caller);
    if (MOST_CONSULTANTS.equals(id) && !caller.isMaster()) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "Only a master user may set " + id);
    }
    return key;
  }

  private static void checkManages(ObjectKey key, Caller caller) {
    boolean manages = key.space().isMaster() ? caller.isMaster() : caller.isSupervisor();
    if (Setting.isProtected(key.id()) && !manages) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "This setting is protected");
    }
  }

  private static String checked(Field field, String value) {
    if (value.codePointCount(0, value.length()) > field.maxLength()) {
      throw new InvalidInput(
          field.name() + " is too long: at most " + field.maxLength() + " characters");
    }
    return value;
  }

  private static boolean isCopyAddress(ObjectKey key) {
    return COPY_ADDRESS.equals(key.id()) && !key.space().isMaster();
  }

  private static ObjectKey companyKey(Caller caller) {
    return ObjectKey.of(Companies.TYPE, Space.MASTER, caller.company());
  }
}
