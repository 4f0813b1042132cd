import { mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { phone, play } from '../harness/scene.js';
import { Township } from '../harness/township.js';
import { totals } from '../harness/township-books.js';

test('what opens at night or on a rest day has one deadline, for the group as for everybody who is asked', () =>
  play(
    {
      at: '2026-08-24 19:50',
      prepare: hamletWith(
        replace(files.selfCheck, '0 9 25', '0 20 24'),
        replace(files.selfCheck, 'prompt: self-check\n', 'prompt: self-check\nannounce: { group: all-units, template: self-check-open }\n'),
      ),
    },
    async (town) => {
      await town.until('2026-08-25 09:10');
      town.expects('群', '截止：9月1日（周二）18:00');
      expect(town.takeAll('截止：9月1日（周二）18:00')).toHaveLength(3);
    },
  ));

test('after a month without the bot the clerk hears of all that was missed in a few lines, once a schedule', () =>
  play({ at: '2026-08-31 12:00', schedules: ['weekly-nudge', 'weekly-digest'] }, async (town) => {
    await town.isDownUntil('2026-09-29 12:00');
    await town.until('2026-09-29 12:05');
    town.takeEverything();
    await town.until('2026-09-29 15:00');
    const [told] = town.takeEverything().get('何晓燕') ?? [];
    expect(told).toBe(
      phone(
        '周报有3期没发：⏎9月7日（周一）到9月21日（周一），我那时没在线。⏎要补发，回：发起 周报⏎⏎' +
          '每周咬耳扯袖有4期没发：⏎9月2日（周三）到9月23日（周三），我那时没在线。⏎要补发，回：发起 每周咬耳扯袖',
      ),
    );
  }));

test('a bot that went down right after an opening, before it had noted that, does not call it missed a month later', async () => {
  const town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  try {
    const { cycles } = town.bot.world.stores;
    const refuse = (): Promise<never> => Promise.reject(new Error('the power is cut'));
    Object.assign(cycles, { moveWatermark: refuse });
    await town.until('2026-08-25 09:05');
    expect(town.takeAll('8月自查，3题')).toHaveLength(3);
    await town.isDownUntil('2026-09-28 12:00');
    await town.until('2026-09-28 12:10');
    expect(await town.bot.world.stores.cycles.missed(0)).toEqual([]);
    const told = [...town.takeEverything().values()].flat();
    expect(told.filter((text) => text.includes('9月自查，3题'))).toHaveLength(3);
    expect(told.filter((text) => text.includes('这一期没发'))).toEqual([]);
  } finally {
    await town.close();
  }
});

test('a clock that was ahead and is put right by a day neither silences the bot nor makes it say anything twice', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await town.until('2026-08-25 09:10');
    town.takeEverything();
    await town.isDownUntil('2026-08-24 10:00');
    await town.says('刘芳', '延期3天 会计住院');
    town.expects('刘芳', '已转王志强副书记');
    await town.until('2026-08-24 10:02');
    town.expects('王志强', '请求延期');
    await town.until('2026-08-25 09:30');
    town.expects('王志强', '还等您定，昨天提的');
    town.takeAll('先查了一遍');
    town.expectsNothing();
  }));

test('somebody who has left is not named by a bare id', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-08-31 12:00');
    town.takeEverything();
    await replace(files.roster, '  - { id: ma, name: 马春生, title: 联络员, roles: [], accounts: [wxid_ma] }\n', '')(town.home);
    await replace(files.roster, 'supervisor: wang, liaison: ma', 'supervisor: wang')(town.home);
    await town.until('2026-09-02 09:05');
    town.expects('吴永贵', '石桥村8月自查昨天18:00到期', '联络员：8月25日发题');
    town.takeEverything();
  }));

test('a template that says nothing is refused, and the one before stays in force', () =>
  play({ at: '2026-08-25 08:40', prepare: hamlet }, async (town) => {
    await mkdir(`${town.home}/templates`, { recursive: true });
    await writeFile(`${town.home}/templates/self-check.md`, ' \n');
    for (const at of ['08:41:00', '08:41:02', '08:41:15']) await town.until(`2026-08-25 ${at}`);
    town.expects('何晓燕', 'templates/self-check.md:1:1  模板套出来是空的');
    await town.until('2026-08-25 09:05');
    expect(town.takeAll('8月自查，3题')).toHaveLength(3);
  }));

test('a prompt that comes out empty all the same counts as not sent: the clerk hears of it, and nobody is late', async () => {
  const town = await Township.open({
    at: '2026-08-25 08:59',
    prepare: hamletWith(async (home) => {
      await mkdir(`${home}/templates`, { recursive: true });
      await writeFile(`${home}/templates/self-check.md`, '{% if unit == "unit" %}{{ unit }}{% endif %}\n');
    }),
  });
  try {
    await town.until('2026-08-25 09:05');
    town.expects('何晓燕', '8月自查有3家没发出去');
    town.expectsNothing();
    expect(await totals(town)).toMatchObject({ unreached: 3 });
    expect(town.logged.map(({ message }) => message)).toContain('a prompt came out empty');
  } finally {
    await town.close();
  }
});
