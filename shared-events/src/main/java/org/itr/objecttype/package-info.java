/**
 * The declarations of object types and their fields, which drive the parsing of bodies, deltas,
 * view rows and documentation, and the ports through which other modules query the views.
 */
@NullMarked
package org.itr.objecttype;

import org.jspecify.annotations.NullMarked;
