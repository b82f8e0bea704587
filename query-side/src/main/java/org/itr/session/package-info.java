/**
 * The rows of sessions and of the overviews made of them: sessions with their persons, groups with
 * their members and how far those are.
 */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
