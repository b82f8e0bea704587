package org.itr.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.itr.mail.Outcome.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;

/**
 * Makes an outcome, with a sentence that users understand, of what the mail library throws. What
 * the mail server said stays here but for its number: its text can hold anything.
 */
final class SmtpFailures {

  private static final int TEMPORARY = 400;
  private static final int PERMANENT = 500;
  private static final int LONGEST_CHAIN = 1_000;

  private SmtpFailures() {}

  static Outcome outcome(
      Throwable thrown,
      Recipients recipients,
      Map<InternetAddress, String> texts,
      boolean outOfTime) {
    if (outOfTime) {
      return Outcome.unsettled(recipients, Failure.ofServer("The mail server took too long"));
    }
    List<Throwable> chain = chain(thrown);
    List<SMTPAddressFailedException> addresses = all(chain, SMTPAddressFailedException.class);
    SMTPSendFailedException answer = first(chain, SMTPSendFailedException.class);
    if (!addresses.isEmpty()) {
      return ofAddresses(chain, addresses, recipients, texts);
    }
    if (answer != null && answer.getReturnCode() >= TEMPORARY) {
      return ofMail(answer, recipients);
    }
    return Outcome.unsettled(recipients, Failure.ofServer(sentence(chain)));
  }

  private static Outcome ofAddresses(
      List<Throwable> chain,
      List<SMTPAddressFailedException> failed,
      Recipients recipients,
      Map<InternetAddress, String> texts) {
    SendFailedException told =
        all(chain, SendFailedException.class).stream()
            .filter(e -> !(e instanceof SMTPAddressFailedException))
            .findFirst()
            .orElse(failed.get(0));
    List<String> accepted = texts(list(told.getValidSentAddresses()), texts);
    List<String> refused = texts(list(told.getInvalidAddresses()), texts);
    List<String> unsettled = new ArrayList<>(recipients.all());
    unsettled.removeAll(accepted);
    unsettled.removeAll(refused);
    return new Outcome(
        accepted,
        refused,
        unsettled,
        Failure.ofAddresses(
            "The mail server does not accept all addresses (" + failed.get(0).getReturnCode() + ")",
            texts(failed.stream().map(SMTPAddressFailedException::getAddress).toList(), texts)));
  }

  private static Outcome ofMail(SMTPSendFailedException answer, Recipients recipients) {
    int code = answer.getReturnCode();
    String command = Objects.requireNonNullElse(answer.getCommand(), "");
    if (command.startsWith("MAIL")) {
      return Outcome.unsettled(
          recipients, Failure.ofServer("The mail server rejects the sender (" + code + ")"));
    }
    String sentence = "The mail server rejects the mail (" + code + ")";
    return code >= PERMANENT
        ? Outcome.refused(recipients, Failure.ofMail(sentence))
        : Outcome.unsettled(recipients, Failure.ofMail(sentence));
  }

  private static String sentence(List<Throwable> chain) {
    if (first(chain, AuthenticationFailedException.class) != null
        || first(chain, MailAuthenticationException.class) != null) {
      return "The mail server rejects the user name or the password (SMTP_USER, SMTP_PASSWORD)";
    }
    if (first(chain, UnknownHostException.class) != null) {
      return "The host name of the mail server cannot be resolved (SMTP_SERVER)";
    }
    if (first(chain, SocketTimeoutException.class) != null) {
      return "The mail server does not respond in time";
    }
    if (first(chain, SSLException.class) != null) {
      return "No secure connection to the mail server is possible: it does not support TLS on this port, or its"
          + " certificate is not trusted or belongs to another server";
    }
    if (first(chain, MailConnectException.class) != null) {
      return "The mail server cannot be reached (SMTP_SERVER, SMTP_PORT)";
    }
    if (chain.stream().anyMatch(SmtpFailures::asksForTls)) {
      return "The mail server does not support TLS (SMTP_USETLS)";
    }
    return "The mail server closed the connection before it had accepted the mail";
  }

  /** The library has no type for it. */
  private static boolean asksForTls(Throwable thrown) {
    return thrown instanceof MessagingException
        && String.valueOf(thrown.getMessage()).contains("STARTTLS");
  }

  private static List<? extends Address> list(Address @Nullable [] addresses) {
    return addresses == null ? List.of() : Arrays.asList(addresses);
  }

  private static List<String> texts(
      List<? extends Address> addresses, Map<InternetAddress, String> texts) {
    return addresses.stream().map(texts::get).filter(Objects::nonNull).toList();
  }

  /** All that is behind a failure: the library links them in two ways. */
  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>(List.of(thrown));
    for (int i = 0; i < chain.size() && i < LONGEST_CHAIN; i++) {
      Throwable link = chain.get(i);
      add(link.getCause(), chain);
      if (link instanceof MessagingException mail) {
        add(mail.getNextException(), chain);
      }
    }
    return chain;
  }

  private static void add(@Nullable Throwable link, List<Throwable> chain) {
    if (link != null && chain.stream().noneMatch(known -> known == link)) {
      chain.add(link);
    }
  }

  private static <T> List<T> all(List<Throwable> chain, Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <T> @Nullable T first(List<Throwable> chain, Class<T> type) {
    List<T> found = all(chain, type);
    return found.isEmpty() ? null : found.get(0);
  }
}
