package org.itr.objecttype;

/**
 * A text that must not appear in a log or an exception.
 *
 * @param value the text in clear
 */
public record Secret(String value) {

  @Override
  public String toString() {
    return "***";
  }
}
