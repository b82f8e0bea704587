/**
 * The row of a setting. It shows secret settings as empty; their values are in the vault of the
 * command side.
 */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
