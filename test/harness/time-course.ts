/** Courses of events over the committee of the model: after each thing that happens every promise is held against what is stored and sent. */
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { openVault } from '../../src/adapters/crypto/vault.js';
import { addDays, dateOf, instantOf } from '../../src/domain/date-text.js';
import type { Outage } from '../../src/domain/outage.js';
import { minuteMs, secondMs, type Instant } from '../../src/domain/time.js';
import { nearestWorkday } from '../../src/domain/workdays.js';
import type { Homes, PaceName } from './model/homes.js';
import { takeSnapshot, type AuditRow, type Snapshot } from './model/snapshot.js';
import { Town } from './model/town.js';

const zone = 'Asia/Shanghai';
const rungs: readonly string[] = ['press', 'supervise', 'circulate'];
/** A clock that was set far ahead and put right opens again what it had called missed. */
const calledMissedTooSoon = /was opened 1 times and missed 1 times/u;

export class Course {
  readonly town: Town;
  readonly #redis: Redis;
  readonly #since: Instant;
  readonly #what: string[] = [];
  #wasSet = false;

  private constructor(town: Town, redis: Redis, since: Instant) {
    this.town = town;
    this.#redis = redis;
    this.#since = since;
  }

  /** Over a Redis that it empties. */
  static async open(redis: Redis, homes: Homes, at: string, pace: PaceName = 'free'): Promise<Course> {
    const since = instant(at);
    const town = await Town.open({ client: redis, vault: openVault(randomBytes(32)) }, homes, since, pace);
    return new Course(town, redis, since);
  }

  /** What has happened so far, for whoever finds that it came to no good. */
  get story(): string {
    return this.#what.join('\n');
  }

  get now(): Instant {
    return this.town.clock.now();
  }

  /** What a clock would show that nobody had set. */
  get right(): Instant {
    return this.#since + this.town.clock.elapsedMs();
  }

  /** Rejects with what had happened so far, when a promise is broken by it. */
  async does(what: string, run: (town: Town) => Promise<unknown>): Promise<void> {
    this.#what.push(`${new Date(this.now + 8 * 60 * minuteMs).toISOString().slice(0, 16)} ${what}`);
    const broken = await this.town.step(async () => void (await run(this.town)));
    if (broken.length > 0) throw new Error([this.story, ...broken].join('\n'));
  }

  says(who: string, words: string): Promise<void> {
    return this.does(`${who}: ${words}`, (town) => town.says(who, words));
  }

  passes(ms: number): Promise<void> {
    return this.does(`${Math.round(ms / secondMs)} s pass`, (town) => town.passes(this.now + ms));
  }

  until(at: string): Promise<void> {
    return this.does(`until ${at}`, (town) => town.passes(instant(at)));
  }

  jumps(ms: number): Promise<void> {
    this.#wasSet = true;
    return this.does(`the clock is set by ${ms / minuteMs} minutes`, (town) => town.clockJumps(ms / minuteMs));
  }

  async putRight(): Promise<void> {
    if (this.now !== this.right) await this.jumps(this.right - this.now);
  }

  isDown(ms: number): Promise<void> {
    return this.does(`down for ${ms / minuteMs} minutes`, (town) => town.isDown(ms));
  }

  /** Until the morning of the second workday that follows, by when everything has come to rest. Rejects when something is left undone. */
  async comesToRest(): Promise<void> {
    const { calendar } = this.town.main.world.config();
    const next = (day: string): string => nearestWorkday(addDays(day, 1), 1, calendar);
    const rest = instantOf(next(next(dateOf(this.now, zone))), 10 * 60 + 40, zone);
    const left = (await this.town.comesToRest(rest)).filter((one) => !(this.#wasSet && calledMissedTooSoon.test(one)));
    if (left.length > 0) throw new Error([this.story, `at rest: ${left.join('\n')}`].join('\n'));
  }

  outages(): Promise<Outage[]> {
    return this.town.main.stores.household.outages(0, this.now);
  }

  snapshot(): Promise<Snapshot> {
    return takeSnapshot(this.#redis, 0);
  }

  /** Rungs taken so far, by units and for tasks. */
  async rungs(): Promise<AuditRow[]> {
    const { audit } = await this.snapshot();
    return audit.filter(({ act }) => rungs.includes(act.replace('task-', '')));
  }

  /** How many messages the bot has started so far. */
  started(): number {
    return this.town.chat.sent.filter(({ by }) => by === 'started').length;
  }

  /** To whom the bot has written by itself more often than so, since that place among all that was sent. */
  writtenToOften(most: number, from: number): string[] {
    const counts = new Map<string, number>();
    for (const { to, by } of this.town.chat.sent.slice(from)) if (by === 'started') counts.set(to, (counts.get(to) ?? 0) + 1);
    return [...counts].flatMap(([to, count]) => (count > most ? [`${to}: ${count}`] : []));
  }
}

/** `2026-08-25 08:59`, in the committee's timezone. */
export function instant(text: string): Instant {
  const [day = '', time = ''] = text.split(' ');
  const [hour = '', minute = ''] = time.split(':');
  return instantOf(day, Number(hour) * 60 + Number(minute), zone);
}
