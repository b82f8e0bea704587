package org.itr.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and revision under which an event is stored permanently, independent of its class name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** The stored name, unique among all events. */
  String name();

  /** The stored revision; increased, with an upcaster, when the shape of the payload changes. */
  String revision() default "1";

  /** The meaning of the event, as a sentence for the event catalogue. */
  String meaning();
}
