/**
 * What all views share: the projection of plain objects, the statements that projections become,
 * lists and look-ups, the past of an object, and rebuilding and comparing projections.
 */
@NullMarked
package org.itr.view;

import org.jspecify.annotations.NullMarked;
