import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { files, hamlet, replace } from '../harness/hamlet.js';
import { newestCycle, recordOf, totals } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

let town: Township;

async function opened(at = '2026-08-25 08:59'): Promise<void> {
  town = await Township.open({ at, prepare: hamlet, others: [{ id: 'wxid_sun', name: '孙国栋' }] });
}

async function asked(): Promise<void> {
  await opened();
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，3题');
}

afterEach(() => town.end());

/** The bot looks at a change, and again a second later. */
async function stoodStill(): Promise<void> {
  for (const second of ['1s', '1s']) await town.pass(second);
}

function change(file: string, before: string, after: string): Promise<void> {
  return replace(file, before, after)(town.home);
}

function roster() {
  return town.bot.world.config().roster;
}

function faultsLogged(): object[] {
  return town.logged.filter(({ message }) => message.includes('stay in force')).map(({ facts }) => facts);
}

const sun = '  - { id: sun, name: 孙国栋, title: 委员, roles: [], accounts: [wxid_sun] }\n';
const ma = '  - { id: ma, name: 马春生, title: 联络员, roles: [], accounts: [wxid_ma] }\n';

test('a changed roster is in force once it has stood still for a second, without a word to anybody', async () => {
  await asked();
  await change(files.roster, 'title: 联络员, roles: [], accounts: [wxid_ma]', 'title: 文书, roles: [], accounts: [wxid_ma]');
  await town.pass('1s');
  expect(roster().people.get('ma')?.title).toBe('联络员');
  await town.pass('1s');
  expect(roster().people.get('ma')?.title).toBe('文书');
});

test('a file that an editor has half written is not taken, and nobody hears of it', async () => {
  await asked();
  const path = join(town.home, files.roster);
  const whole = (await readFile(path, 'utf8')).replace('李德明', '李得明');
  for (const share of [0.3, 0.6, 0.9]) {
    await writeFile(path, whole.slice(0, whole.length * share));
    await town.pass('1s');
  }
  await writeFile(path, whole);
  await stoodStill();
  await town.pass('1m');
  expect(roster().people.get('li')?.name).toBe('李得明');
  expect(faultsLogged()).toEqual([]);
});

test('a roster that becomes wrong is refused: the old one stays, the clerk hears it once after ten seconds, and once that it is mended', async () => {
  await asked();
  const wrong = [
    ['liaison: zhao }', 'liaison: zhaoo }'],
    ['principal: li,', 'principal: nobody,'],
    ['supervisor: wang, liaison: ma', 'supervisor: wong, liaison: mo'],
  ] as const;
  for (const [before, after] of wrong) await change(files.roster, before, after);
  await stoodStill();
  expect(faultsLogged()).toHaveLength(1);
  await town.pass('5s');
  town.expectsNothing();
  await town.pass('10s');
  const told = town.expects(
    '何晓燕',
    '文件有误，没用，原来的照旧：',
    'roster.yaml:',
    '名单里没有“zhaoo”这个人',
    '还有1处。',
    '改好存盘就会自动再看。',
  );
  expect(told.split('\n')).toHaveLength(6);
  expect(JSON.stringify(faultsLogged())).toContain('“mo”');
  await town.until('2026-08-25 10:00');
  expect(faultsLogged()).toHaveLength(1);
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '东村8月自查记下了');

  for (const [before, after] of wrong) await change(files.roster, after, before);
  await stoodStill();
  expect(town.expects('何晓燕')).toBe('文件改好了，已生效。');
});

test('what is mended before ten seconds have passed is nobody’s business', async () => {
  await asked();
  await change(files.roster, 'liaison: zhao }', 'liaison: zhaoo }');
  await stoodStill();
  await change(files.roster, 'liaison: zhaoo }', 'liaison: zhao }');
  await stoodStill();
  await town.pass('1m');
  expect(faultsLogged()).toHaveLength(1);
});

test('a template that names an unknown fact is refused, and a good one is spoken at once', async () => {
  await asked();
  const own = join(town.home, 'templates');
  await mkdir(own);
  await writeFile(join(own, 'no-change.md'), '{{ nobody }}');
  await stoodStill();
  await town.pass('10s');
  town.expects('何晓燕', 'templates/no-change.md:1:', '这条消息里没有“nobody”');
  await writeFile(join(own, 'no-change.md'), '\uFEFF好的，\r\n都没动。\r\n');
  await stoodStill();
  town.expects('何晓燕', '文件改好了，已生效。');
  await town.says('赵小梅', '状太');
  town.expects('赵小梅', '状态');
  await town.says('赵小梅', '不是');
  expect(town.expects('赵小梅')).toBe('好的，\n都没动。');
  await rm(own, { recursive: true });
  await stoodStill();
  await town.says('赵小梅', '状太');
  town.expects('赵小梅', '状态');
  await town.says('赵小梅', '不是');
  town.expects('赵小梅', '好，没动。');
});

test('a schedule that is renamed while its cycle is open: the cycle goes on, and the new one starts from now', async () => {
  await asked();
  await rename(join(town.home, files.selfCheck), join(town.home, 'schedules/self-check-of-the-month.yaml'));
  await stoodStill();
  expect([...town.bot.world.config().schedules.keys()]).toEqual(['self-check-of-the-month']);
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '东村8月自查记下了');
  await town.until('2026-08-28 09:05');
  for (const who of ['马春生', '何晓燕']) town.expects(who, '还没收到');
  expect(await totals(town)).toMatchObject({ answered: 1, pending: 2 });
  for (const who of ['马春生', '何晓燕']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['马春生', '何晓燕']) town.expects(who, '回执');
  await town.until('2026-09-28 09:05');
  expect(town.takeAll('9月自查，3题').sort()).toEqual(['何晓燕', '赵小梅', '马春生'].sort());
  expect((await town.bot.world.stores.cycles.openCycles()).map(({ schedule }) => schedule.id)).toEqual([
    'self-check-of-the-month',
    'monthly-self-check',
  ]);
});

test('a deleted schedule opens nothing more', async () => {
  await opened('2026-08-24 15:00');
  await rm(join(town.home, files.selfCheck));
  await stoodStill();
  expect(town.bot.world.config().schedules.size).toBe(0);
  await town.until('2026-08-25 09:05');
  town.expectsNothing();
});

test('a deleted folder of schedules brings the shipped ones, as at a start', async () => {
  town = await Township.open({ at: '2026-08-24 15:00' });
  expect(town.bot.world.config().schedules.size).toBe(1);
  await rm(join(town.home, 'schedules'), { recursive: true });
  await stoodStill();
  expect(town.bot.world.config().schedules.size).toBeGreaterThan(1);
});

test('a changed list is in force, a wrong one is refused, and without it the home’s own schedule is', async () => {
  town = await Township.open({ at: '2026-08-24 15:00', schedules: ['rules-register'] });
  const items = (): number | undefined => {
    const schedule = town.bot.world.config().schedules.get('rules-register');
    return schedule?.kind === 'task' ? schedule.items.length : undefined;
  };
  const list = 'lists/rules.yaml';
  const before = await readFile(join(town.home, list), 'utf8');
  await writeFile(join(town.home, list), before.replace(/^.*id: jiedai.*\n/mu, ''));
  await stoodStill();
  expect(items()).toBe(9);
  await change(list, 'unit: nongye', 'unit: nongyee');
  await stoodStill();
  expect(items()).toBe(9);
  await town.pass('1m');
  town.expects('何晓燕', 'lists/rules.yaml:9:', '名单里没有“nongyee”这个单位');
  await rm(join(town.home, list));
  await stoodStill();
  expect(items()).toBe(9);
  await town.pass('1m');
  town.expects('何晓燕', 'schedules/rules-register.yaml:', '没有这个文件（lists/rules.yaml）');
  await writeFile(join(town.home, list), before);
  await stoodStill();
  await town.pass('1m');
  town.expects('何晓燕', '文件改好了');
  expect(items()).toBe(10);
});

test('another committee is refused until the bot is started anew; another timezone is in force at once', async () => {
  await asked();
  await change(files.roster, 'committee: qingshan', 'committee: baihe');
  await stoodStill();
  await town.pass('10s');
  town.expects('何晓燕', 'roster.yaml:1:12  “committee”改了要停下来重新启动');
  expect(roster().committee).toBe('qingshan');
  await change(files.roster, 'committee: baihe', 'committee: qingshan');
  await change(files.settings, 'Asia/Shanghai', 'Asia/Urumqi');
  await stoodStill();
  expect(town.bot.world.config().settings.timezone).toBe('Asia/Urumqi');
});

test('somebody who is removed is sent nothing more, and whoever holds the post then is asked instead, at once', async () => {
  town = await Township.open({
    at: '2026-08-25 08:59',
    prepare: async (home) => {
      await hamlet(home);
      await replace(files.settings, 'pacing: false', 'pacing: { gap: [60s, 60s], perHour: 100, perDay: 400 }')(home);
    },
    others: [{ id: 'wxid_sun', name: '孙国栋' }],
  });
  await town.until('2026-08-25 09:00');
  expect(town.takeAll('8月自查，3题')).toEqual(['何晓燕']);
  await change(files.roster, ma, sun);
  await change(files.roster, 'liaison: ma }', 'liaison: sun }');
  await stoodStill();
  await town.until('2026-08-25 09:10');
  expect(town.takeAll('8月自查，3题').sort()).toEqual(['孙国栋', '赵小梅'].sort());
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'pending', askedTo: 'sun' });
});

test('a change that breaks the chain is in force, and the clerk hears where to look', async () => {
  await asked();
  await change(files.roster, ', liaison: ma }', ' }');
  await stoodStill();
  expect(town.expects('何晓燕')).toBe('新文件已生效。\n有1处接不上，看一看回：断链');
  // The evening's look over the links has nothing new to tell.
  await town.until('2026-08-26 09:30');
});

test('whoever is on leave is stood in for from the day it begins', async () => {
  await opened('2026-08-24 15:00');
  await change(files.roster, 'accounts: [wxid_ma] }', 'accounts: [wxid_ma], away: { from: 2026-08-25, until: 2026-08-26, deputy: wu } }');
  await stoodStill();
  expect(roster().people.get('ma')?.away).toBeUndefined();
  await town.until('2026-08-25 09:05');
  expect(town.takeAll('8月自查，3题').sort()).toEqual(['何晓燕', '吴永贵', '赵小梅'].sort());
  const tree = (await newestCycle(town)).tree.map(({ id, liaison }) => ({ id, liaison }));
  expect(tree).toContainEqual({ id: 'shiqiao', liaison: 'ma' });
});

test('files that were only touched change nothing', async () => {
  await asked();
  const later = new Date('2030-01-01');
  await utimes(join(town.home, files.roster), later, later);
  const before = roster();
  await stoodStill();
  expect(roster()).toEqual(before);
});
