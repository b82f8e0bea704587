/* The areas of the console, in the order in which the navigation shows them. */

import {area as reports} from './areas/reports.js';

export const areas = [reports];
