/** The console in a browser. */
@org.jspecify.annotations.NullMarked
package org.itr.console;
