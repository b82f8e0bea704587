/**
 * Calls about the website's texts by language, and the translation service that translates on
 * demand.
 */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
