/** The scenes in which the bot dies. Together they reach every place at which it can. */
import type { Scene } from './crash-scene.js';
import { checkScenes } from './crash-scenes-check.js';
import { householdScenes } from './crash-scenes-household.js';
import { keepingScenes } from './crash-scenes-keeping.js';
import { postingScenes } from './crash-scenes-postings.js';
import { requestScenes } from './crash-scenes-requests.js';
import { taskScenes } from './crash-scenes-tasks.js';

export const crashScenes: readonly Scene[] = [
  ...checkScenes,
  ...requestScenes,
  ...taskScenes,
  ...postingScenes,
  ...householdScenes,
  ...keepingScenes,
];
