/** The ITR website's own files, beside the API. */
@NullMarked
package org.itr.website;

import org.jspecify.annotations.NullMarked;
