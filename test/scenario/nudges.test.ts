import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nudgeRound, type NudgeFacts } from '../../src/application/nudge-round.js';
import { hamletWith, replace } from '../harness/hamlet.js';
import { play, worlds } from '../harness/scene.js';
import { instant, type Township, type TownshipOptions } from '../harness/township.js';

const family = '今晚吃饭唠一句：谁送东西都先别接。';
const accounts = '先有事，再有票，后签字。';
const duty = '轮到谁值班，牌子翻过来。';
const moon = '快过中秋了，月饼笑着推回去。';
const leading = '散会前念一遍，定了几件事。';
const heading = { year: '## 平常 | 所有人 | 全年', leaders: '## 分管 | 分管领导 | 全年', moon: '## 中秋 | 所有人 | 9-10月' };
const library = `${heading.year}\n- ${family}\n- ${accounts}\n- ${duty}\n${heading.leaders}\n- ${leading}\n${heading.moon}\n- ${moon}\n`;

const weekly = 'name: 每周咬耳扯袖\nkind: nudge\ncron: "0 10 * * 3"\nworkday: next\nto: [principal, supervisor]\nlibrary: own.md\n';

function write(name: string, text: string): (home: string) => Promise<void> {
  return async (home) => {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await writeFile(join(home, name), text);
  };
}

/** The hamlet, nudged on Wednesdays at ten from a library of its own. */
function nudged(texts = library, schedule = weekly): NonNullable<TownshipOptions['prepare']> {
  return hamletWith(write('schedules/nudge.yaml', schedule), write('templates/own.md', texts));
}

const withoutChecks = (home: string): Promise<void> => rm(join(home, 'schedules', 'monthly-self-check.yaml'));

function quiet(texts = library, schedule = weekly): NonNullable<TownshipOptions['prepare']> {
  return async (home) => {
    await nudged(texts, schedule)(home);
    await withoutChecks(home);
  };
}

/** What each was said, by their names; one message a person. */
function said(town: Township): Map<string, string> {
  const heard = town.takeEverything();
  for (const [who, texts] of heard) expect(texts, who).toHaveLength(1);
  return new Map([...heard].map(([who, [text = '']]) => [who, text]));
}

describe.each(worlds)('over the %s world', (over) => {
  test('each of those it is meant for gets a friendly word, the text alone, and nobody else hears anything', () =>
    play({ at: '2026-08-05 09:00', over, prepare: quiet() }, async (town) => {
      await town.until('2026-08-05 12:00');
      const heard = said(town);
      expect([...heard.keys()].sort()).toEqual(['张建国', '李德明', '吴永贵', '王志强'].sort());
      for (const [who, text] of heard) expect([family, accounts, duty, ...(who === '王志强' ? [leading] : [])]).toContain(text);
    }));
});

test('to one person never the same twice; when the words run out nothing is sent, and the clerk is told once a month', () =>
  play({ at: '2026-08-05 09:00', prepare: quiet(`${heading.year}\n- ${family}\n- ${accounts}\n`) }, async (town) => {
    const heard = new Map<string, string[]>();
    for (const day of ['2026-08-05', '2026-08-12']) {
      await town.until(`${day} 18:00`);
      for (const [who, text] of said(town)) heard.set(who, [...(heard.get(who) ?? []), text]);
    }
    for (const texts of heard.values()) expect(texts.toSorted()).toEqual([family, accounts].toSorted());
    await town.until('2026-08-31 18:00');
    town.expectsExactly(
      '何晓燕',
      '每周咬耳扯袖：4人今年没有新的话可说了，\n先不发给他们，旧话不重说。\n请在 own.md 里添几条，\n一条一行，不超过80个字。',
    );
    town.expectsNothing();
    await town.until('2026-09-02 18:00');
    town.expects('何晓燕', '4人今年没有新的话可说了');
  }));

test('a year later the same word may come again', () =>
  play({ at: '2026-08-05 09:00', prepare: quiet(`${heading.year}\n- ${family}\n`, weekly.replace('* * 3', '5 8 *')) }, async (town) => {
    await town.until('2026-08-05 18:00');
    expect(new Set(said(town).values())).toEqual(new Set([family]));
    await town.until('2027-08-06 09:00');
    town.expects('何晓燕', '没有新的话可说了');
    await town.until('2028-08-07 18:00');
    expect([...said(town).values()]).toEqual([family, family, family, family]);
  }));

test('shortly before a festival comes the word about it, and not weeks before', () =>
  play({ at: '2026-09-02 09:00', prepare: quiet() }, async (town) => {
    await town.until('2026-09-02 18:00');
    expect([...said(town).values()]).not.toContain(moon);
    await town.until('2026-09-16 09:00');
    said(town);
    await town.until('2026-09-16 18:00');
    expect(new Set(said(town).values())).toEqual(new Set([moon]));
  }));

test('a library with one text left gives it to one of a unit; the other one has it another time', () =>
  play(
    {
      at: '2026-08-05 09:00',
      prepare: quiet(`${heading.year}\n- ${family}\n`, weekly.replace('[principal, supervisor]', '[principal, liaison]')),
    },
    async (town) => {
      await town.until('2026-08-05 18:00');
      const first = [...said(town).keys()];
      expect(first).toHaveLength(3);
      await town.until('2026-08-12 18:00');
      const rest = said(town);
      expect(rest.get('何晓燕')).toBeDefined();
      expect(rest.size).toBeLessThanOrEqual(4);
    },
  ));

describe('beside something else', () => {
  test('it waits for a day on which its reader is written nothing else, and never stands in one message with a demand', () =>
    play(
      {
        at: '2026-08-24 09:00',
        prepare: nudged(library, weekly.replace('0 10 * * 3', '0 9 2 9 *').replace('[principal, supervisor]', 'principal')),
      },
      async (town) => {
        await town.until('2026-09-01 20:00');
        town.takeEverything();
        // On 2 September at nine the principals are pressed.
        await town.until('2026-09-02 20:00');
        const pressed = town.takeEverything();
        for (const who of ['李德明', '吴永贵']) {
          expect(pressed.get(who)).toHaveLength(1);
          expect(pressed.get(who)?.[0]).toContain('还没收到');
        }
        // On the 3rd they hear that their leader was asked; on the 4th nothing.
        await town.until('2026-09-03 20:00');
        const told = town.takeEverything();
        for (const who of ['李德明', '吴永贵']) expect(told.get(who)?.join(' ')).toMatch(/^.*已请王志强副书记/u);
        await town.until('2026-09-04 20:00');
        const next = town.takeEverything();
        for (const who of ['李德明', '吴永贵']) expect([family, accounts, duty]).toContain(next.get(who)?.join(' '));
      },
    ));

  test('it is dropped when no such day comes within its week', () =>
    play(
      {
        at: '2026-08-05 09:00',
        prepare: hamletWith(
          quiet(library, weekly.replace('[principal, supervisor]', 'principal')),
          replace('settings.yaml', 'pacing: false', 'pacing: false\nbudget: false'),
        ),
      },
      async (town) => {
        const { outbox } = town.bot.world.stores;
        for (let day = 5; day <= 12; day += 1) {
          await town.until(`2026-08-${String(day).padStart(2, '0')} 09:30`);
          await outbox.noteSend(town.now(), 'li', ['test']);
        }
        await town.until('2026-08-12 09:50');
        expect([...said(town).keys()].sort()).toEqual(['吴永贵', '张建国'].sort());
        const [round] = await town.bot.world.stores.rounds.since(0);
        const [dropped] = await outbox.byIds([`round/nudge/${round?.plannedAt}/li`]);
        expect(dropped).toMatchObject({ state: 'dropped', reason: 'crowded' });
        await town.until('2026-08-12 18:00');
        town.takeEverything();
      },
    ));
});

test('over the week’s budget it is withheld', () =>
  play(
    {
      at: '2026-08-05 09:00',
      prepare: hamletWith(
        nudged(),
        withoutChecks,
        replace('settings.yaml', 'pacing: false', 'pacing: false\nbudget: { perPersonPerWeek: 1 }'),
      ),
    },
    async (town) => {
      await town.bot.world.stores.outbox.noteSend(town.now() - 86_400_000, 'li', ['test']);
      await town.until('2026-08-05 18:00');
      expect([...said(town).keys()].sort()).toEqual(['张建国', '吴永贵', '王志强'].sort());
    },
  ));

test('a word about a festival waits for a free day no longer than until the festival begins', () =>
  play({ at: '2026-09-23 09:00', prepare: quiet(`${heading.moon}\n- ${moon}\n${heading.year}\n- ${family}\n`) }, async (town) => {
    const { world } = town.bot;
    const schedule = world.config().schedules.get('nudge');
    if (schedule?.kind !== 'nudge') throw new Error('there is no such schedule');
    const plannedAt = instant('2026-09-23 10:00');
    const { notices } = await nudgeRound(world, schedule, plannedAt, plannedAt);
    const untils = new Map(notices.map(({ facts }) => [(facts as NudgeFacts).text, (facts as NudgeFacts).until]));
    expect(untils.get(moon)).toBe(instant('2026-09-25 00:00'));
  }));

test('a round that was broken off and is opened again gives everybody the same', () =>
  play({ at: '2026-08-05 09:00', prepare: quiet() }, async (town) => {
    const { world } = town.bot;
    const schedule = world.config().schedules.get('nudge');
    if (schedule?.kind !== 'nudge') throw new Error('there is no such schedule');
    const plannedAt = instant('2026-08-05 10:00');
    const before = await nudgeRound(world, schedule, plannedAt, plannedAt);
    // All is noted but the round itself, as when the process dies there.
    const other = { schedule: 'other', kind: 'nudge', plannedAt, openedAt: plannedAt, recipients: 4 } as const;
    await world.stores.rounds.open(other, [], before.given, 'bot');
    expect(await nudgeRound(world, schedule, plannedAt, plannedAt + 60_000)).toEqual({
      ...before,
      notices: before.notices.map((notice) => ({ ...notice, notBefore: plannedAt + 60_000 })),
    });
    await town.until('2026-08-05 18:00');
    const texts = new Map(before.notices.map(({ to, facts }) => [to.kind === 'person' ? to.person : '', (facts as NudgeFacts).text]));
    for (const [who, text] of said(town)) expect(texts.get(town.account(who).replace('wxid_', ''))).toBe(text);
    await town.isDownUntil('2026-08-06 10:00');
    await town.until('2026-08-06 18:00');
  }));

test('whoever thanks for it is not answered, and nothing is recorded', () =>
  play({ at: '2026-08-05 09:59', prepare: quiet() }, async (town) => {
    await town.until('2026-08-05 11:00');
    said(town);
    await town.says('李德明', '收到，谢谢');
    await town.says('吴永贵', '👌');
  }));

test('the shipped library holds to the rules and has a word for each', () =>
  play({ at: '2026-09-02 09:00', schedules: ['weekly-nudge'] }, async (town) => {
    await town.until('2026-09-02 18:00');
    const heard = said(town);
    expect(heard.has('赵小梅')).toBe(false);
    expect([...heard.keys()]).toEqual(expect.arrayContaining(['李德明', '方立新', '王志强', '郑海波', '张建国']));
    for (const text of heard.values()) {
      expect([...text].length).toBeLessThanOrEqual(80);
      expect(text).not.toMatch(/同志|依据|回：|[！!]|中秋/u);
    }
  }));
