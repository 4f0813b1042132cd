/** What pictures are drawn with, as the build puts it down; also when the program itself runs from its sources. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { shipped } from './open-home.js';

const built = join(shipped, 'dist');

export const pictureFiles = {
  fontFile: join(built, 'fonts', 'NotoSansSC.ttf'),
  script: pathToFileURL(join(built, 'adapters', 'picture', 'worker.js')),
} as const;
