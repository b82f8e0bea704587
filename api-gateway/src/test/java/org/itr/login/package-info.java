/** What the gateway decides about accounts. */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
