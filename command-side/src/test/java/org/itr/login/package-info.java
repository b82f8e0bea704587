/**
 * What the aggregate of an account decides, given events and when a command comes, and how guesses
 * are slowed down.
 */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
