/** Views of: reports, figures added up by month. */
@NullMarked
package org.itr.report;

import org.jspecify.annotations.NullMarked;
