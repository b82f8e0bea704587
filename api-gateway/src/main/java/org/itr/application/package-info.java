/** Assembles the server: settings, database, startup. */
@NullMarked
package org.itr.application;

import org.jspecify.annotations.NullMarked;
