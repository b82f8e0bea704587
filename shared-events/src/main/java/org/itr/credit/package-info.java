/**
 * Credits, which finished tests cost: grants, usages and levels, their commands and events, and the
 * queries for bills.
 */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
