/** What commands of the shell ask the server for: only it knows what is under way and in memory. */
@NullMarked
package org.itr.job;

import org.jspecify.annotations.NullMarked;
