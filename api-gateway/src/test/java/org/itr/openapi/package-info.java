/** That the description of the API is complete and true, and that the page to try it works. */
@NullMarked
package org.itr.openapi;

import org.jspecify.annotations.NullMarked;
