package org.itr.setting;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.string;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Named settings of a company or of the server. */
public final class SystemSettings {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("systemsettings")
          .auditNumber(18)
          .key("ParameterName")
          .fields(
              string("ParameterName", 50),
              string("ParValue", 1000000).nullable(),
              bool("ParProtected").initially(false))
          .listed("ParValue", "ParameterName")
          .searched("ParValue", "ParameterName")
          .sortedBy("ParameterName")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private SystemSettings() {}
}
