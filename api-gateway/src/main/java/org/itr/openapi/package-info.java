/**
 * The description of the API, generated from the table of calls, and the page for trying them out.
 */
@NullMarked
package org.itr.openapi;

import org.jspecify.annotations.NullMarked;
