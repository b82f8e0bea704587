/**
 * The texts of the website by language: the projection that keeps them, and the query that the
 * gateway answers a browser from.
 */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
