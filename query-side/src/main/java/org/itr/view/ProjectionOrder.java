package org.itr.view;

/** In which order the projections see an event. */
public final class ProjectionOrder {

  /** Those that want to see the rows of objects as they were before the event. */
  public static final int BEFORE_OBJECTS = 100;

  /** The rows of the objects themselves. */
  public static final int OBJECTS = 200;

  /** Those that want to see the rows of objects as they are after the event. */
  public static final int AFTER_OBJECTS = 300;

  private ProjectionOrder() {}
}
