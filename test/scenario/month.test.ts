/** Five weeks of the whole working set in the sample township: what one hears of one thing is told elsewhere; here it is what all of it adds up to. */
import { expect, test } from 'vitest';
import { dateOf, minuteOfDay } from '../../src/domain/date-text.js';
import { dayMs } from '../../src/domain/time.js';
import { worlds } from '../harness/scene.js';
import { instant, Township } from '../harness/township.js';

interface Sent {
  to: string;
  text: string;
  at: number;
}

const zone = 'Asia/Shanghai';
const weekMs = 7 * dayMs;

/** Lets the days pass; whoever is asked answers in the evening, when the bot starts nothing. Returns what it started by itself. */
async function livesThrough(town: Township, days: readonly string[]): Promise<Sent[]> {
  const started: Sent[] = [];
  for (const day of days) {
    await town.until(`${day} 18:30`);
    const morning = town.takeEverything();
    for (const [to, texts] of morning) for (const text of texts) started.push({ to, text, at: town.now() });
    for (const [who, texts] of morning) for (const text of texts) await answer(town, who, text);
    town.takeEverything();
  }
  return started;
}

async function answer(town: Township, who: string, text: string): Promise<void> {
  if (text.includes('8月自查，5题') || text.includes('9月自查，5题')) await town.says(who, '1是 2 1次 3A 4 8.19 5无');
  if (text.includes('9月五问，5题')) await town.says(who, '1A 2A 3A 4 9.8 5无');
}

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => dateOf(instant(`${first} 12:00`) + index * dayMs, zone));
}

test.each(worlds)('in five weeks of the working set nobody is overburdened, at night or on rest days, over %s', async (over) => {
  const town = await Township.open({ at: '2026-08-24 08:00', over, schedules: 'all' });
  const times: { to: string; at: number }[] = [];
  const names = new Map(
    [...town.bot.world.config().roster.people.values()].flatMap(({ accounts, name }) => accounts.map((id) => [id, name])),
  );
  let replying = false;
  const forget = town.world.hub.onSent(({ to }) => {
    if (!replying) times.push({ to: names.get(to.id) ?? '群', at: town.now() });
  });
  try {
    const says = town.says.bind(town);
    town.says = async (...args) => {
      replying = true;
      try {
        return await says(...args);
      } finally {
        replying = false;
      }
    };
    const started = await livesThrough(town, daysFrom('2026-08-24', 36));
    const { settings, calendar, roster } = town.bot.world.config();
    for (const { to, at } of times) {
      const minute = minuteOfDay(at, zone);
      expect(calendar.isWorkday(dateOf(at, zone)), `${to} on ${dateOf(at, zone)}`).toBe(true);
      expect(minute >= 8 * 60 + 30 && minute < 19 * 60 && !(minute >= 12 * 60 && minute < 14 * 60 + 30), `${to} at ${minute}`).toBe(true);
    }
    const most = settings.budget === false ? 0 : settings.budget.perPersonPerWeek;
    for (const person of new Set(times.map(({ to }) => to))) {
      const own = times.filter(({ to }) => to === person).map(({ at }) => at);
      for (const at of own) {
        const week = own.filter((other) => other > at - weekMs && other <= at).length;
        expect(week, `${person} in the week to ${dateOf(at, zone)}`).toBeLessThanOrEqual(most);
      }
    }
    // The committee and its office sign what they say.
    const units = [...roster.units.values()].filter(({ kind }) => kind === 'village').map(({ name }) => name);
    for (const { to, text } of started) {
      expect(text, text).not.toMatch(/[！!]|务必|严肃|追责|否则|排名第|打卡|已读|已送达|undefined|null|NaN|\{\{/u);
      if (to === '群') for (const unit of units) expect(text).not.toContain(unit);
      for (const line of text.split('\n')) if (!isNudge(text)) expect([...line].length, line).toBeLessThanOrEqual(44);
    }
    for (const person of new Set(started.map(({ to }) => to))) {
      const nudges = started.filter(({ to, text }) => to === person && isNudge(text)).map(({ text }) => text);
      expect(new Set(nudges).size).toBe(nudges.length);
    }
    const group = started.filter(({ to }) => to === '群').map(({ text }) => text.split('\n')[0]);
    expect(group).toEqual(['8月主体责任自查今天开始', '中秋、国庆提醒', '9月主体责任自查今天开始']);
    expect(started.filter(({ to, text }) => to === '方立新' && text.includes('制度台账您有两项没出台'))).toHaveLength(1);
    expect(started.filter(({ to, text }) => to === '张建国' && text.includes('只给您看，不排名。'))).toHaveLength(6);
    expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
  } finally {
    forget();
    await town.close();
  }
});

/** One line of words that asks for nothing. */
function isNudge(text: string): boolean {
  return !text.includes('\n') && [...text].length <= 80;
}
