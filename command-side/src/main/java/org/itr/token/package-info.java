/** Issues, renews and ends tokens. */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
