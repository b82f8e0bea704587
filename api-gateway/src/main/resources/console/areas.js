/* The areas of the console, in the order in which the navigation shows them. */

import {area as audit} from './areas/audit.js';

export const areas = [audit];
