/** What all views share: rows, the projection of plain objects, and lists. */
@NullMarked
package org.itr.view;

import org.jspecify.annotations.NullMarked;
