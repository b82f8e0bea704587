/** Decides about settings, and keeps the secret ones. */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
