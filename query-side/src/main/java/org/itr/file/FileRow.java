package org.itr.file;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.itr.view.ViewRow;

/** A row of files: the files of objects, without their bytes. */
@Entity
@Table(name = "files")
@IdClass(FileRowKey.class)
public class FileRow extends ViewRow {
  @Id String id;
  UUID objectId;
  String fileType;
  String name;
  Long size;
  String sha256;
  String mediaType;

  /** For JPA only. */
  public FileRow() {}
}
