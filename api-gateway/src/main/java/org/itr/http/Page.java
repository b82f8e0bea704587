package org.itr.http;

/**
 * Which rows a caller wants of what is neither sorted nor filtered by the caller, as the headers
 * StartPage and PageSize say.
 *
 * @param offset how many to leave out first
 * @param limit how many at most; a negative number for all
 */
public record Page(long offset, int limit) {}
