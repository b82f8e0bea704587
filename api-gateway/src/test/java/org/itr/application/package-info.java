/** Tests of starting the server. */
@NullMarked
package org.itr.application;

import org.jspecify.annotations.NullMarked;
