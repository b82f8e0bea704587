/** What is known of persons, and whose time is over. */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
