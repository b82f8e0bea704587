package org.itr.credit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.company.Companies;
import org.itr.credit.CreditCommand.GrantCredits;
import org.itr.credit.CreditCommand.RemoveCreditGrant;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Credit grants: master users give them, a company sees its own. */
@Controller
class CreditGrantController {

  private static final ObjectType TYPE = CreditGrants.TYPE;
  private static final String COMPANY = "CompanyID";
  private static final String USER = "UserID";

  private final Listing listing;
  private final Finder finder;
  private final CommandSender commands;

  CreditGrantController(Listing listing, Finder finder, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.commands = commands;
  }

  @GetMapping("/api/creditgrants")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.ofServer(TYPE, headers, copy, caller);
  }

  @GetMapping("/api/creditgrants/{id}")
  Answer get(@PathVariable String id, Caller caller, AsOf asOf) {
    ObjectKey key = key(id);
    Row row = finder.existing(key, caller, asOf);
    if (!caller.isMaster() && !row.uuid(COMPANY).equals(caller.company())) {
      throw Refusal.notFound(key);
    }
    return Answer.json(json -> json.object(TYPE, row));
  }

  @PostMapping("/api/creditgrants/{id}")
  Answer save(@PathVariable String id, Caller caller, Body body) {
    ObjectKey key = key(id);
    Map<String, Object> fields = body.fields(TYPE);
    Optional<Row> before = finder.find(key, caller);
    UUID company =
        before
            .map(row -> row.uuid(COMPANY))
            .orElseGet(() -> UUID.fromString(String.valueOf(fields.getOrDefault(COMPANY, none()))));
    if (before.isEmpty()) {
      if (company.equals(Space.MASTER.id())) {
        throw new InvalidInput(COMPANY + " must name the company that gets the credits");
      }
      finder.existing(ObjectKey.of(Companies.TYPE, Space.MASTER, company), caller);
      fields.putIfAbsent(USER, caller.user().toString());
    } else {
      // The credits went to one company; a later save does not move them.
      fields.remove(COMPANY);
    }
    commands.send(new GrantCredits(CreditAccounts.keyOf(company), key, fields), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/creditgrants/{id}")
  Answer remove(@PathVariable String id, Caller caller) {
    ObjectKey key = key(id);
    UUID company = finder.existing(key, caller).uuid(COMPANY);
    commands.send(new RemoveCreditGrant(CreditAccounts.keyOf(company), key), caller.metaData());
    return Answer.OK;
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of(TYPE, Space.MASTER, Ids.inPath("ID", id));
  }

  private static String none() {
    return Space.MASTER.id().toString();
  }
}
