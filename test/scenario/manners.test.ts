/** Quiet hours, rest days, pacing, budget, combining: what keeps the bot from being a nuisance. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Recorder } from '../harness/chat-recorder.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { instant, Township } from '../harness/township.js';

let town: Township;
const sentAt: { to: string; at: number; text: string }[] = [];

async function open(at: string, change: (text: string) => string = (text) => text): Promise<void> {
  sentAt.length = 0;
  town = await Township.open({
    at,
    prepare: async (home) => {
      const path = join(home, 'settings.yaml');
      await writeFile(path, change(await readFile(path, 'utf8')));
    },
  });
  town.world.hub.onSent(({ to, text }) => sentAt.push({ to: to.id, at: town.now(), text }));
}

function hourOf(at: number): number {
  return new Date(at + 8 * 3_600_000).getUTCHours() + new Date(at).getUTCMinutes() / 60;
}

function startedByTheBot(): typeof sentAt {
  return sentAt.filter(({ text }) => !text.includes('回执'));
}

afterEach(async () => {
  await town.close();
});

describe('what the bot starts', () => {
  it('goes out in one tick, to however many, where the account has no pace', async () => {
    const numbers = Array.from({ length: 130 }, (_, no) => no);
    const people = numbers.map((no) => `  - { id: p${no}, name: 联络员${no}, accounts: [wxid_p${no}] }\n`);
    const units = numbers.map((no) => `  - { id: u${no}, name: ${no}村, kind: village, parent: qingshan, liaison: p${no} }\n`);
    const more = hamletWith(
      replace(files.roster, 'units:\n', `${people.join('')}units:\n`),
      replace(files.roster, 'groups:\n', `${units.join('')}groups:\n`),
    );
    town = await Township.open({ at: '2026-08-25 08:59', prepare: more });
    await town.bot.engine.tick(instant('2026-08-25 09:00'));
    expect(town.takeAll('8月自查，3题')).toHaveLength(130 + 3);
  });

  it('keeps the gap between any two messages, whoever they go to', async () => {
    await open('2026-08-25 08:59');
    await town.until('2026-08-25 10:00');
    expect(sentAt.length).toBe(1 + 17 + 1);
    const gaps = sentAt.slice(1).map(({ at }, index) => at - (sentAt[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15_000);
  });

  it('stays within so many an hour, in every sliding hour, also across a restart', async () => {
    await open('2026-08-25 08:59', (text) => text.replace('perHour: 100', 'perHour: 6'));
    await town.until('2026-08-25 09:20');
    await town.stop();
    await town.start();
    await town.until('2026-08-25 18:30');
    for (const { at } of sentAt) {
      expect(sentAt.filter((other) => other.at >= at && other.at < at + 3_600_000).length).toBeLessThanOrEqual(6);
    }
    expect(sentAt.length).toBe(1 + 17 + 1);
  });

  it('says nothing at noon or at night: what is left over goes out when quiet hours end', async () => {
    await open('2026-08-25 08:59', (text) => text.replace('gap: [15s, 35s]', 'gap: [30m, 30m]'));
    await town.until('2026-08-27 12:00');
    expect(sentAt.length).toBe(1 + 17 + 1);
    for (const { at } of sentAt) {
      const hour = hourOf(at);
      expect(hour >= 8.5 && hour < 19 && !(hour >= 12 && hour < 14.5)).toBe(true);
    }
  });

  it('says nothing on rest days, and something on a make-up workday', async () => {
    // 10 October 2026 is a Saturday on which people work; the 9th is the first workday after the holiday of 1 to 7 October.
    await openWithSchedule('2026-09-30 18:50', (text) =>
      text.replace('"0 9 25 * *"', '"52 18 30 9 *"').replace('deadline: 5wd', 'deadline: 2wd').replace('at: -2wd', 'at: -1wd'),
    );
    await town.until('2026-10-11 18:00');
    const days = new Set(startedByTheBot().map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)));
    expect([...days].sort()).toEqual(['2026-09-30', '2026-10-08', '2026-10-10']);
  });

  it('holds what falls due on a Sunday until quiet hours end on Monday', async () => {
    await openWithSchedule('2026-08-30 09:59', (text) =>
      text.replace('"0 9 25 * *"', '"0 10 30 8 *"').replace('workday: next', 'workday: none'),
    );
    await town.until('2026-08-31 08:29');
    expect(sentAt).toEqual([]);
    await town.until('2026-08-31 09:00');
    expect(sentAt.length).toBe(1 + 17 + 1);
    expect(sentAt[0]?.at).toBe(instant('2026-08-31 08:30'));
  });

  it('goes out in the night and on a holiday when the schedule is urgent', async () => {
    await openWithSchedule(
      '2026-10-02 22:59',
      (text) => `${text.replace('"0 9 25 * *"', '"0 23 2 10 *"').replace('workday: next', 'workday: none')}urgent: true\n`,
    );
    await town.until('2026-10-02 23:30');
    expect(sentAt.length).toBeGreaterThanOrEqual(18);
  });

  it('holds a reminder back until the week has room for it again, and never a prompt or a rung', async () => {
    await open('2026-08-25 08:59', (text) => text.replace('perPersonPerWeek: 5', 'perPersonPerWeek: 1'));
    const unanswered = (): typeof sentAt => sentAt.filter(({ text }) => text.includes('还没收到'));
    await town.until('2026-08-31 18:00');
    expect(unanswered()).toEqual([]);
    await town.until('2026-09-01 18:00');
    expect(unanswered().length).toBe(17);
    const [first] = unanswered();
    expect(first?.at).toBeGreaterThan(instant('2026-09-01 09:00'));
    await town.until('2026-09-02 12:00');
    expect(unanswered().length).toBe(17 + 17);
    expect(sentAt.at(-1)?.at).toBeGreaterThan(instant('2026-09-02 09:00'));
  });

  it('tells a leader of all units that are stuck in one message', async () => {
    await open('2026-08-25 08:59');
    await town.until('2026-09-03 12:00');
    const toWang = sentAt.filter(({ to }) => to === 'wxid_wang');
    expect(toWang.length).toBe(1);
    expect(toWang[0]?.text).toContain('8月自查9月1日到期，9家还没着落');
  });
});

async function openWithSchedule(at: string, change: (text: string) => string): Promise<void> {
  sentAt.length = 0;
  town = await Township.open({
    at,
    prepare: async (home) => {
      const shipped = new URL('../../schedules/monthly-self-check.yaml', import.meta.url);
      await mkdir(join(home, 'schedules'));
      await writeFile(join(home, 'schedules', 'monthly-self-check.yaml'), change(await readFile(shipped, 'utf8')));
    },
  });
  town.world.hub.onSent(({ to, text }) => sentAt.push({ to: to.id, at: town.now(), text }));
}

it('keeps the gap also behind a reply that went out right before', async () => {
  const paced = replace(files.settings, 'pacing: false', 'pacing: { gap: [15s, 15s], perHour: 100, perDay: 400 }');
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(paced) });
  const replied = new Recorder<string>();
  const forget = town.world.hub.onSent(({ text }) => replied.push(text));
  await town.until('2026-08-25 08:59:59');
  // Nobody waits here until it is noted that the reply went out.
  town.world.hub.say({ from: town.account('何晓燕'), text: '状态' });
  await replied.next();
  forget();
  await town.until('2026-08-25 09:00:01');
  town.expects('何晓燕');
  town.expectsNothing();
  await town.until('2026-08-25 09:00:16');
  expect(town.takeAll('8月自查')).toHaveLength(1);
});
