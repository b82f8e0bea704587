/** Calls about logging in and about accounts. */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
