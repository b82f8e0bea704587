/** The description of the API, made of the table of calls, and the page to try the calls. */
@NullMarked
package org.itr.openapi;

import org.jspecify.annotations.NullMarked;
