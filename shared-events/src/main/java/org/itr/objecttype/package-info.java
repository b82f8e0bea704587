/**
 * The declarations of object types and their fields. Reading bodies, deltas, view rows and
 * documentation go by them; so do the interfaces by which the other modules ask the views.
 */
@NullMarked
package org.itr.objecttype;

import org.jspecify.annotations.NullMarked;
