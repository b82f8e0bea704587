/** The console: pages for auditors, admins and reporting staff. */
@org.jspecify.annotations.NullMarked
package org.itr.console;
