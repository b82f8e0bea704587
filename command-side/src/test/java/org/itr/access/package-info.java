/** That calls which changed nothing become events. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
