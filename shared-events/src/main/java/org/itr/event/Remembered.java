package org.itr.event;

/** A cache that can be cleared at any time without harm. */
public interface Remembered {

  /** Clears it. */
  void forget();
}
