/** The website's files, served beside the API. */
@NullMarked
package org.itr.website;

import org.jspecify.annotations.NullMarked;
