/** Events about calls that changed nothing: refused calls and reads of results. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
