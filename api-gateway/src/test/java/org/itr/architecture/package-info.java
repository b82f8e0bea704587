/** The rules of the house, and classes that break them to show that the rules can fail. */
@NullMarked
package org.itr.architecture;

import org.jspecify.annotations.NullMarked;
