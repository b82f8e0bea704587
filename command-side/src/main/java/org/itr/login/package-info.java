/** Decides about accounts, keeps their passwords and lets users in. */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
