/** Pictures behind words: a crash takes a picture away, and says no word twice. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pictures } from '../../src/application/picture-port.js';
import type { Scene } from './crash-scene.js';
import { anyTime, says } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';

const digest = 'name: 每周周报\nkind: digest\ncron: "0 9 * * 1"\nworkday: next\nto: [secretary, discipline-secretary]\n';

/** What is on them is not looked at here. */
const pictures: Pictures = { draw: ({ name }) => Promise.resolve({ bytes: Uint8Array.of(0), name: `${name}.png` }) };

export const pictureScenes: readonly Scene[] = [
  {
    name: 'pictures behind 状态, 台账 and three digests, at the pace of one account',
    at: '2026-08-25 08:59',
    pictures,
    prepare: hamletWith(
      anyTime,
      replace(files.settings, 'pacing: false', 'pacing: { gap: [1s, 1s], perHour: 100, perDay: 400 }\nbudget: false'),
      (home) => writeFile(join(home, 'schedules/digest.yaml'), digest),
    ),
    // A picture goes at most once; what the bot sent in the week counts what it says of messages in doubt.
    mayDiffer: [/：[^：]+\.png$/u, /负担：/u],
    steps: [
      { until: '2026-08-25 09:10' },
      ...['赵小梅', '马春生', '何晓燕'].flatMap((who) => says(who, '1是 2 1次 3无')),
      ...says('周正平', '登记 东村 村务公开 公开栏财务只到5月'),
      ...['状态', '台账', '状态'].flatMap((words) => says('张建国', words)),
      { until: '2026-09-14 12:00' },
    ],
  },
];
