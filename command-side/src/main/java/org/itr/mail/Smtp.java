package org.itr.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.itr.mail.Letter.Attachment;
import org.itr.mail.MailServer.Safety;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Speaks to mail servers. No wait is endless: connecting, each answer and the whole conversation
 * have their time, so that a server that hangs or dribbles does not hold its caller for ever.
 */
@Component
class Smtp implements DisposableBean {

  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final Duration toAnswer;
  private final ScheduledExecutorService clock;

  /**
   * @param toAnswer how long a server may take for one answer; the whole conversation may take
   *     twice as long
   */
  Smtp(@Value("${settings.smtp.seconds-to-answer}") int toAnswer) {
    this.toAnswer = Duration.ofSeconds(toAnswer);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "smtp-clock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The longest that {@link #send} takes. */
  Duration longest() {
    return toAnswer.multipliedBy(2).plus(TO_CONNECT);
  }

  /**
   * Sends a letter and waits for the mail server's answer.
   *
   * @param id the mail's id, from which its Message-ID is made: a server that gets it twice can
   *     tell
   * @param wholly whether it is sent to all recipients or to none, and comes from a person
   */
  Outcome send(MailServer server, Letter letter, UUID id, boolean wholly) {
    Map<InternetAddress, String> recipients = Addresses.forServers(letter.recipients().all());
    Conversation conversation = new Conversation();
    JavaMailSenderImpl sender = sender(server, conversation, wholly);
    ScheduledFuture<?> end =
        clock.schedule(conversation::end, longest().toMillis(), TimeUnit.MILLISECONDS);
    try {
      sender.send(message(sender, server, letter, id, wholly));
      return Outcome.sent(letter.recipients());
    } catch (MailSendException e) {
      // Without failed messages only the good-bye went wrong: the mail server has the mail.
      return e.getFailedMessages().isEmpty()
          ? Outcome.sent(letter.recipients())
          : SmtpFailures.outcome(
              e.getMessageExceptions()[0], letter.recipients(), recipients, conversation.isOver());
    } catch (MailException | MessagingException e) {
      return SmtpFailures.outcome(e, letter.recipients(), recipients, conversation.isOver());
    } finally {
      end.cancel(false);
    }
  }

  private MimeMessage message(
      JavaMailSenderImpl sender, MailServer server, Letter letter, UUID id, boolean byPerson)
      throws MessagingException {
    MimeMessage message = sender.createMimeMessage();
    MimeMessageHelper helper =
        new MimeMessageHelper(
            message, !letter.attachments().isEmpty(), StandardCharsets.UTF_8.name());
    helper.setFrom(letter.from().isEmpty() ? server.sender() : letter.from());
    helper.setReplyTo(letter.replyTo().isEmpty() ? server.sender() : letter.replyTo());
    helper.setTo(letter.recipients().to().toArray(String[]::new));
    helper.setCc(letter.recipients().cc().toArray(String[]::new));
    helper.setBcc(letter.recipients().bcc().toArray(String[]::new));
    helper.setSubject(letter.subject());
    helper.setText(letter.body(), true);
    for (Attachment attachment : letter.attachments()) {
      helper.addAttachment(
          attachment.name(),
          new ByteArrayResource(attachment.text().getBytes(StandardCharsets.UTF_8)),
          attachment.type());
    }
    String sentBy = Addresses.bare(server.sender());
    message.setHeader("Message-ID", "<" + id + sentBy.substring(sentBy.lastIndexOf('@')) + ">");
    if (!byPerson) {
      // Absence notes and the like are not to answer this.
      message.setHeader("Auto-Submitted", "auto-generated");
    }
    return message;
  }

  private JavaMailSenderImpl sender(MailServer server, Conversation conversation, boolean wholly) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(server.host());
    sender.setPort(server.port());
    Properties properties = sender.getJavaMailProperties();
    String answer = Long.toString(toAnswer.toMillis());
    properties.put("mail.smtp.connectiontimeout", Long.toString(TO_CONNECT.toMillis()));
    properties.put("mail.smtp.timeout", answer);
    properties.put("mail.smtp.writetimeout", answer);
    properties.put("mail.smtp.executor.writetimeout", clock);
    properties.put("mail.smtp.socketFactory", conversation);
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.from", Addresses.bare(server.sender()));
    properties.put("mail.smtp.sendpartial", Boolean.toString(!wholly));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    if (server.safety() == Safety.TLS) {
      properties.put("mail.smtp.ssl.enable", "true");
    } else if (server.safety() == Safety.STARTTLS) {
      properties.put("mail.smtp.starttls.enable", "true");
      properties.put("mail.smtp.starttls.required", "true");
    }
    if (!server.user().isEmpty()) {
      properties.put("mail.smtp.auth", "true");
      sender.setUsername(server.user());
      sender.setPassword(server.password().value());
    }
    return sender;
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
  }

  /**
   * The socket of one conversation, for ending it from outside. The mail library asks for it as for
   * any other, and puts TLS over it where that is wanted.
   */
  private static final class Conversation extends SocketFactory {

    private final Socket socket = new Socket();
    private volatile boolean over;

    @Override
    public Socket createSocket() {
      return socket;
    }

    void end() {
      over = true;
      try {
        socket.close();
      } catch (IOException e) {
        // It is over either way.
      }
    }

    boolean isOver() {
      return over;
    }

    @Override
    public Socket createSocket(String host, int port) throws UnknownHostException {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(
        String host, int port, java.net.InetAddress localHost, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(java.net.InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(
        java.net.InetAddress address, int port, java.net.InetAddress localAddress, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
