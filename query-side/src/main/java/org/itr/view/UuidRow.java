package org.itr.view;

import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** A row of an object that has a uuid, which nearly all have. */
@MappedSuperclass
@IdClass(RowKey.class)
public abstract class UuidRow extends ViewRow {

  @Id UUID id;

  /** The object's id. */
  public UUID id() {
    return id;
  }
}
