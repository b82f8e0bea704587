/** Puts the server together: settings, database, start. */
@NullMarked
package org.itr.application;

import org.jspecify.annotations.NullMarked;
