package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;

/**
 * Which copies of objects a call is about, as the headers IncludeMaster, IncludeClient and MASTER
 * say: those of the company, those of the master space, or both.
 *
 * @param master whether IncludeMaster is Y
 * @param client whether IncludeClient is not N
 * @param onMaster whether MASTER is Y
 */
public record Copy(boolean master, boolean client, boolean onMaster) {

  /** What a call without these headers is about. */
  public static final Copy COMPANY = new Copy(false, true, false);

  /** The headers of a request. */
  static Copy of(HttpServletRequest request) {
    return new Copy(
        HeaderText.isYes(request, "IncludeMaster", false),
        HeaderText.isYes(request, "IncludeClient", true),
        HeaderText.isYes(request, "MASTER", false));
  }

  /** Whether a list has the rows of the company. */
  boolean listsCompany(Caller caller) {
    return client && !actsOnMaster(caller);
  }

  /** Whether a list has the rows of the master space. */
  boolean listsMaster(ObjectType type, Caller caller) {
    return (master || actsOnMaster(caller)) && admits(type.masterReaders(), caller);
  }

  /** The space whose copy of an object is read first. */
  public Space readSpace(ObjectType type, Caller caller) {
    return isMasterCopy(caller) && admits(type.masterReaders(), caller)
        ? Space.MASTER
        : caller.space();
  }

  /** Whether the call is about the master copy alone, for this caller. */
  public boolean isMasterCopy(Caller caller) {
    return (master && !client) || actsOnMaster(caller);
  }

  /**
   * The space whose copy is written.
   *
   * @throws Refusal when the caller may not write there
   */
  public Space writeSpace(ObjectType type, Caller caller) {
    if (type.isServerWide()) {
      return Space.MASTER;
    }
    if (!(master && !client) && !onMaster) {
      return caller.space();
    }
    if (!caller.isMaster()) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "Only a master user may change what is in the master space");
    }
    if (type.masterReaders() == MasterReaders.NOBODY) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "The master space has no " + type.name());
    }
    return Space.MASTER;
  }

  private boolean actsOnMaster(Caller caller) {
    return onMaster && caller.isMaster();
  }

  private static boolean admits(MasterReaders readers, Caller caller) {
    return switch (readers) {
      case NOBODY -> false;
      case MASTER_USERS -> caller.isMaster();
      case OFFICE_USERS -> caller.isOffice();
      case EVERYONE -> true;
    };
  }
}
