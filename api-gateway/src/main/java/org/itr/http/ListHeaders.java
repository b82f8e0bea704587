package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.itr.objecttype.Field;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Archived;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ListRequest.Operator;
import org.itr.objecttype.ListRequest.Order;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a list, as the headers StartPage, PageSize, Sort, Filter, SearchField and
 * IncludeArchived say. They are read for the object type that is listed: a field that it does not
 * have, or never shows, is ignored.
 */
public final class ListHeaders {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int EVERYTHING = -1;
  private static final int USUAL_PAGE_SIZE = 20;

  /** How many fields a list is sorted by at most. */
  static final int MOST_SORT_FIELDS = 20;

  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "=", Operator.EQUAL,
          "!=", Operator.NOT_EQUAL,
          ">=", Operator.AT_LEAST,
          "<=", Operator.AT_MOST,
          "%=", Operator.LIKE);

  private final UnaryOperator<String> headers;
  private final Predicate<Field> shown;

  private ListHeaders(UnaryOperator<String> headers, Predicate<Field> shown) {
    this.headers = headers;
    this.shown = shown;
  }

  /** The headers of a request. */
  public static ListHeaders of(HttpServletRequest request) {
    return new ListHeaders(name -> HeaderText.of(request, name), Field::isReturned);
  }

  /** The same, of all pages. */
  public ListHeaders withoutPages() {
    return new ListHeaders(
        name -> "StartPage".equals(name) ? Integer.toString(EVERYTHING) : headers.apply(name),
        shown);
  }

  /** The same for a list that shows these fields alone: it is filtered and sorted by no others. */
  public ListHeaders showing(Set<String> fields) {
    return new ListHeaders(headers, field -> fields.contains(field.name()));
  }

  /** Headers by name; an absent one is empty. */
  static ListHeaders of(Map<String, String> headers) {
    return new ListHeaders(name -> headers.getOrDefault(name, "").trim(), Field::isReturned);
  }

  /**
   * The request for one space.
   *
   * @param space the space that is listed; null for all companies' rows of a server-wide overview
   * @param owner the user whose rows alone may be seen, or null
   * @param own conditions that hold beside those of the Filter
   * @throws InvalidInput when a header is malformed; the message names it or the field
   */
  public ListRequest request(
      ObjectType type, @Nullable Space space, @Nullable UUID owner, List<Condition> own) {
    List<Condition> conditions = new ArrayList<>(own);
    conditions.addAll(conditions(type, headers.apply("Filter")));
    Page page = page();
    return new ListRequest(
        type,
        space,
        List.copyOf(conditions),
        search(),
        archived(type),
        owner,
        sort(type),
        page.offset(),
        page.limit());
  }

  private List<String> search() {
    String text = WireValues.storable("SearchField", headers.apply("SearchField"));
    return text.isEmpty() ? List.of() : List.of(text);
  }

  /**
   * The page alone.
   *
   * @throws InvalidInput when a header of it is malformed; the message names it
   */
  Page page() {
    int page = number("StartPage", 0);
    if (page < EVERYTHING) {
      throw new InvalidInput("StartPage must be -1 or more");
    }
    if (page == EVERYTHING) {
      return new Page(0, EVERYTHING);
    }
    int size = pageSize();
    return new Page((long) page * size, size);
  }

  /**
   * The page that is asked for of rows that are at hand; all of them where StartPage is absent,
   * since such lists are short.
   *
   * @throws InvalidInput when a header of it is malformed; the message names it
   */
  public <T> List<T> pageOf(List<T> rows) {
    Page page = page();
    if (headers.apply("StartPage").isEmpty() || page.limit() == EVERYTHING) {
      return rows;
    }
    return rows.stream().skip(page.offset()).limit(page.limit()).toList();
  }

  private int pageSize() {
    int size = number("PageSize", USUAL_PAGE_SIZE);
    if (size < 0) {
      throw new InvalidInput("PageSize must not be negative");
    }
    return size == 0 ? USUAL_PAGE_SIZE : size;
  }

  private int number(String header, int byDefault) {
    String text = headers.apply(header);
    if (text.isEmpty()) {
      return byDefault;
    }
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new InvalidInput(header + " must be a whole number");
    }
    return Integer.parseInt(text);
  }

  private Archived archived(ObjectType type) {
    if (type.archiveField().isEmpty()) {
      return Archived.INCLUDED;
    }
    return switch (headers.apply("IncludeArchived")) {
      case "N" -> Archived.EXCLUDED;
      case "Y" -> Archived.ONLY;
      default -> Archived.INCLUDED;
    };
  }

  private List<Order> sort(ObjectType type) {
    List<Order> asked = orders(type, headers.apply("Sort"));
    return asked.isEmpty() ? orders(type, type.defaultSort()) : asked;
  }

  private List<Order> orders(ObjectType type, String sort) {
    String[] pieces = sort.split(",", MOST_SORT_FIELDS + 1);
    if (pieces.length > MOST_SORT_FIELDS) {
      throw new InvalidInput("Sort has more than " + MOST_SORT_FIELDS + " fields");
    }
    List<Order> orders = new ArrayList<>();
    for (String piece : pieces) {
      String[] words = BLANKS.split(piece.trim(), 2);
      boolean descending = words.length > 1 && "desc".equals(words[1].toLowerCase(Locale.ROOT));
      visible(type, words[0]).ifPresent(field -> orders.add(new Order(field, descending)));
    }
    return List.copyOf(orders);
  }

  /**
   * Comparisons by {@code =} and {@code %=} of one field are alternatives, everything else must
   * hold.
   */
  private List<Condition> conditions(ObjectType type, String filter) {
    Map<Field, List<Comparison>> alternatives = new LinkedHashMap<>();
    List<Condition> conditions = new ArrayList<>();
    for (FilterText.Piece piece : FilterText.pieces(filter)) {
      Field field = visible(type, piece.field()).orElse(null);
      if (field == null) {
        continue;
      }
      Operator operator = OPERATORS.get(piece.operator());
      Comparison comparison = new Comparison(operator, value(field, operator, piece.value()));
      if (operator == Operator.EQUAL || operator == Operator.LIKE) {
        alternatives
            .computeIfAbsent(
                field,
                name -> {
                  List<Comparison> anyOf = new ArrayList<>();
                  conditions.add(new Condition(field, anyOf));
                  return anyOf;
                })
            .add(comparison);
      } else {
        conditions.add(new Condition(field, List.of(comparison)));
      }
    }
    return conditions;
  }

  private static @Nullable Object value(Field field, Operator operator, String text) {
    if (operator == Operator.LIKE || WireValues.emptyIsValue(field)) {
      return WireValues.storable(field.name(), text);
    }
    if (text.isEmpty()) {
      return WireValues.initial(field);
    }
    return WireValues.canonical(field, text)
        .orElseThrow(() -> new InvalidInput(field.name() + " must be a date"));
  }

  private Optional<Field> visible(ObjectType type, String name) {
    return type.find(name).filter(shown);
  }
}
