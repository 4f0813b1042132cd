import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createForgetting } from '../../src/application/forget-expired.js';
import type { Expiring } from '../../src/application/expire-cycles.js';
import type { Stores } from '../../src/application/ports.js';
import { dayMs, hourMs } from '../../src/domain/time.js';
import { findingOf } from '../harness/findings.js';
import { load, removeHomes, rightFiles, writeHome } from '../harness/home-folder.js';
import { inspectionOf, problemWith } from '../harness/inspection-books.js';
import { recordingLog } from '../harness/recording-log.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { drawOf } from '../harness/spot-checks.js';
import { auditTrail, change, cycleOf, reply, request, scopesOf, start, storesOn, taskOf } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
let config: ReturnType<Expiring['config']>;
beforeAll(async () => {
  redis = await startTestRedis({ appendOnly: true });
  client = redis.client();
  const settings = 'retention: { answers: 1000d, drafts: 100d, files: 500d, requests: 300d, tasks: 300d, acts: never }\n';
  const tasks =
    'name: 制度台账\nkind: task\ncron: "0 9 15 * *"\nitems: [{ id: kept, text: 公务接待办法, unit: dongcun, due: 2026-09-30 }]\n';
  const loaded = await load(await writeHome({ ...rightFiles, 'settings.yaml': settings, 'schedules/rules.yaml': tasks }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  config = loaded.config;
});
/** One rewriting of the files is over before the next test asks for its own. */
beforeEach(async () => {
  await redis.flush();
  await expect.poll(async () => /aof_rewrite_(?:in_progress|scheduled):1/.test(await client.info('persistence'))).toBe(false);
});
afterAll(async () => {
  await redis.stop();
  await removeHomes();
});

/** Tuesday 25 August 2026 is `start`, 9:00; the evening is outside of work hours. */
const evening = (days: number): number => start + days * dayMs + 11 * hourMs;

interface Played {
  world: Expiring;
  stores: Stores;
  removed: string[];
}

/** `failsAt`: how many files may be removed before that fails, as when the process is killed. */
function played(failsAt = Number.POSITIVE_INFINITY): Played {
  const stores = storesOn(client);
  const removed: string[] = [];
  const files: Expiring['files'] = {
    nameOf: () => '',
    save: () => Promise.reject(new Error('nothing is saved here')),
    read: () => Promise.resolve(undefined),
    remove: (names) => {
      if (removed.length + names.length > failsAt) return Promise.reject(new Error('killed'));
      removed.push(...names);
      return Promise.resolve();
    },
  };
  return { world: { stores, config: () => config, files, log: recordingLog() }, stores, removed };
}

const photoQuestion = { id: 'board', type: 'photo', text: '拍一张', reason: '看内容', optional: false, carry: false } as const;
const withPhotos = (file: string) => ({ answers: { board: { type: 'photo' as const, files: [file] } }, supplements: [] });

/** A closed cycle in which a handed in a photo twice, and c has one in a draft beside one of a's. */
async function closed({ stores }: Played, id = 'monthly-20260825-0900', closedAt = evening(30)): Promise<void> {
  const { cycles, replies, conversation } = stores;
  const { schedule } = cycleOf();
  await cycles.open(cycleOf({ id, schedule: { ...schedule, questions: [photoQuestion] } }), start, [], 'bot', scopesOf);
  await replies.record(reply(`${id}1`, 'a', { cycle: id, body: withPhotos('a1.jpg') }), start);
  await replies.record(reply(`${id}2`, 'a', { cycle: id, body: withPhotos('a2.jpg'), after: 1 }), start);
  const body = { answers: { board: { type: 'photo' as const, files: ['c1.jpg', 'a2.jpg'] } } };
  await conversation.claim({ id: `${id}3`, person: 'liaison-c', draft: { cycle: id, unit: 'c', body } }, start);
  await cycles.close(id, closedAt);
}

async function expired(): Promise<string[]> {
  return (await auditTrail(client)).flatMap(({ act, object }) => (act === 'expired' ? [object] : []));
}

test('drafts go first, then files, then all that was said, each at its time', async () => {
  const play = played();
  await closed(play);
  const forget = createForgetting(play.world);
  await forget(evening(129));
  expect(await expired()).toEqual([]);
  await forget(evening(131));
  expect([await expired(), play.removed]).toEqual([['monthly-20260825-0900/drafts'], ['c1.jpg']]);
  await forget(evening(531));
  expect(await expired()).toEqual(['monthly-20260825-0900/drafts', 'monthly-20260825-0900/files']);
  expect(play.removed.sort()).toEqual(['a1.jpg', 'a2.jpg', 'c1.jpg']);
  expect(await play.stores.replies.latest('monthly-20260825-0900', 'a')).toMatchObject({ version: 2 });
  expect(await play.stores.cycles.cycle('monthly-20260825-0900')).toMatchObject({ filesExpiredAt: evening(531) });
  await forget(evening(1031));
  expect((await expired()).at(-1)).toBe('monthly-20260825-0900');
  expect(await play.stores.replies.latest('monthly-20260825-0900', 'a')).toBeUndefined();
});

test('it waits for the end of the work hours, unless that has not come for two days', async () => {
  const play = played();
  await closed(play);
  const forget = createForgetting(play.world);
  const workday = start + 1099 * dayMs;
  await forget(workday);
  expect(await expired()).toEqual([]);
  await forget(workday + 9 * hourMs);
  expect(await expired()).toHaveLength(1);
  await closed(play, 'monthly-20260925-0900');
  await forget(workday + 10 * hourMs);
  expect(await expired()).toHaveLength(1);
  await forget(workday + 4 * dayMs);
  expect(await expired()).toHaveLength(2);
});

test('it is done once a day by whichever process, and broken off it is simply done again', async () => {
  const first = played(1);
  await closed(first);
  await expect(createForgetting(first.world)(evening(1100))).rejects.toThrow('killed');
  expect(await expired()).toEqual([]);
  expect(await first.stores.replies.latest('monthly-20260825-0900', 'a')).toBeDefined();
  const [second, third] = [played(), played()];
  await Promise.all([createForgetting(second.world)(evening(1100)), createForgetting(third.world)(evening(1100))]);
  expect(await expired()).toEqual(['monthly-20260825-0900']);
  await closed(second, 'monthly-20260925-0900');
  await createForgetting(played().world)(evening(1100) + hourMs);
  expect(await expired()).toHaveLength(1);
});

test('a task that the file still names stays, and what stands behind what is kept longer is found', async () => {
  const play = played();
  const { matters } = play.stores;
  const settledAt = start + dayMs;
  for (const item of ['kept', 'gone']) {
    const no = await matters.number(`task/rules/${item}`);
    await matters.write(change({ ...taskOf(no, { item }), state: 'closed', settledAt }), start);
  }
  for (let i = 0; i < 3; i += 1) {
    const no = await matters.number(`request/${i}`);
    await matters.write(change(request(no, 'a', { about: { task: 1 }, state: 'agreed', settledAt: settledAt + i })), start);
  }
  await createForgetting(play.world)(evening(400));
  expect((await matters.since(0)).map((matter) => (matter.kind === 'task' ? matter.item : matter.kind))).toEqual(['kept']);
  expect(await expired()).toEqual(['matter/2', 'matter/3', 'matter/4', 'matter/5']);
});

test('a finding that was closed goes with all photos that belong to it, and one that is opened again stays', async () => {
  const { world, stores, removed } = played();
  const settledAt = start + dayMs;
  const shown = { by: 'chen', at: start, words: '贴了', files: ['b.jpg'] };
  const found = { at: settledAt, holds: false, words: '没贴', files: ['c.jpg'] };
  const history = { closed: [{ by: 'xu', at: start, evidence: 1 }], rechecks: [{ by: 'luo', askedAt: start, found }] };
  const gone = findingOf(1, { ...history, files: ['a.jpg'], evidence: [shown], state: 'closed', settledAt });
  await stores.matters.write(change(gone), start);
  await stores.matters.write(change(findingOf(2, { evidence: [shown], state: 'open', reopened: 1 })), start);
  await createForgetting(world)(evening(302));
  expect(removed).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  expect(await stores.matters.matter(1)).toBeUndefined();
  expect(await stores.matters.matter(2)).toMatchObject({ state: 'open' });
  expect(await stores.ledger.count([{ scope: { of: 'all' }, state: 'closed' }])).toEqual([0]);
});

test('an inspection goes with its photos, but for those of a problem that is in the ledger', async () => {
  const play = played();
  const { matters } = play.stores;
  const settledAt = start + dayMs;
  const records = { post: problemWith('post.jpg'), board: problemWith('board.jpg') };
  await matters.write(change(inspectionOf(1, { records, findings: { board: 7 }, state: 'done', settledAt })), start);
  await matters.write(change(inspectionOf(2, { records: {}, state: 'open' })), start);
  await createForgetting(play.world)(evening(300));
  expect(play.removed).toEqual([]);
  await createForgetting(play.world)(evening(302));
  expect(play.removed).toEqual(['post.jpg']);
  expect((await matters.since(0)).map(({ no }) => no)).toEqual([2]);
  expect((await play.stores.ledger.inspections({ of: 'all' }, 0, evening(400), 9)).map(({ no }) => no)).toEqual([2]);
});

test('an inspection is counted to the end of its year, however soon it may be deleted', async () => {
  const { world, stores } = played();
  const at = start - 220 * dayMs;
  await stores.matters.write(change(inspectionOf(1, { at, state: 'done', settledAt: at })), start);
  const counted = () => stores.ledger.inspections({ of: 'unit', unit: 'a', checklist: 'village' }, 0, evening(400), 9);
  await createForgetting(world)(evening(90));
  expect(await counted()).toHaveLength(1);
  await createForgetting(world)(evening(150));
  expect(await counted()).toEqual([]);
});

test('what is never to be deleted is not', async () => {
  const play = played();
  await play.stores.household.noteAct('m1', 'wang', 'urged', start);
  await createForgetting(play.world)(evening(9000));
  expect(await play.stores.household.acts('wang', 0)).toEqual({ urged: 1 });
});

test('a draw stays as long as it is counted for its year, whatever the settings say, and goes in the next', async () => {
  const { world, stores } = played();
  const settledAt = start - 230 * dayMs;
  await stores.matters.write(change(drawOf(7, settledAt, { state: 'lapsed', settledAt })), settledAt);
  await createForgetting(world)(evening(110));
  expect((await stores.ledger.draws(0, start)).map(({ no }) => no)).toEqual([7]);
  await createForgetting(world)(evening(135));
  expect(await stores.ledger.draws(0, start)).toEqual([]);
});
