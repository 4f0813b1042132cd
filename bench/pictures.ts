/** Pictures for the chat: how long the largest of each kind takes to draw, with and without the start of the thread, and how many bytes it has. */
import { openPictures } from '../src/adapters/picture/open-pictures.js';
import type { Picture } from '../src/application/picture-port.js';
import { pictureFiles } from '../src/main/picture-files.js';
import { ages, boards, chain, month } from '../test/harness/sample-pictures.js';
import { failingLog } from './county.js';
import { median } from './rounds.js';
import type { Topic } from './topic.js';

const kilobyte = 1_024;
const times = 10;
const drawn: readonly [string, Picture | undefined][] = [
  ['a township’s board', boards['a township']],
  ['a board of 90 units', boards['90 units, each with its mark']],
  ['a board of 10,000 units', boards['10,000 units']],
  ['a tree of 64 rows', chain],
  ['a month', month],
  ['ages', ages],
];

export const pictures: Topic = {
  name: 'pictures',
  async run() {
    const rows = [];
    const drawing = openPictures({ ...pictureFiles, log: failingLog });
    try {
      const since = performance.now();
      await drawing.draw(month);
      rows.push({
        work: 'the first picture, its thread started for it',
        aim: '< 1 s',
        measured: `${Math.round(performance.now() - since)} ms`,
      });
      for (const [work, picture] of drawn) {
        if (picture === undefined) throw new Error('a sample is gone');
        const took: number[] = [];
        let bytes = 0;
        for (let time = 0; time < times; time += 1) {
          const from = performance.now();
          bytes = (await drawing.draw(picture))?.bytes.length ?? 0;
          took.push(performance.now() - from);
        }
        const measured = `median ${Math.round(median(took))} ms, longest ${Math.round(Math.max(...took))} ms, ${Math.round(bytes / kilobyte)} KB`;
        rows.push({ work: `draw ${work}`, aim: '< 500 ms, < 300 KB', measured });
      }
    } finally {
      await drawing.close();
    }
    return rows;
  },
};
