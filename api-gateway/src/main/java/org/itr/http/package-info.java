/**
 * HTTP as the wire contract has it: headers, bodies, rights, limits, lists and errors, shared by
 * all controllers.
 */
@NullMarked
package org.itr.http;

import org.jspecify.annotations.NullMarked;
