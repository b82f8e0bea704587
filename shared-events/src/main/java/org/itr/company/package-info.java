/**
 * Companies, which share the server but see nothing of each other; and the commands and events
 * about them.
 */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
