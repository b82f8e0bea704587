/* The areas of the console, in the order in which the navigation shows them. */

export const areas = [];
