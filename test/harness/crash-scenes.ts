/** The scenes in which the bot dies. Together they reach every place at which it can. */
import type { Scene } from './crash-scene.js';
import { checkScenes } from './crash-scenes-check.js';
import { consoleScenes } from './crash-scenes-console.js';
import { drawScenes } from './crash-scenes-draws.js';
import { exportScenes } from './crash-scenes-exports.js';
import { formScenes } from './crash-scenes-forms.js';
import { findingScenes } from './crash-scenes-findings.js';
import { householdScenes } from './crash-scenes-household.js';
import { inspectionScenes } from './crash-scenes-inspections.js';
import { jobScenes } from './crash-scenes-jobs.js';
import { keepingScenes } from './crash-scenes-keeping.js';
import { officeScenes } from './crash-scenes-offices.js';
import { pictureScenes } from './crash-scenes-pictures.js';
import { fileScenes } from './crash-scenes-files.js';
import { postingScenes } from './crash-scenes-postings.js';
import { requestScenes } from './crash-scenes-requests.js';
import { taskScenes } from './crash-scenes-tasks.js';

export const crashScenes: readonly Scene[] = [
  ...checkScenes,
  ...requestScenes,
  ...taskScenes,
  ...drawScenes,
  ...exportScenes,
  ...formScenes,
  ...consoleScenes,
  ...findingScenes,
  ...inspectionScenes,
  ...officeScenes,
  ...postingScenes,
  ...fileScenes,
  ...householdScenes,
  ...keepingScenes,
  ...jobScenes,
  ...pictureScenes,
];
