/**
 * Calls about the audit trail, and those of auditors about history: searches, versions, replays and
 * exports.
 */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
