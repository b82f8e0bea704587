package org.itr.company;

import java.util.List;
import java.util.UUID;
import org.itr.company.CompanyCommand.RemoveCompany;
import org.itr.company.CompanyCommand.SaveCompany;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
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

/** Companies: master users manage them, everybody else sees the own one. */
@Controller
class CompanyController {

  private static final ObjectType TYPE = Companies.TYPE;

  private final Listing listing;
  private final Finder finder;
  private final CommandSender commands;

  CompanyController(Listing listing, Finder finder, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.commands = commands;
  }

  @GetMapping("/api/companies")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  @GetMapping("/api/companies/currentcompany")
  Answer current(Caller caller, AsOf asOf) {
    return object(key(caller.company()), caller, asOf);
  }

  @GetMapping("/api/companies/{id}")
  Answer get(@PathVariable String id, Caller caller, AsOf asOf) {
    ObjectKey key = key(Ids.inPath("ID", id));
    if (!caller.isMaster() && !key.uuid().equals(caller.company())) {
      throw Refusal.notFound(key);
    }
    return object(key, caller, asOf);
  }

  private Answer object(ObjectKey key, Caller caller, AsOf asOf) {
    Row row = finder.existing(key, caller, asOf);
    return Answer.json(json -> json.object(TYPE, row));
  }

  @PostMapping("/api/companies/{id}")
  Answer save(@PathVariable String id, Caller caller, Body body) {
    ObjectKey key = key(Ids.inPath("ID", id));
    if (key.uuid().equals(Space.MASTER.id())) {
      throw new Refusal(Refusal.Reason.CONFLICT, "This ID belongs to the master space");
    }
    commands.send(new SaveCompany(key, body.fields(TYPE)), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/companies/{id}")
  Answer remove(@PathVariable String id, Caller caller) {
    ObjectKey key = key(Ids.inPath("ID", id));
    finder.existing(key, caller);
    commands.send(new RemoveCompany(key), caller.metaData());
    return Answer.OK;
  }

  private static ObjectKey key(UUID id) {
    return ObjectKey.of(TYPE, Space.MASTER, id);
  }
}
