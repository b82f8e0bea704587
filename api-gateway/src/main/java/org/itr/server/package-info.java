/** Calls about the server itself and what it shows before a login. */
@NullMarked
package org.itr.server;

import org.jspecify.annotations.NullMarked;
