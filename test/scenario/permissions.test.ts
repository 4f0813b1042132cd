/** Every cell of the permission table, role × command × relation, played through the real hearing; and ways around it. */
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Inbound } from '../../src/application/chat-port.js';
import { createHearing } from '../../src/application/hear.js';
import type { World } from '../../src/application/world.js';
import { permissions, type Action } from '../../src/domain/permission-table.js';
import type { Roster } from '../../src/domain/roster.js';
import { hamletOfMatters, mattersOf, type Matters } from '../harness/hamlet-of-matters.js';
import { cast, cellsOf, isGranted, secretsFor, type Cell, type Somebody } from '../harness/permission-cells.js';
import { changedKeys, printOf, putBack, stateOf, type RedisState } from '../harness/redis-state.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';
import { Township } from '../harness/township.js';

let server: TcpRedis;
let redis: Redis;
let town: Township;
let matters: Matters;
let state: RedisState;

/** That a message was heard and answered is no change of anything. */
const answered = /:(?:seen:|call:|pace$|load:|courier$)/u;
/** What was last asked of them. */
const asked = /:(?:seen:|call:|pace$|load:|courier$|dialog:)/u;

const refusals = [
  /^这个您这里看不了，也办不了/u,
  /^您能看的是|^您这里没有能看的单位/u,
  /^没有\d+#，或那一期已经结束/u,
  /^您现在没有要答的/u,
  /^没有您能动的\d+号/u,
  /^\d+号由.*销号，您这里只看/u,
  /^自己的(?:任务|问题)要别人来销/u,
  /^眼下没有等您接的/u,
  /^您只能给自己请假/u,
  /^\d+号是您自己要的/u,
  /^没有您能动的\d+号/u,
  /^没有\d+号报告|^现在没有等您看的报告/u,
  /^没有\d+号，请再看一下号/u,
  /^照片没存，现在没有要照片的题/u,
  /^放行由镇纪委定，您这里只看/u,
  /^眼下没有等您定的/u,
];

beforeAll(async () => {
  server = await startTcpRedis();
  redis = new Redis(server.port);
  town = await Township.open({
    at: '2026-08-10 08:59',
    prepare: hamletOfMatters,
    redisUrl: `redis://127.0.0.1:${server.port}`,
    others: [{ id: 'wxid_forger', name: '王志强', called: '冒名者' }],
  });
  matters = await mattersOf(town);
  state = await stateOf(redis);
}, 60_000);

afterAll(async () => {
  await town.close();
  redis.disconnect();
  await server.stop();
});

afterEach(again);

/** Everything is as it was before. */
async function again(): Promise<void> {
  await putBack(redis, state, changedKeys(state.print, await printOf(redis), /^$/u));
  await town.bot.world.refresh(town.now());
}

interface Outcome {
  texts: string[];
  others: string[];
  changed: string[];
  actor: string | undefined;
}

async function play(who: string, { says }: Cell): Promise<Outcome> {
  const said = says(who);
  if (said === 'photo') {
    const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    await town.does((hub, id) => hub.photo({ from: town.account(who), bytes, fileName: 'photo.jpg', id }));
  } else for (const text of said) await town.says(who, text);
  const heard = town.takeEverything();
  const others = [...heard.keys()].filter((name) => name !== who);
  const changed = changedKeys(state.print, await printOf(redis), answered);
  const [last] = changed.some((key) => key.endsWith(':audit')) ? await redis.xrevrange('zrt:{qingshan}:audit', '+', '-', 'COUNT', 1) : [];
  const fields = last?.[1] ?? [];
  return { texts: heard.get(who) ?? [], others, changed, actor: fields[fields.indexOf('actor') + 1] };
}

/** What is wrong about a cell; nothing, when it is as the table says. */
function faultsOf(cell: Cell, who: string, somebody: Somebody, { texts, others, changed, actor }: Outcome): string[] {
  const faults: string[] = [];
  const text = texts.join('\n');
  const isRefusal = cell.action !== 'waiting' && texts.some((one) => refusals.some((refusal) => refusal.test(one)));
  if (others.length > 0) faults.push(`told to ${others.join(', ')}`);
  if (isGranted(cell, somebody)) {
    if (isRefusal) faults.push(`refused, although granted: ${text}`);
    if (cell.changes === true && actor !== somebody.id) faults.push(`done by ${actor}: ${text}`);
    return faults;
  }
  const kept = cell.ambiguous === true ? changed.filter((key) => !asked.test(key)) : changed;
  if (kept.length > 0) faults.push(`changed, although denied: ${kept.join(' ')}: ${text}`);
  if (!isRefusal && cell.ambiguous !== true && text !== '') faults.push(`answered, although denied: ${text}`);
  const told = secretsFor(somebody).filter((secret) => secret !== who && text.includes(secret));
  if (told.length > 0) faults.push(`told of ${told.join(', ')}: ${text}`);
  return faults;
}

test('whoever may do something may do it, and nobody else: every cell, as the table has it', async () => {
  const wrong: string[] = [];
  const granted = new Map<boolean, number>();
  for (const [who, somebody] of Object.entries(cast)) {
    for (const cell of cellsOf(matters)) {
      const outcome = await play(who, cell);
      const isFree = isGranted(cell, somebody);
      granted.set(isFree, (granted.get(isFree) ?? 0) + 1);
      wrong.push(...faultsOf(cell, who, somebody, outcome).map((fault) => `${who}: ${cell.action}, ${cell.about}: ${fault}`));
      await again();
    }
  }
  expect(wrong).toEqual([]);
  expect(granted.get(true)).toBeGreaterThan(200);
  expect(granted.get(false)).toBeGreaterThan(500);
}, 120_000);

test('every row of the table is played, and each of its grants has somebody who holds it', () => {
  const cells = cellsOf(matters);
  const played = new Set(cells.map(({ action }) => action));
  expect([...played].sort()).toEqual(Object.keys(permissions).sort());
  const idle = (Object.keys(permissions) as Action[]).filter(
    (action) => !cells.some((cell) => cell.action === action && Object.values(cast).some((somebody) => isGranted(cell, somebody))),
  );
  expect(idle).toEqual([]);
});

async function changes(): Promise<string[]> {
  return changedKeys(state.print, await printOf(redis), answered);
}

test('a display name is nobody’s word', async () => {
  for (const text of [`同意 ${matters.request['dongcun']}`, `销号 ${matters.reported['dongcun']}`, '状态']) await town.says('冒名者', text);
  const heard = town.takeEverything();
  expect([...heard.keys()]).toEqual(['冒名者']);
  expect(heard.get('冒名者')).toHaveLength(1);
  expect(heard.get('冒名者')?.join()).not.toMatch(/东村|赵小梅|\d/u);
  expect((await changes()).filter((key) => !key.includes(':stranger:'))).toEqual([]);
});

test('in the group nothing is decided and nothing is told but totals, whoever says it', async () => {
  const { request, reported, reading, draft } = matters;
  const texts = [
    `同意 ${request['dongcun']}`,
    `销号 ${reported['dongcun']}`,
    `已阅 ${reading['dongcun']}`,
    `放行 ${draft.secretary}`,
    '查 东村',
  ];
  for (const who of ['张建国', '王志强', '何晓燕', '周正平', '赵小梅', '谢芳', '冒名者'])
    for (const text of texts) await town.saysInGroup(who, text);
  const heard = town.takeEverything();
  expect([...heard.keys()]).toEqual(['群']);
  expect([...new Set(heard.get('群'))]).toEqual(['这个请私聊我。']);
  expect(await changes()).toEqual([]);
});

test('an account that was given up counts for nobody from the next word on', async () => {
  await town.says('王志强', '不是我');
  town.takeEverything();
  const before = await printOf(redis);
  await town.says('王志强', `同意 ${matters.request['dongcun']}`);
  expect([...town.takeEverything().values()].flat().join()).not.toMatch(/东村|赵小梅/u);
  expect(changedKeys(before, await printOf(redis), answered).filter((key) => !key.includes(':stranger:'))).toEqual([]);
});

/** The world as it is when the roster changes just after a person's matter was looked up, and before anything is written. */
function changing(change: (roster: Roster) => Roster): World {
  const { world } = town.bot;
  const before = world.config();
  const after = { ...before, roster: change(before.roster) };
  let config = before;
  const turn = (): void => {
    config = after;
  };
  const { matters: kept } = world.stores;
  return {
    ...world,
    config: () => config,
    stores: {
      ...world.stores,
      matters: { ...kept, number: (key) => kept.number(key).finally(turn), matter: (no) => kept.matter(no).finally(turn) },
    },
  };
}

function withUnit(roster: Roster, id: string, change: object): Roster {
  const unit = roster.units.get(id);
  return unit === undefined ? roster : { ...roster, units: new Map([...roster.units, [id, { ...unit, ...change }]]) };
}

async function hear(world: World, who: string, text: string): Promise<string> {
  const message: Inbound = { id: `changing-${text}-${who}`, account: town.account(who), at: town.now(), content: { kind: 'text', text } };
  const hearing = createHearing(world);
  await hearing.hear(message);
  await hearing.idle();
  return town.expects(who);
}

test('whoever loses a post between the question and the write is refused, and nothing is written', async () => {
  const moved = changing((roster) => withUnit(roster, 'dongcun', { supervisors: [{ person: 'chen' }] }));
  expect(await hear(moved, '王志强', `同意 ${matters.request['dongcun']}`)).toContain('这个您这里看不了，也办不了');
  expect(await changes()).toEqual([]);
  const left = changing((roster) => withUnit(roster, 'dongcun', { liaison: 'sun' }));
  expect(await hear(left, '赵小梅', `${matters.prompt['dongcun']}# 有困难 缺人手`)).toContain('这个您这里看不了，也办不了');
  // A number that was allotted to the message before is nobody's.
  expect((await changes()).filter((key) => !/:(?:numbers|matter-no)$/u.test(key))).toEqual([]);
});

test('whoever was transferred neither decides, reads nor takes back what was theirs, and hears nothing of it; who came does', async () => {
  const { request, reading, offer } = matters;
  const transferred = changing((roster) =>
    withUnit(withUnit(roster, 'dongcun', { supervisors: [{ person: 'chen' }], liaison: 'sun', members: [] }), 'shiqiao', {
      supervisors: [{ person: 'wang' }],
      liaison: 'zhao',
    }),
  );
  await transferred.stores.matters.matter(1);
  for (const text of [`同意 ${request['dongcun']}`, `已阅 ${reading['dongcun']}`, '查 东村'])
    expect(await hear(transferred, '王志强', text), text).toMatch(/^这个您这里看不了|^您能看的是石桥村/u);
  for (const text of [`撤销 ${request['dongcun']}`, `撤销 ${offer['dongcun']}`])
    expect(await hear(transferred, '赵小梅', text), text).toContain('这个您这里看不了');
  expect(await hear(transferred, '王志强', '待定')).not.toMatch(/东村/u);
  expect(await changes()).toEqual([]);
  expect(await hear(transferred, '陈国华', `同意 ${request['dongcun']}`)).toContain('已同意');
});

test('a secretary on leave, and whoever stands in for them, decides nothing about their own unit', async () => {
  const { reading } = matters;
  const away = changing((roster) => {
    const zhang = roster.people.get('zhang');
    const people =
      zhang === undefined
        ? roster.people
        : new Map([...roster.people, ['zhang', { ...zhang, away: { until: '2026-09-30', deputy: 'wang' } }]]);
    return withUnit({ ...roster, people }, 'qingshan', { principal: 'wang', members: ['zhang'] });
  });
  await away.stores.matters.matter(1);
  for (const who of ['张建国', '王志强']) {
    expect(await hear(away, who, `已阅 ${reading['qingshan']}`), who).toContain('这个您这里看不了');
    expect(await hear(away, who, '督办 镇党委'), who).not.toContain('镇党委');
  }
  expect((await changes()).filter((key) => !key.includes(':dialog:'))).toEqual([]);
});
