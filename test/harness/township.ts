/**
 * A township to play scenes in: the sample home, a private Redis, the bot as it starts in earnest, and a chat world over which people talk.
 * Time moves only by hand. A message nobody expected fails the scene.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { expect } from 'vitest';
import type { SayOptions } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { fastForward } from '../../src/application/fast-forward.js';
import type { Pictures } from '../../src/application/picture-port.js';
import type { Log } from '../../src/application/ports.js';
import { parseDuration } from '../../src/domain/duration.js';
import { resolveDeadline } from '../../src/domain/workdays.js';
import { openHome } from '../../src/main/open-home.js';
import { startBot, type Bot, type BotOptions } from '../../src/main.js';
import { openGrpcWorld, openLocalWorld, type ChatWorld } from './grpc-puppet.js';
import { knownChance } from './known-chance.js';
import { movableClock } from './movable-clock.js';

dayjs.extend(utc);
dayjs.extend(timezone);

export const exampleHome = new URL('../../examples/qingshan', import.meta.url).pathname;
const shippedSchedules = new URL('../../schedules', import.meta.url).pathname;

export interface TownshipOptions {
  /** `2026-08-25 08:59`, in the township's timezone. */
  at: string;
  over?: 'local' | 'grpc';
  /** The shipped schedules that run, by id; only the monthly self-check unless told, so that a scene hears of one thing. `all`: the working set. */
  schedules?: readonly string[] | 'all';
  /** With the example's responsibility lists, and its checklists; else without. */
  duties?: boolean;
  checklists?: boolean;
  /** Changes the copied home before the bot starts. */
  prepare?: (home: string) => Promise<void>;
  /** Further accounts of the chat world, outside the roster; `called` names them in the scene when somebody else has the same name. */
  others?: { id: string; name: string; called?: string }[];
  chatTimes?: BotOptions['chatTimes'];
  /** An outside Redis instead of a private one. */
  redisUrl?: string;
  /** What goes along with words is drawn by this; absent: the words are all. A picture is heard by its file name. */
  pictures?: Pictures;
  /** With a worker for long work; its timers are the machine's, what it stamps is the township's time. */
  longWork?: boolean;
}

interface Heard {
  to: string;
  text: string;
}

export interface Line {
  level: 'info' | 'warn' | 'error';
  facts: object;
  message: string;
}

export class Township {
  readonly home: string;
  readonly world: ChatWorld;
  readonly logged: Line[] = [];
  #bot: Bot | undefined;
  readonly #clock;
  readonly #unread: Heard[] = [];
  readonly #names = new Map<string, string>();
  readonly #accounts = new Map<string, string>();
  readonly #awaited = new Map<string, () => void>();
  readonly #chatTimes: BotOptions['chatTimes'];
  readonly #redisUrl: string | undefined;
  readonly #pictures: Pictures | undefined;
  /** From the next start on: whether it carries out long work. */
  longWork: boolean;

  private constructor(home: string, world: ChatWorld, at: number, { chatTimes, redisUrl, pictures, longWork = false }: TownshipOptions) {
    this.home = home;
    this.world = world;
    this.#chatTimes = chatTimes;
    this.#redisUrl = redisUrl;
    this.#pictures = pictures;
    this.longWork = longWork;
    this.#clock = movableClock(at);
    world.hub.onSent(({ to, text }) => this.#unread.push({ to: this.#names.get(to.id) ?? to.id, text }));
  }

  static async open(given: TownshipOptions): Promise<Township> {
    const { at, over = 'local', schedules = ['monthly-self-check'], prepare, others = [] } = given;
    const home = await mkdtemp(join(tmpdir(), 'zrt-town-'));
    await cp(exampleHome, home, { recursive: true });
    await withoutCustodian(home);
    // They name units and schedules of the example, which most scenes replace.
    for (const folder of ['duties', 'checklists'] as const)
      if (given[folder] !== true) await rm(join(home, folder), { recursive: true, force: true });
    await prepare?.(home);
    await takeSchedules(home, schedules);
    const start = instant(at);
    const { config } = await openHome(home, start);
    const names = new Map<string, string>();
    const contacts = [...config.roster.people.values()].flatMap(({ accounts, name }) => accounts.map((id) => ({ id, name })));
    const rooms = [...config.roster.groups.values()].map(({ room, name }) => ({
      id: room ?? name,
      topic: name,
      members: contacts.map(({ id }) => id),
    }));
    const stranger = { id: 'wxid_stranger', name: '陌生人' };
    for (const { id, name } of [...contacts, stranger]) names.set(id, name);
    for (const { id, name, called } of others) names.set(id, called ?? name);
    for (const { id } of rooms) names.set(id, '群');
    let now = () => start;
    const options = { contacts: [...contacts, stranger, ...others.map(({ id, name }) => ({ id, name }))], rooms, now: () => now() };
    const world = over === 'grpc' ? await openGrpcWorld(options) : await openLocalWorld(options);
    const town = new Township(home, world, start, given);
    now = () => town.now();
    for (const [id, name] of names) {
      town.#names.set(id, name);
      if (!town.#accounts.has(name)) town.#accounts.set(name, id);
    }
    await town.start();
    return town;
  }

  now(): number {
    return this.#clock.now();
  }

  get bot(): Bot {
    if (this.#bot === undefined) throw new Error('the bot is not running');
    return this.#bot;
  }

  async start(): Promise<void> {
    const note =
      (level: Line['level']) =>
      (facts: object, message: string): void => {
        this.logged.push({ level, facts, message });
      };
    const log: Log = { info: note('info'), warn: note('warn'), error: note('error') };
    const online = new Promise<void>((settle) => this.#awaited.set('online', settle));
    // A start that fails must fail the scene, not leave it waiting for ever.
    this.#bot = await startBot({
      folder: this.home,
      env: this.#redisUrl === undefined ? {} : { REDIS_URL: this.#redisUrl },
      clock: this.#clock,
      log,
      puppet: this.world.puppet,
      heartbeat: false,
      longWork: this.longWork,
      random: () => 0,
      chance: knownChance,
      onHeard: (id) => this.#awaited.get(id)?.(),
      onState: (state) => {
        if (state === 'online') this.#awaited.get('online')?.();
      },
      ...(this.#pictures === undefined ? {} : { pictures: this.#pictures }),
      ...(this.#chatTimes === undefined ? {} : { chatTimes: this.#chatTimes }),
    });
    if (this.#bot.world.chat.online() === undefined) await online;
  }

  /** The bot has died: whatever was waited for will not come. */
  waitNoLonger(): void {
    for (const settle of this.#awaited.values()) settle();
  }

  async stop(): Promise<void> {
    await this.#bot?.stop();
    this.#bot = undefined;
  }

  /** The bot is down until an instant: nothing happens meanwhile, and then it starts again. `change` edits its home in between. */
  async isDownUntil(at: string, change?: (home: string) => Promise<void>): Promise<void> {
    await this.stop();
    await change?.(this.home);
    this.#clock.moveTo(instant(at));
    await this.start();
  }

  /** Somebody sets the machine's clock: no time passes, and nothing happens before the next tick. */
  clockJumpsTo(at: string): void {
    this.#clock.jumpTo(instant(at));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.world.close();
    await rm(this.home, { recursive: true, force: true });
  }

  /** Ends a scene: nothing may be left that nobody expected, and all is closed even then. */
  async end(): Promise<void> {
    try {
      this.expectsNothing();
    } finally {
      await this.close();
    }
  }

  /** Somebody writes one-to-one, and is answered before this resolves. */
  async says(who: string, text: string, more: Partial<SayOptions> = {}): Promise<string> {
    return this.#heard((id) => this.world.hub.say({ from: this.account(who), text, id, ...more }), more.id);
  }

  /** Somebody writes in the group; with `mention` to the bot. */
  async saysInGroup(who: string, text: string, mention = true): Promise<string> {
    const room = this.room();
    return this.#heard((id) => this.world.hub.say({ from: this.account(who), text, room, mentionBot: mention, id }));
  }

  /** Any other thing somebody may do in the chat; `act` gets the message id to use, or returns the one it used. */
  async does(act: (hub: ChatWorld['hub'], id: string) => unknown): Promise<string> {
    return this.#heard((id) => act(this.world.hub, id));
  }

  /** A message that was heard before arrives once more. */
  async again(id: string): Promise<void> {
    await this.#heard(() => this.world.hub.deliverAgain(id), id);
  }

  account(who: string): string {
    const account = this.#accounts.get(who);
    if (account === undefined) throw new Error(`nobody is called ${who}`);
    return account;
  }

  room(): string {
    for (const [id, name] of this.#names) if (name === '群') return id;
    throw new Error('there is no group');
  }

  /** The next message to somebody (`群`: to the group) holds each of these, in whatever order; returns it. */
  expects(who: string, ...parts: (string | RegExp)[]): string {
    const index = this.#unread.findIndex(({ to }) => to === who);
    const [found] = index < 0 ? [] : this.#unread.splice(index, 1);
    if (found === undefined) throw new Error(`nothing was sent to ${who}; unread: ${JSON.stringify(this.#unread, null, 1)}`);
    for (const part of parts) {
      if (typeof part === 'string') expect(found.text).toContain(part);
      else expect(found.text).toMatch(part);
    }
    return found.text;
  }

  /** Exactly this text. */
  expectsExactly(who: string, text: string): void {
    expect(this.expects(who)).toBe(text);
  }

  /** Takes all messages to everybody of one kind, by a text in it; returns to whom they went. */
  takeAll(part: string | RegExp): string[] {
    const matches = ({ text }: Heard): boolean => (typeof part === 'string' ? text.includes(part) : part.test(text));
    const taken = this.#unread.filter(matches);
    for (const one of taken) this.#unread.splice(this.#unread.indexOf(one), 1);
    return taken.map(({ to }) => to);
  }

  /** All messages nobody has looked at yet, by whom they went to. */
  takeEverything(): Map<string, string[]> {
    const taken = new Map<string, string[]>();
    for (const { to, text } of this.#unread.splice(0)) taken.set(to, [...(taken.get(to) ?? []), text]);
    return taken;
  }

  /** Nothing was sent that was not expected. */
  expectsNothing(): void {
    expect(this.#unread).toEqual([]);
  }

  /** Lets time pass until an instant, everything at its time. */
  async until(at: string): Promise<void> {
    await fastForward(this.bot.world, this.bot.engine, this.#clock, instant(at), () => this.bot.idle());
  }

  /** Lets a duration pass: `90s`, `2h`, or `2wd`, which ends with the work hours of the second workday. */
  async pass(duration: string): Promise<void> {
    const parsed = parseDuration(duration);
    if (parsed === undefined) throw new Error(`not a duration: ${duration}`);
    const { settings, calendar } = this.bot.world.config();
    const to = resolveDeadline(parsed, this.now(), { timezone: settings.timezone, workHours: settings.workHours, calendar });
    await fastForward(this.bot.world, this.bot.engine, this.#clock, to, () => this.bot.idle());
  }

  async #heard(act: (id: string) => unknown, forced?: string): Promise<string> {
    const given = forced ?? `said-${(counter += 1)}`;
    let settle = (): void => undefined;
    const dealtWith = new Promise<void>((resolve) => {
      settle = resolve;
    });
    this.#awaited.set(given, settle);
    const used = act(given);
    const id = typeof used === 'string' ? used : given;
    this.#awaited.delete(given);
    this.#awaited.set(id, settle);
    // A message that is never dealt with must fail the scene, not leave it, and its Redis, waiting for ever.
    await within(dealtWith, `${id} was never dealt with; unread: ${JSON.stringify(this.#unread)}`);
    this.#awaited.delete(id);
    await this.#bot?.idle();
    return id;
  }
}

/** A `schedules/` folder of the home's own stands in for the shipped one; one that a scene has made is left as it is. */
/** The daily head of the audit trail would stand between all else that a scene expects; the scene about it names its own. */
async function withoutCustodian(home: string): Promise<void> {
  const path = join(home, 'settings.yaml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^custodian:.*\n/mu, ''));
}

async function takeSchedules(home: string, ids: readonly string[] | 'all'): Promise<void> {
  const folder = join(home, 'schedules');
  if (ids === 'all' || existsSync(folder)) return;
  await mkdir(folder);
  for (const id of ids) await cp(join(shippedSchedules, `${id}.yaml`), join(folder, `${id}.yaml`));
}

let counter = 0;
const patienceMs = 30_000;

async function within(work: Promise<void>, complaint: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), patienceMs);
  });
  await Promise.race([work, impatience]).finally(() => clearTimeout(timer));
}

export function instant(at: string): number {
  return dayjs.tz(at, 'Asia/Shanghai').valueOf();
}
