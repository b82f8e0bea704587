/* The areas of the console, in the order in which the navigation shows them. */

import {area as privacy} from './areas/privacy.js';

export const areas = [privacy];
