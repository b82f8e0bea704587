package org.itr.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The content of a mail. It may contain secrets, so it is not part of any event, and toString
 * reveals nothing.
 *
 * @param recipients whom it goes to
 * @param from the sender; empty for the configured one
 * @param replyTo the reply address; empty for the configured sender
 * @param subject the subject, in one line
 * @param body the text, as HTML
 * @param attachments the attached files
 */
public record Letter(
    Recipients recipients,
    String from,
    String replyTo,
    String subject,
    String body,
    List<Attachment> attachments) {

  private static final Pattern LINE_BREAKS = Pattern.compile("\\p{Cntrl}+");

  /** Reduces the subject to a single line. */
  public Letter {
    subject = LINE_BREAKS.matcher(subject).replaceAll(" ");
    attachments = List.copyOf(attachments);
  }

  /**
   * An attached file.
   *
   * @param name the file's name
   * @param type the content type
   * @param text the content
   */
  public record Attachment(String name, String type, String text) {

    @Override
    public String toString() {
      return "Attachment[" + name + "]";
    }
  }

  /** A letter from the configured sender. */
  public static Letter of(Recipients recipients, String subject, String body) {
    return new Letter(recipients, "", "", subject, body, List.of());
  }

  /** This letter with an attachment. */
  public Letter with(Attachment attachment) {
    return new Letter(recipients, from, replyTo, subject, body, List.of(attachment));
  }

  /** This letter to other recipients. */
  public Letter to(Recipients others) {
    return new Letter(others, from, replyTo, subject, body, attachments);
  }

  /** What may be recorded permanently: the fields To, CC, BCC and Subject. */
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
