package org.itr.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A mail as it is written. It may hold secrets, so it is in no event and its text shows nothing.
 *
 * @param recipients whom it goes to
 * @param from the sender; empty for the one that is set up
 * @param replyTo where answers go; empty for the sender that is set up
 * @param subject the subject, in one line
 * @param body the text, as HTML
 * @param attachments the files that go with it
 */
public record Letter(
    Recipients recipients,
    String from,
    String replyTo,
    String subject,
    String body,
    List<Attachment> attachments) {

  private static final Pattern LINE_BREAKS = Pattern.compile("\\p{Cntrl}+");

  /** A letter whose subject is one line, whatever it was made of. */
  public Letter {
    subject = LINE_BREAKS.matcher(subject).replaceAll(" ");
    attachments = List.copyOf(attachments);
  }

  /**
   * A file that goes with a mail.
   *
   * @param name the file's name
   * @param type the content type
   * @param text what is in it
   */
  public record Attachment(String name, String type, String text) {

    @Override
    public String toString() {
      return "Attachment[" + name + "]";
    }
  }

  /** A letter from the sender that is set up. */
  public static Letter of(Recipients recipients, String subject, String body) {
    return new Letter(recipients, "", "", subject, body, List.of());
  }

  /** This letter with a file. */
  public Letter with(Attachment attachment) {
    return new Letter(recipients, from, replyTo, subject, body, List.of(attachment));
  }

  /** This letter to others. */
  public Letter to(Recipients others) {
    return new Letter(others, from, replyTo, subject, body, attachments);
  }

  /** What may be told of it for good: the fields To, CC, BCC and Subject. */
  public Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>(recipients.fields());
    told.put("Subject", subject);
    return told;
  }

  @Override
  public String toString() {
    return "Letter[***]";
  }
}
