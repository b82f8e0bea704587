package org.itr.website;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Browser;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people who walk through the website share: a server, a mail box, and their windows. */
final class Walk implements AutoCloseable {

  private static final Pattern MAILED_PASSWORD =
      Pattern.compile("Password\\s*:\\s*(?:&nbsp;)?\\s*([^\\s<]+)");
  private static final Pattern MAILED_LINK =
      Pattern.compile("http://localhost[^\\s<\"]*[^\\s<\".]");

  private final GreenMail mailbox =
      new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
  private final Map<String, Integer> read = new HashMap<>();
  private final List<WebsiteWindow> windows = new ArrayList<>();
  private final Browser browser;
  private final ServerProcess server;

  /** Starts a server that serves the website and offers what is published. */
  Walk(Browser browser, Path folder, Path website, Path publics) throws IOException {
    this.browser = browser;
    mailbox.start();
    server = ServerProcess.start(folder, website, "--ITR_PUBLICS_DIR=" + publics);
  }

  /** A new window of a browser that knows nobody. */
  WebsiteWindow window() {
    WebsiteWindow window = new WebsiteWindow(browser, server.url(), windows.size() + 1);
    windows.add(window);
    return window;
  }

  /** A window that opens with something that is done in another one. */
  WebsiteWindow windowOpening(WebsiteWindow other, Runnable action) {
    WebsiteWindow window = other.opening(windows.size() + 1, action);
    windows.add(window);
    return window;
  }

  /** What any window was refused or stumbled over, for a reason that is not the website's own. */
  List<String> complaints() {
    return windows.stream().flatMap(window -> window.complaints().stream()).toList();
  }

  /** Takes a picture of how each open window looks when a step has ended. */
  void pictures() {
    windows.stream().filter(WebsiteWindow::isOpen).forEach(window -> window.picture("end"));
  }

  /** The port to which mail is to be sent. */
  int mailPort() {
    return mailbox.getSmtp().getPort();
  }

  /** The next mail to an address, waited for in the window of whoever sent it. */
  String nextMail(String address, WebsiteWindow sender) {
    int number = read.merge(address, 1, Integer::sum);
    sender.await(() -> mailsTo(address).size() >= number);
    return mailsTo(address).get(number - 1);
  }

  private List<String> mailsTo(String address) {
    List<String> found = new ArrayList<>();
    try {
      for (MimeMessage mail : mailbox.getReceivedMessages()) {
        if (address.equals(mail.getRecipients(RecipientType.TO)[0].toString())) {
          found.add(mail.getContent().toString());
        }
      }
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The password in a mail of the website. */
  static String passwordIn(String mail) {
    return found(MAILED_PASSWORD, mail);
  }

  /** The address of the website in a mail of it. */
  static String linkIn(String mail) {
    return found(MAILED_LINK, mail);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(matcher.groupCount()).replace("&amp;", "&");
  }

  /** The calls of a user, to look at what the screens do not show. */
  Website calls(String user, String password) {
    Website calls = new Website(server.url());
    calls.login(user, password);
    return calls;
  }

  /** The calls of a user in one of several companies. */
  Website calls(String user, String password, String company) {
    Website calls = new Website(server.url());
    calls.login(user, password, company);
    return calls;
  }

  /** Whether a user can log in with a password. */
  boolean letsIn(String user, String password) {
    return new Website(server.url()).tryLogin(user, password).status() == 200;
  }

  /** Lets the time of a person's logins be over, and waits until the server has noticed. */
  void expireLoginsOf(String person, WebsiteWindow window) {
    JdbcClient database = JdbcClient.create(database());
    window.await(
        () -> {
          database
              .sql(
                  """
                  update secrets.token set last_used = last_used - interval '11 minutes'
                  where login = :login and last_used > now() - interval '10 minutes'
                  """)
              .param("login", UUID.fromString(person))
              .update();
          return database
              .sql("select count(*) from secrets.token where login = :login")
              .param("login", UUID.fromString(person))
              .query(Integer.class)
              .single()
              .equals(0);
        });
  }

  private DataSource database() {
    try {
      return server.database();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the server, loaded as a picture in a page is: by whoever has its address. */
  byte[] file(String path) {
    try (InputStream file = URI.create(server.url() + path).toURL().openStream()) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The calls of the first master user. */
  Website masterCalls() {
    return server.master();
  }

  @Override
  public void close() {
    windows.forEach(WebsiteWindow::close);
    server.close();
    mailbox.stop();
  }
}
