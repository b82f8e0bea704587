/** Tests of what all views share. */
@NullMarked
package org.itr.view;

import org.jspecify.annotations.NullMarked;
