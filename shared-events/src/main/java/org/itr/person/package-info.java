/** Persons, mostly candidates: their fields, and the commands and events about them. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
