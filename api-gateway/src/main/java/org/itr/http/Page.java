package org.itr.http;

/**
 * The requested page, from the headers StartPage and PageSize, of a list that callers cannot sort
 * or filter.
 *
 * @param offset how many to leave out first
 * @param limit how many at most; a negative number for all
 */
public record Page(long offset, int limit) {}
