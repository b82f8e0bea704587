package org.itr.setting;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.itr.view.ViewRow;

/** A row of systemsettings: named settings of a company or of the server. */
@Entity
@Table(name = "systemsettings")
@IdClass(SettingRowKey.class)
public class SystemSettingRow extends ViewRow {
  @Id String parameterName;
  String parValue;
  Boolean parProtected;

  /** For JPA only. */
  public SystemSettingRow() {}
}
