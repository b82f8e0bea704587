package org.itr.view;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a view table. Its attributes are named after the fields of the object type; see {@link
 * RowType}.
 */
@MappedSuperclass
public abstract class ViewRow {

  @Id UUID space;

  /** The person that the personal fields are about. */
  @Nullable UUID subject;

  /** The space that the object lives in. */
  public UUID space() {
    return space;
  }
}
