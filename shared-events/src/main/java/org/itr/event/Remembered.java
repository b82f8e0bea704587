package org.itr.event;

/** Something that is kept in memory to be fast, and can be forgotten at any time without harm. */
public interface Remembered {

  /** Forgets all of it. */
  void forget();
}
