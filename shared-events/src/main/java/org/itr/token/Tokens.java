package org.itr.token;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** The tokens issued by login. The token itself is a secret and is not in any event or view. */
public final class Tokens {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("tokens")
          .auditNumber(19)
          .serverWide()
          .key("Token")
          .fields(
              string("Token", 50).neverReturned(),
              string("UserID", 50),
              uuid("CompanyID"),
              timestamp("TokenValidated"),
              bool("IsTestTakingUser").initially(false),
              uuid("TokenSessionID").nullable())
          .listed("CompanyID", "IsTestTakingUser", "TokenValidated", "UserID")
          .searched("Token")
          .sortedBy("Token")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private Tokens() {}
}
