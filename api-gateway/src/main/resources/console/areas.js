/* The areas of the console, in the order in which the navigation shows them. */

import {area as admin} from './areas/admin.js';

export const areas = [admin];
