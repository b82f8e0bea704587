/**
 * The audit trail and the history for auditors: {@code AuditTrailProjection} makes a row of every
 * event, with the message that {@code AuditMessages} has for it.
 */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
