/** Calls about companies: of master users for all of them, of everybody else for their own. */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
