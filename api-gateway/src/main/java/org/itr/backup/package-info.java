/** Backups of the embedded database and the keys, and their restoration, from the command line. */
@NullMarked
package org.itr.backup;

import org.jspecify.annotations.NullMarked;
