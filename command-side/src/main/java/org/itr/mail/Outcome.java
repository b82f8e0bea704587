package org.itr.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to send a mail ended, recipient by recipient.
 *
 * @param accepted those whom the mail server took it for
 * @param refused those whom the mail server will never take it for
 * @param unsettled those for whom it may be tried again
 * @param failure why not all were accepted; null when all were
 */
record Outcome(
    List<String> accepted,
    List<String> refused,
    List<String> unsettled,
    @Nullable Failure failure) {

  /**
   * Why a mail was not sent.
   *
   * @param sentence for the audit trail and the sender; it names nobody
   * @param about the addresses concerned, for the sender only
   * @param ofServer whether other mails through the same server would fail as well
   * @param pause when to try again; null for increasing pauses
   */
  record Failure(String sentence, List<String> about, boolean ofServer, @Nullable Duration pause) {

    /** A setting that is missing may come any moment, and looking for it costs little. */
    private static final Duration UNTIL_SET_UP = Duration.ofMinutes(1);

    /** There is no mail server to send it with. */
    static Failure notSetUp(MailNotSent reason) {
      return new Failure(reason.getMessage(), List.of(), true, UNTIL_SET_UP);
    }

    /** The mail server is to blame. */
    static Failure ofServer(String sentence) {
      return new Failure(sentence, List.of(), true, null);
    }

    /** The mail is to blame. */
    static Failure ofMail(String sentence) {
      return new Failure(sentence, List.of(), false, null);
    }

    /** Some addresses are to blame. */
    static Failure ofAddresses(String sentence, List<String> about) {
      return new Failure(sentence, about, false, null);
    }

    /** The sentence with the addresses. */
    String inFull() {
      return about.isEmpty() ? sentence : sentence + ": " + String.join(", ", about);
    }
  }

  /** The mail server took the mail for all. */
  static Outcome sent(Recipients recipients) {
    return new Outcome(recipients.all(), List.of(), List.of(), null);
  }

  /** The mail will be taken for nobody. */
  static Outcome refused(Recipients recipients, Failure failure) {
    return new Outcome(List.of(), recipients.all(), List.of(), failure);
  }

  /** The mail may be tried again. */
  static Outcome unsettled(Recipients recipients, Failure failure) {
    return new Outcome(List.of(), List.of(), recipients.all(), failure);
  }

  /** Those who have not got the mail. */
  List<String> notAccepted() {
    List<String> all = new ArrayList<>(refused);
    all.addAll(unsettled);
    return all;
  }
}
