/** The row of a company, and finding the company of a host name. */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
