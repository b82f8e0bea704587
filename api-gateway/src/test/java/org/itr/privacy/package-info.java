/** Tests of archives, erasures and retention. */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
