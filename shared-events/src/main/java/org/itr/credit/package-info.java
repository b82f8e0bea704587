/**
 * Credits, which done tests cost: grants, usages and levels, the commands and events about them,
 * and what the views are asked for bills.
 */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
