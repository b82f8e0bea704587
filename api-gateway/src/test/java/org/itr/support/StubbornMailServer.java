package org.itr.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that can refuse, hang and die at any point of a conversation. */
public final class StubbornMailServer implements AutoCloseable {

  /** How it behaves in conversations that begin from now on. */
  public enum Mood {
    /** It takes every mail. */
    WILLING,
    /** It hangs up at once, as if nobody were there. */
    AWAY,
    /** It takes the connection and says nothing. */
    SILENT,
    /** It says one letter of its greeting at a time, without end. */
    DRIBBLING,
    /** It knows no user. */
    REFUSING_USERS,
    /** It takes no mail from this sender. */
    REFUSING_SENDERS,
    /** It takes all of a mail and says no. */
    REFUSING_MAILS,
    /** It takes all of a mail and says later. */
    POSTPONING_MAILS,
    /** It goes away in the middle of a mail. */
    DYING_IN_THE_MAIL,
    /** It has all of a mail and says nothing any more. */
    SILENT_AFTER_THE_MAIL,
    /** It says that it has the mail, and is gone before the good-bye. */
    DYING_AFTER_THE_ANSWER
  }

  private final ServerSocket listener;
  private final @Nullable SSLContext tls;
  private final boolean fromTheStart;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private final AtomicInteger conversations = new AtomicInteger();
  private final AtomicInteger mailsHeard = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Mood mood = Mood.WILLING;

  private StubbornMailServer(int port, @Nullable SSLContext tls, boolean fromTheStart)
      throws IOException {
    this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.tls = tls;
    this.fromTheStart = fromTheStart;
    Thread door = new Thread(this::welcome, "stubborn-mail-server");
    door.setDaemon(true);
    door.start();
  }

  /** One without TLS on a free port. */
  public static StubbornMailServer start() throws IOException {
    return new StubbornMailServer(0, null, false);
  }

  /** One that offers TLS with a certificate. */
  public static StubbornMailServer startWithTls(SSLContext certificate) throws IOException {
    return new StubbornMailServer(0, certificate, false);
  }

  /** One that speaks TLS from the first byte, on that port. */
  public static StubbornMailServer startInTls(int port, SSLContext certificate) throws IOException {
    return new StubbornMailServer(port, certificate, true);
  }

  /** Its port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Behaves differently from the next conversation on. */
  public void be(Mood next) {
    mood = next;
  }

  /** Answers for an address with that number from now on. */
  public void refuse(String address, int code) {
    refused.put(address, code);
  }

  /** Takes mails for an address again. */
  public void accept(String address) {
    refused.remove(address);
  }

  /** The mails that it said yes to, as they came over the wire, envelope first. */
  public List<String> taken() {
    return List.copyOf(taken);
  }

  /** How many conversations began. */
  public int conversations() {
    return conversations.get();
  }

  /** How many mails came to their end, whatever it said then. */
  public int mailsHeard() {
    return mailsHeard.get();
  }

  private void welcome() {
    while (true) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        Thread conversation = new Thread(() -> talk(connection), "stubborn-conversation");
        conversation.setDaemon(true);
        conversation.start();
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void talk(Socket connection) {
    conversations.incrementAndGet();
    try (Socket plain = connection) {
      if (fromTheStart) {
        converse(secured(plain), true, false);
      } else {
        converse(plain, true, tls != null);
      }
    } catch (IOException e) {
      // The other side went away, or this one was told to.
      return;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private void converse(Socket socket, boolean greets, boolean offersTls) throws IOException {
    Mood today = mood;
    if (today == Mood.AWAY) {
      return;
    }
    OutputStream out = socket.getOutputStream();
    if (today == Mood.SILENT) {
      waitForTheEnd();
      return;
    }
    if (today == Mood.DRIBBLING) {
      dribble(out);
      return;
    }
    if (greets) {
      say(out, "220 stubborn ESMTP");
    }
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String command = line.toUpperCase(java.util.Locale.ROOT);
      if (command.startsWith("EHLO")) {
        say(out, "250-stubborn");
        if (offersTls) {
          say(out, "250-STARTTLS");
        }
        say(out, "250 AUTH PLAIN");
      } else if (command.equals("STARTTLS") && offersTls) {
        say(out, "220 go on");
        converse(secured(socket), false, false);
        return;
      } else if (command.startsWith("AUTH")) {
        say(out, today == Mood.REFUSING_USERS ? "535 who are you" : "235 welcome");
      } else if (command.startsWith("MAIL")) {
        mail.append(line).append('\n');
        say(out, today == Mood.REFUSING_SENDERS ? "550 not from you" : "250 go on");
      } else if (command.startsWith("RCPT")) {
        answerRecipient(out, line, mail);
      } else if (command.equals("DATA")) {
        say(out, "354 go on");
        if (!hear(in, out, mail, today)) {
          return;
        }
      } else if (command.equals("QUIT")) {
        say(out, "221 bye");
        return;
      } else {
        say(out, "250 fine");
      }
    }
  }

  private void answerRecipient(OutputStream out, String line, StringBuilder mail)
      throws IOException {
    String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    Integer code = refused.get(address);
    if (code == null) {
      mail.append(line).append('\n');
      say(out, "250 go on");
    } else {
      say(out, code + " secret words about " + address);
    }
  }

  /** Hears a mail to its end; false when there is nothing more to say. */
  private boolean hear(BufferedReader in, OutputStream out, StringBuilder mail, Mood today)
      throws IOException {
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null || today == Mood.DYING_IN_THE_MAIL) {
        return false;
      }
      mail.append(line).append('\n');
    }
    mailsHeard.incrementAndGet();
    if (today == Mood.SILENT_AFTER_THE_MAIL) {
      waitForTheEnd();
      return false;
    }
    if (today == Mood.REFUSING_MAILS || today == Mood.POSTPONING_MAILS) {
      say(out, today == Mood.REFUSING_MAILS ? "554 not that" : "451 not now");
      return true;
    }
    taken.add(mail.toString());
    mail.setLength(0);
    say(out, "250 taken");
    return today != Mood.DYING_AFTER_THE_ANSWER;
  }

  private void dribble(OutputStream out) throws IOException {
    out.write("220-".getBytes(StandardCharsets.US_ASCII));
    try {
      while (!end.await(200, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Ends all conversations. */
  public void hangUp() throws IOException {
    for (Socket connection : connections) {
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    listener.close();
    hangUp();
  }
}
