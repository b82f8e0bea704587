package org.itr.http;

import java.util.ArrayList;
import java.util.List;
import org.itr.objecttype.InvalidInput;

/**
 * Takes a Filter header apart: {@code Field<op>value} pieces between commas, values optionally in
 * single quotes. Nothing in it is an error but that there is too much; a piece that is no
 * comparison is left out.
 */
final class FilterText {

  /**
   * One comparison as it was written.
   *
   * @param field the text before the operator
   * @param operator {@code =}, {@code !=}, {@code >=}, {@code <=} or {@code %=}
   * @param value the text after it, without quotes
   */
  record Piece(String field, String operator, String value) {}

  /** How many comparisons a filter may have. */
  static final int MOST_PIECES = 200;

  private static final char QUOTE = '\'';

  private final String text;
  private int position;

  private FilterText(String text) {
    this.text = text;
  }

  /**
   * The comparisons of a filter in their order.
   *
   * @throws InvalidInput when there are more than {@link #MOST_PIECES}
   */
  static List<Piece> pieces(String filter) {
    return new FilterText(filter).parse();
  }

  private List<Piece> parse() {
    List<Piece> pieces = new ArrayList<>();
    while (position < text.length()) {
      int equals = text.indexOf('=', position);
      int comma = commaFrom(position);
      if (equals < 0 || equals > comma) {
        position = comma + 1;
        continue;
      }
      boolean longer = equals > position && "!><%".indexOf(text.charAt(equals - 1)) >= 0;
      String operator = text.substring(longer ? equals - 1 : equals, equals + 1);
      String field = text.substring(position, longer ? equals - 1 : equals).trim();
      position = equals + 1;
      if (pieces.size() == MOST_PIECES) {
        throw new InvalidInput("Filter has more than " + MOST_PIECES + " conditions");
      }
      pieces.add(new Piece(field, operator, value()));
    }
    return pieces;
  }

  private int commaFrom(int start) {
    int comma = text.indexOf(',', start);
    return comma < 0 ? text.length() : comma;
  }

  private String value() {
    int start = afterBlanks(position);
    if (start < text.length() && text.charAt(start) == QUOTE) {
      int close = closingQuote(start + 1);
      if (close >= 0) {
        position = commaFrom(close) + 1;
        return text.substring(start + 1, close).replace("''", "'");
      }
      start++;
    }
    int comma = commaFrom(Math.min(start, text.length()));
    position = comma + 1;
    return text.substring(Math.min(start, comma), comma).trim();
  }

  /**
   * Where a quoted value ends: at the first quote that is followed by a comma or by nothing.
   * Doubled quotes are passed over, unless no end is found then: a value may end with a quote of
   * its own.
   */
  private int closingQuote(int start) {
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) == QUOTE) {
        if (i + 1 < text.length() && text.charAt(i + 1) == QUOTE) {
          i++;
        } else if (endsPiece(i + 1)) {
          return i;
        }
      }
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) == QUOTE && endsPiece(i + 1)) {
        return i;
      }
    }
    return -1;
  }

  private boolean endsPiece(int start) {
    int next = afterBlanks(start);
    return next == text.length() || text.charAt(next) == ',';
  }

  private int afterBlanks(int start) {
    int i = start;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
