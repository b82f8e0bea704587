/** Programs that measure speed, each against a ceiling measured in the same run. */
@NullMarked
package org.itr.bench;

import org.jspecify.annotations.NullMarked;
