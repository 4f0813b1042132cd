import { expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import { versionsOf } from '../harness/township-books.js';

test('additions after the deadline are taken twenty times, and what is there stays', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:30');
    await town.says('赵小梅', '1是 2 3次 3无');
    await town.until('2026-09-01 18:30');
    town.takeEverything();
    for (let i = 1; i <= 20; i += 1) {
      await town.says('赵小梅', `改 2 ${i + 10}`);
      town.expects('赵小梅', '回执');
    }
    await town.says('赵小梅', '改 2 31');
    hears(town, '赵小梅', '东村8月自查改了太多次，⏎这句没有再记，前面的都在。⏎要改找党政办何晓燕。');
    const versions = await versionsOf(town, 'dongcun');
    expect(versions).toHaveLength(21);
    expect(versions.at(-1)?.supplements).toHaveLength(20);
  }));
