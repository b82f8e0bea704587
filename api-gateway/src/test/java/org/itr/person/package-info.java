/** Tests of persons over HTTP. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
