/** The current values of objects, kept by aggregates and told apart from what is wanted. */
@NullMarked
package org.itr.objecttype;

import org.jspecify.annotations.NullMarked;
