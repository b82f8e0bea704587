package org.itr.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.itr.company.Companies;
import org.itr.mail.MailServer.Safety;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.setting.SettingVault;
import org.itr.setting.SystemSettings;
import org.springframework.stereotype.Component;

/**
 * Which mail server a company's mails go through: its own, else the one of the master space. The
 * settings of a server belong together, so that nobody's password goes to somebody else's server;
 * the sender alone can be the company's on the server of the master space.
 */
@Component
class MailServers {

  private static final String SERVER = "SMTP_SERVER";
  private static final String SENDER = "SMTP_SENDER";
  private static final Set<String> YES = Set.of("T", "TRUE", "Y", "YES", "1");
  private static final int PLAIN_PORT = 25;
  private static final int STARTTLS_PORT = 587;

  /** 465, and what providers and tests take where that is taken: 2465, 3465. */
  private static final String TLS_PORTS_END = "465";

  private static final int LAST_PORT = 65_535;

  private final Views views;
  private final SettingVault secrets;

  MailServers(Views views, SettingVault secrets) {
    this.views = views;
    this.secrets = secrets;
  }

  /**
   * The mail server of a company as it is set up now.
   *
   * @throws MailNotSent when none is, or not enough to use it
   */
  MailServer of(Space space) {
    return of(space, value(space, SERVER).isEmpty() ? Space.MASTER : space);
  }

  /**
   * The mail server for a mail of a company. A link to set a password is good for the accounts that
   * its reader has in all companies, so it goes through the server of the master space where there
   * is one: whoever keeps the settings of one company must not read it.
   *
   * @throws MailNotSent when none is set up, or not enough to use it
   */
  MailServer of(Space space, String purpose) {
    boolean isReset = purpose.equals(Purposes.PASSWORD_RESET);
    return isReset && !value(Space.MASTER, SERVER).isEmpty()
        ? of(Space.MASTER, Space.MASTER)
        : of(space);
  }

  private MailServer of(Space space, Space owner) {
    String host = value(owner, SERVER);
    if (host.isEmpty()) {
      throw new MailNotSent("No mail server is configured (SMTP_SERVER)");
    }
    String sender = value(space, SENDER);
    if (sender.isEmpty()) {
      sender = value(Space.MASTER, SENDER);
    }
    if (Addresses.usable(List.of(sender)).isEmpty()) {
      throw new MailNotSent("No mail sender is configured (SMTP_SENDER)");
    }
    boolean safe = YES.contains(value(owner, "SMTP_USETLS").toUpperCase(Locale.ROOT));
    int port = port(value(owner, "SMTP_PORT"), safe ? STARTTLS_PORT : PLAIN_PORT);
    return new MailServer(
        host,
        port,
        safety(safe, port),
        value(owner, "SMTP_USER"),
        secrets.find(key(owner, "SMTP_PASSWORD")).orElse(new Secret("")),
        sender);
  }

  private static Safety safety(boolean safe, int port) {
    if (port == Integer.parseInt(TLS_PORTS_END)) {
      return Safety.TLS;
    }
    if (!safe) {
      return Safety.NONE;
    }
    return Integer.toString(port).endsWith(TLS_PORTS_END) ? Safety.TLS : Safety.STARTTLS;
  }

  private static int port(String text, int byDefault) {
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new MailNotSent("The port of the mail server is not valid (SMTP_PORT)");
  }

  /** Recipients that include those who get a copy of the company's mails. */
  Recipients withCompanyCopy(Space space, Recipients recipients) {
    if (space.isMaster()) {
      return recipients;
    }
    String copies =
        views
            .find(ObjectKey.of(Companies.TYPE, Space.MASTER, space.id()))
            .map(company -> company.text("CCEMail"))
            .orElse("");
    return Addresses.withCopy(recipients, Addresses.usable(Addresses.named(copies).all()));
  }

  private String value(Space space, String name) {
    Optional<String> value = views.find(key(space, name)).map(row -> row.text("ParValue").strip());
    return value.orElse("");
  }

  private static ObjectKey key(Space space, String name) {
    return ObjectKey.of(SystemSettings.TYPE, space, name);
  }
}
