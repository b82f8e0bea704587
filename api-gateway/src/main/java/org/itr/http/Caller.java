package org.itr.http;

import java.util.Map;
import java.util.UUID;
import org.itr.event.MetaDataKeys;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: the user of a valid token, with the rights that the user has now.
 *
 * @param space the space of the company that the token is for
 * @param user the user's id
 * @param tokenSession the public uuid of the token
 * @param mustChooseCompany whether the token only serves to choose among the user's companies
 * @param login the user's row among the logins
 * @param origin where the request comes from
 */
public record Caller(
    Space space,
    UUID user,
    UUID tokenSession,
    boolean mustChooseCompany,
    Row login,
    Origin origin) {

  /** The company that the token is for. */
  public UUID company() {
    return space.id();
  }

  /** Whether the user has that right: the name of a boolean of the logins. */
  public boolean holds(String right) {
    return login.flag(right);
  }

  /** Whether the user manages the server. */
  public boolean isMaster() {
    return holds("IsMasterUser");
  }

  /** Whether the user works in the office, perhaps beside taking tests. */
  public boolean isOffice() {
    return holds("IsOfficeUser") || !holds("IsTestTakingUser");
  }

  /** Whether the user only takes tests, and so sees only what is the user's own. */
  public boolean isPureCandidate() {
    return !isOffice();
  }

  /** Whether the user manages the company. */
  public boolean isSupervisor() {
    return isMaster() || holds("IsOrganisationSupervisor");
  }

  /** Whether the user sees only the objects that have the user as their owner. */
  public boolean isOwnObjectsOnly() {
    return holds("MayWorkWithOwnObjectsOnly");
  }

  /** The owner of the objects that the user sees; null for whoever owns them. */
  public @Nullable UUID ownerSeen() {
    return isOwnObjectsOnly() ? user() : null;
  }

  /** The metadata of the commands that this call sends. */
  public Map<String, String> metaData() {
    Map<String, String> metaData = origin.metaData();
    metaData.put(MetaDataKeys.COMPANY, company().toString());
    metaData.put(MetaDataKeys.USER, user.toString());
    metaData.put(MetaDataKeys.TOKEN_SESSION, tokenSession.toString());
    return metaData;
  }
}
