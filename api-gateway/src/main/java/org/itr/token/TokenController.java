package org.itr.token;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.login.LoginService;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The tokens that are good now. A token is named in paths by itself, and never shown. */
@Controller
class TokenController {

  private static final ObjectType TYPE = Tokens.TYPE;
  private static final String COMPANY = "CompanyID";

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final TokenVault vault;
  private final TokenService tokens;
  private final LoginService logins;

  TokenController(
      Listing listing,
      Finder finder,
      Views views,
      TokenVault vault,
      TokenService tokens,
      LoginService logins) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.vault = vault;
    this.tokens = tokens;
    this.logins = logins;
  }

  @GetMapping("/api/tokens")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.ofServer(TYPE, headers, copy, caller);
  }

  @GetMapping("/api/tokens/{id}")
  Answer get(@PathVariable String id, Caller caller, AsOf asOf) {
    Row row = finder.existing(existing(id).key(), caller, asOf);
    return Answer.json(json -> json.object(TYPE, row));
  }

  /** All that can be set of a token is the company that it is for. */
  @PostMapping("/api/tokens/{id}")
  Answer save(@PathVariable String id, Caller caller, Body body) {
    Map<String, Object> fields = body.fields(TYPE);
    String company =
        Optional.ofNullable(fields.get(COMPANY))
            .map(Object::toString)
            .orElseThrow(() -> new InvalidInput(COMPANY + " must name the company to move to"));
    move(existing(id), UUID.fromString(company), caller);
    return Answer.OK;
  }

  @PostMapping("/api/tokens/{id}/{company}")
  Answer move(@PathVariable String id, @PathVariable String company, Caller caller) {
    move(existing(id), Ids.inPath(COMPANY, company), caller);
    return Answer.OK;
  }

  /**
   * Moving makes an account where there is none, so users who may not be everywhere are moved only
   * where they have one.
   */
  private void move(TokenHolder holder, UUID company, Caller caller) {
    Row login =
        views.find(holder.loginKey()).orElseThrow(() -> Refusal.notFound(holder.loginKey()));
    boolean hasAccount =
        views.accounts(login.text("Email")).stream()
            .anyMatch(account -> account.uuid(COMPANY).equals(company) && account.flag("Active"));
    if (!login.flag("IsMasterUser") && !hasAccount) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "The user of the token has no account in that company");
    }
    logins.moveToken(holder, company, caller.metaData());
  }

  @DeleteMapping("/api/tokens/{id}")
  Answer remove(@PathVariable String id, Caller caller) {
    tokens.end(existing(id).tokenSession(), "ended by a master user", caller.metaData());
    return Answer.OK;
  }

  private TokenHolder existing(String token) {
    return vault
        .resolve(token)
        .filter(holder -> holder.kind() == TokenHolder.Kind.SESSION)
        .orElseThrow(
            () -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such token any more"));
  }
}
