package org.itr.login;

import jakarta.servlet.http.HttpServletRequest;
import org.itr.http.Answer;
import org.itr.http.HeaderText;
import org.itr.http.Origin;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Secret;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** A new password by mail. */
@Controller
class PasswordResetController {

  private final PasswordResets resets;
  private final WebsiteAddresses addresses;

  PasswordResetController(PasswordResets resets, WebsiteAddresses addresses) {
    this.resets = resets;
    this.addresses = addresses;
  }

  @PostMapping("/api/sendresetpassword")
  Answer request(HttpServletRequest request, Origin origin) {
    resets.request(
        user(request),
        addresses.trusted(HeaderText.of(request, "BaseURL")),
        origin.language(),
        origin.metaData());
    return Answer.OK;
  }

  @PostMapping("/api/resetpassword")
  Answer reset(HttpServletRequest request, Origin origin) {
    resets.reset(
        user(request),
        new Secret(HeaderText.of(request, "SessionID")),
        new Secret(HeaderText.of(request, "Password")),
        origin.metaData());
    return Answer.OK;
  }

  private static String user(HttpServletRequest request) {
    String user = HeaderText.of(request, "UserID");
    String name = user.isEmpty() ? HeaderText.of(request, "Username") : user;
    if (name.isBlank()) {
      throw new InvalidInput("UserID must name the user");
    }
    return name;
  }
}
