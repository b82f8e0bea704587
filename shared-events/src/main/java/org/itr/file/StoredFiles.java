package org.itr.file;

import static org.itr.objecttype.Field.int64;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.uuid;

import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;
import org.itr.objecttype.Space;

/**
 * Files of objects: their names and metadata, not their contents. The ID of a file is {@code
 * object/type/name}.
 */
public final class StoredFiles {

  /** The longest name, in characters. */
  public static final int LONGEST_NAME = 255;

  /** The longest name of a type of files, in characters. */
  public static final int LONGEST_TYPE = 20;

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("files")
          .auditNumber(25)
          .fields(
              string("ID", 36 + 1 + LONGEST_TYPE + 1 + LONGEST_NAME),
              uuid("ObjectID"),
              string("FileType", LONGEST_TYPE),
              string("Name", LONGEST_NAME),
              int64("Size"),
              string("SHA256", 64),
              string("MediaType", 100))
          .listed("ID", "ObjectID", "FileType", "Name", "Size", "SHA256", "MediaType")
          .searched("Name")
          .sortedBy("Name")
          .masterReadableBy(MasterReaders.EVERYONE)
          .build();

  private StoredFiles() {}

  /** The key of a file: of an object, of a type, of a name. */
  public static ObjectKey keyOf(Space space, UUID object, String type, String name) {
    return ObjectKey.of(TYPE, space, object + "/" + type + "/" + name);
  }

  /** The object that a file belongs to. */
  public static UUID objectOf(ObjectKey file) {
    return UUID.fromString(part(file, 0));
  }

  /** The type of a file, such as test or media. */
  public static String typeOf(ObjectKey file) {
    return part(file, 1);
  }

  /** The name of a file. */
  public static String nameOf(ObjectKey file) {
    return part(file, 2);
  }

  private static String part(ObjectKey file, int index) {
    return file.id().split("/", 3)[index];
  }
}
