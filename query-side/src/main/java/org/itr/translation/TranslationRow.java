package org.itr.translation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.itr.view.ViewRow;

/** A row of translations: a language. Its texts are in a table of their own, a row each. */
@Entity
@Table(name = "translations")
@IdClass(TranslationRow.Key.class)
public class TranslationRow extends ViewRow {
  @Id String language;

  /** For JPA only. */
  public TranslationRow() {}

  /**
   * The primary key.
   *
   * @param space the master space
   * @param language the code of the language
   */
  public record Key(UUID space, String language) implements Serializable {}
}
