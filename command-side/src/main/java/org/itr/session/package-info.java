/** Decides about test sessions, and what their end or removal sets in motion. */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
