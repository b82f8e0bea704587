/**
 * What the credit account decides and how tests are billed, given events and when a command comes.
 */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
