package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ObjectType;

/** The raw body of a request: bytes, whatever the content type says. */
public final class Body {

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the body of a request.
   *
   * @param limit how many bytes it may have
   */
  static Body read(HttpServletRequest request, int limit) throws IOException {
    return new Body(Upload.of(request, limit).bytes().readAllBytes());
  }

  /** Whether there is nothing in it but blanks. */
  public boolean isEmpty() {
    return WireReader.text("The body", bytes).isBlank();
  }

  /** How many bytes it has. */
  public int size() {
    return bytes.length;
  }

  /**
   * The fields of an object type that are in it, in canonical form.
   *
   * @throws InvalidInput when it is no JSON object or a value does not fit its field
   */
  public Map<String, Object> fields(ObjectType type) {
    return WireReader.fields(type, bytes);
  }

  /**
   * The same of a list of objects, or of one; a text in the list stands for the object that it is
   * the key of. Objects without a known field are left out.
   *
   * @throws InvalidInput when it is neither, or a value does not fit its field
   */
  public List<Map<String, Object>> listOfFields(ObjectType type) {
    return WireReader.listOfFields(type, bytes);
  }

  /**
   * All of it as a JSON object.
   *
   * @throws InvalidInput when it is none
   */
  public Map<String, Object> object() {
    return WireReader.object(bytes);
  }

  /**
   * All of it as text.
   *
   * @param name what to call it when it cannot be stored
   */
  public String text(String name) {
    return WireReader.text(name, bytes);
  }
}
