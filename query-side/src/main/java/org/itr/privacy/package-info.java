/**
 * What the privacy calls ask the views: whose time is over by retention rules, and where a person
 * left traces; and the rows of rules and receipts.
 */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
