/**
 * Gathers anonymised results for research: a policy that saves a plain record whenever a session
 * test is done.
 */
@NullMarked
package org.itr.datagathering;

import org.jspecify.annotations.NullMarked;
