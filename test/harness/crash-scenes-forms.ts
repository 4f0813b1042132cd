/** What is answered on a page: the link, the page, and what is handed in with it. */
import type { Redis } from 'ioredis';
import { openForm } from '../../src/application/open-form.js';
import { hourMs } from '../../src/domain/time.js';
import { answered, byForm } from './answer-forms.js';
import type { Scene } from './crash-scene.js';
import { anyTime, jpg, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';
import type { Township } from './township.js';

const board = replace(
  files.selfCheck,
  'label: 问题 }\n',
  'label: 问题 }\n  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月 }\n',
);
const entries = { ...answered, board: { photos: [new Uint8Array(jpg)] } };

/** Whoever sends a form again after a crash has the same link still. */
async function handsIn(town: Township, redis: Redis, person: string, unit: string): Promise<void> {
  const { world, hearing } = town.bot;
  const place = `of-the-test:${person}`;
  const form = { person, cycle: 'monthly-self-check-20260825-0900', unit, until: town.now() + 20 * hourMs };
  const token = (await redis.get(place)) ?? (await world.stores.formLinks.issue(form, town.now()));
  await redis.set(place, token);
  await openForm(world, token, town.now());
  await hearing.submit(token, { ...entries, talks: { number: -1 } });
  await hearing.submit(token, entries);
  await hearing.idle();
}

export const formScenes: readonly Scene[] = [
  {
    name: 'an answer that is given on a page',
    at: '2026-08-25 08:59',
    // A link that nobody has read is made anew.
    mayDiffer: [/form-link/u],
    prepare: hamletWith(byForm, anyTime, withoutBudget, board),
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '题目', '1是 2 3次 3无'),
      { act: 'zhao hands in', run: (town, redis) => handsIn(town, redis, 'zhao', 'dongcun') },
      { until: '2026-08-25 11:00' },
      ...says('王志强', '查 东村 8月'),
      { act: 'ma hands in', run: (town, redis) => handsIn(town, redis, 'ma', 'shiqiao') },
      { until: '2026-08-25 12:00' },
    ],
  },
];
