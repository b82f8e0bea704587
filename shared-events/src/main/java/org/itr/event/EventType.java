package org.itr.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name and revision under which an event is stored for ever, whatever becomes of its class. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** The stored name, unique among all events. */
  String name();

  /** The stored revision; raised with an upcaster when the payload's shape changes. */
  String revision() default "1";

  /** What the fact means, in a sentence for the event catalogue. */
  String meaning();
}
