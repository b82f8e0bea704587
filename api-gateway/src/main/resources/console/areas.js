/* The areas of the console, in the order in which the navigation shows them. */

import {area as admin} from './areas/admin.js';
import {area as audit} from './areas/audit.js';
import {area as privacy} from './areas/privacy.js';
import {area as reports} from './areas/reports.js';

export const areas = [audit, reports, privacy, admin];
