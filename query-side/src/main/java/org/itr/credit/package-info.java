/** Views of: credits: grants, usages and levels. */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
