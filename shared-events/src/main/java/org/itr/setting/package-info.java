/**
 * Settings of a company or, in the master space, of the server; and the commands and events about
 * them.
 */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
