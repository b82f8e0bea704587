/** The server about itself. */
@NullMarked
package org.itr.server;

import org.jspecify.annotations.NullMarked;
