/** Weeks of a township under siege: cycles open, people answer, rungs are climbed, and meanwhile the bot and its Redis are killed. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { StoredNotice } from '../../src/application/ports.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import type { BesiegedBot, Victim } from './besieged-bot.js';
import type { Saying } from './bot-orders.js';
import type { Liaisons } from './liaisons.js';
import type { Seeded } from './seeded.js';
import { instant } from './township.js';
import { clerk, schedule } from './villages.js';

export interface SiegePlan {
  villages: readonly string[];
  cycles: number;
  /** How often who dies, over all cycles. */
  kills: Readonly<Record<Victim, number>>;
}

/** Whether what is unknown to the bot has reached its reader; the clerk asks them. */
export type HasArrived = (notice: StoredNotice) => boolean;

/** `09:00`: everything up to then happens; an answer: so large a part of those who were asked says something. */
const day = ['09:00:30', 0.5, '09:06', 0.2, '12:00:30', 0.1, '13:30', 0.1, '14:00:30', 0.1, '15:00:30', 0.05, '16:00:30', '19:00'] as const;
const firstMonday = '2026-01-05';
const weekMs = 7 * dayMs;
const leaseMs = 3 * minuteMs;
const roundsAtMost = 60;

function monday(index: number): string {
  return new Date(Date.parse(`${firstMonday}T00:00:00Z`) + index * weekMs).toISOString().slice(0, 10);
}

/** The cycle that opens on a Monday, by the number of the week: its id, and how people read its name. */
export function cycleOf(index: number): { id: string; title: string } {
  const opening = monday(index);
  const [, month, date] = opening.split('-').map(Number);
  return { id: `${schedule}-${opening.replaceAll('-', '')}-0900`, title: `${month}月${date}日自查` };
}

export function timeOf(index: number, time: string): number {
  return instant(`${monday(index)} ${time}`);
}

export class Siege {
  /** What the clerk had to ask about. */
  readonly asked: StoredNotice[] = [];
  readonly #bot: BesiegedBot;
  readonly #people: Liaisons;
  readonly #chance: Seeded;
  readonly #hasArrived: HasArrived;
  /** Who dies in which phase. */
  readonly #deaths: Victim[][];
  /** How long a phase took last, so that kills fall anywhere within it. */
  readonly #lasted = new Map<string, number>();

  constructor(bot: BesiegedBot, people: Liaisons, chance: Seeded, plan: SiegePlan, hasArrived: HasArrived) {
    this.#bot = bot;
    this.#people = people;
    this.#chance = chance;
    this.#hasArrived = hasArrived;
    this.#deaths = Array.from({ length: plan.cycles * day.length }, () => []);
    for (const victim of ['bot', 'redis', 'both'] as const) {
      for (let i = 0; i < plan.kills[victim]; i += 1) chance.pick(this.#deaths).push(victim);
    }
  }

  /** One cycle from its opening to its last rung. */
  async passWeek(index: number): Promise<void> {
    const { id, title } = cycleOf(index);
    for (const [number, phase] of day.entries()) {
      const deaths = this.#deaths[index * day.length + number] ?? [];
      const work = typeof phase === 'string' ? () => this.#bot.until(timeOf(index, phase)) : () => this.#someAnswer(title, phase);
      await this.#underAttack(String(phase), deaths, work);
      await this.#clerkAsksAround();
    }
    // An outage may have put steps off to another day.
    while ((await this.#bot.order({ op: 'step-due', cycle: id })) !== null) await this.#bot.until(this.#bot.at + hourMs);
    await this.#clerkAsksAround();
  }

  /** Works while the deaths come, each at a moment drawn by lot; what is not over by the end of the work dies then. */
  async #underAttack(phase: string, deaths: Victim[], work: () => Promise<void>): Promise<void> {
    const since = performance.now();
    const working = new AbortController();
    const attack = async (): Promise<void> => {
      for (const victim of deaths) {
        const isTime = this.#drawMoment(phase);
        while (!working.signal.aborted && !isTime()) await pause(1);
        await this.#bot.kill(victim);
      }
    };
    await Promise.all([work().finally(() => working.abort()), attack()]);
    if (deaths.length === 0) this.#lasted.set(phase, performance.now() - since);
  }

  /** Any time at all, or while a message is under way. */
  #drawMoment(phase: string): () => boolean {
    const chance = this.#chance.next();
    if (this.#chance.next() < 0.5) {
      const at = performance.now() + chance * (this.#lasted.get(phase) ?? 300);
      return () => performance.now() >= at;
    }
    const after = this.#bot.sent.length + 1 + Math.floor(chance * 30);
    return () => this.#bot.sent.length >= after;
  }

  async #someAnswer(title: string, part: number): Promise<void> {
    const some = this.#people.asked(title).filter(() => this.#chance.next() < part);
    for (let sayings = this.#people.answer(some); ; sayings = this.#people.sayAgain()) {
      await this.#say(sayings);
      await this.#bot.order({ op: 'idle' });
      // A receipt that was lost is repeated once its lease is over; who still has none says it again.
      if (this.#people.waiting) await this.#bot.until(this.#bot.at + leaseMs);
      if (!this.#people.waiting) return;
    }
  }

  async #say(sayings: readonly Saying[]): Promise<void> {
    for (const said of sayings) await this.#bot.order({ op: 'say', said });
  }

  /** The clerk asks the reader of each message that may or may not have come, and tells the bot. */
  async #clerkAsksAround(): Promise<void> {
    for (let round = 0; round < roundsAtMost; round += 1) {
      // What was under way when somebody died is unknown once its lease is over.
      await this.#bot.until(this.#bot.at + leaseMs);
      const unknown = (await this.#bot.order({ op: 'unknown' })) as StoredNotice[];
      if (unknown.length === 0) return;
      for (const notice of unknown) {
        const text = `${this.#hasArrived(notice) ? '已到' : '再发'} ${notice.no}`;
        await this.#say([{ from: clerk, text, id: `clerk-${notice.no}-${this.#bot.at}` }]);
        await this.#bot.order({ op: 'idle' });
        this.asked.push(notice);
      }
    }
    throw new Error('there are always unknown messages');
  }
}
