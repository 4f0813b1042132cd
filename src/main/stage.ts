/** A sample township on stage: a fresh copy of its home, the bot as it starts in earnest, and a chat in which anybody can be spoken for. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalHub } from '../adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../adapters/wechaty/resolve-puppet.js';
import { fastForward, type MovableClock } from '../application/fast-forward.js';
import type { Log } from '../application/ports.js';
import { parseDuration } from '../domain/duration.js';
import type { Roster } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { resolveDeadline } from '../domain/workdays.js';
import { startBot, type Bot } from '../main.js';
import { exampleHome, openHome } from './open-home.js';
import { unlessStopped } from './stopping.js';

/** Where something was said: one-to-one with a person, or in a group; by name. */
export interface Place {
  kind: 'person' | 'group';
  name: string;
}

export interface StageOptions {
  clock: MovableClock;
  log: Log;
  /** The bot said something. */
  onSaid(place: Place, text: string): void;
  /** True: time also passes by itself. */
  heartbeat: boolean;
  /** Once aborted, the setting of the stage and the passing of time reject with the signal's reason. */
  stopping: AbortSignal;
}

export interface Stage {
  bot: Bot;
  roster: Roster;
  /** Somebody speaks; resolves when the bot has dealt with it. False: nobody, or no group, of that name. */
  speak(speech: { who: string; group?: string; text: string }): Promise<boolean>;
  /** Lets time pass, everything at its time. */
  moveTo(at: Instant): Promise<void>;
  /** `2wd` from now; undefined: not a duration, or none that leads ahead. */
  after(duration: string): Instant | undefined;
  close(): Promise<void>;
}

/** What can be sent instead of words. */
const things: Record<string, 'voice' | 'sticker' | 'photo'> = { '[语音]': 'voice', '[表情]': 'sticker', '[照片]': 'photo' };

export async function openStage(options: StageOptions): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'zerentian-demo-'));
  const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return await setStage(options, folder, clear);
  } catch (error) {
    await clear();
    throw error;
  }
}

async function setStage(options: StageOptions, folder: string, clear: () => Promise<void>): Promise<Stage> {
  const { clock, stopping } = options;
  await cp(exampleHome, folder, { recursive: true, filter: (path) => !path.endsWith('/data') });
  const { config } = await openHome(folder, clock.now());
  const { roster } = config;
  const hub = openHub(roster, clock);
  const heard = new Map<string, () => void>();
  const bot = await startBot({
    ...options,
    folder,
    env: withoutRedis(process.env),
    puppet: await unlessStopped(resolvePuppet('local', hub), stopping),
    onHeard: (id) => heard.get(id)?.(),
  });
  const stopListening = hub.onSent(({ to, text }) => options.onSaid(placeOf(roster, to), text));
  const steps: MovableClock = {
    now: () => clock.now(),
    moveTo: (at) => {
      stopping.throwIfAborted();
      clock.moveTo(at);
    },
  };
  const moveTo = (at: Instant): Promise<void> => fastForward(bot.world, bot.engine, steps, at, () => bot.idle());
  return {
    bot,
    roster,
    async speak(speech) {
      const id = speakOn(hub, roster, speech);
      if (id === undefined) return false;
      await new Promise<void>((settle) => heard.set(id, settle));
      heard.delete(id);
      return true;
    },
    moveTo,
    after(duration) {
      const parsed = parseDuration(duration);
      const { settings, calendar } = config;
      if (parsed === undefined) return undefined;
      const to = resolveDeadline(parsed, clock.now(), { timezone: settings.timezone, workHours: settings.workHours, calendar });
      return to > clock.now() ? to : undefined;
    },
    async close() {
      stopListening();
      await bot.stop();
      await clear();
    },
  };
}

function openHub(roster: Roster, clock: MovableClock): LocalHub {
  const contacts = [...roster.people.values()].flatMap(({ accounts, name }) => accounts.map((id) => ({ id, name })));
  const members = contacts.map(({ id }) => id);
  const rooms = [...roster.groups.values()].map(({ id, room, name, topic }) => ({ id: room ?? id, topic: topic ?? name, members }));
  return new LocalHub({ contacts, rooms, now: () => clock.now() });
}

/** The private Redis is part of what is shown. */
function withoutRedis(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { REDIS_URL: _external, ZERENTIAN_KEY_FILE: _key, ...rest } = env;
  return rest;
}

function speakOn(hub: LocalHub, roster: Roster, { who, group, text }: { who: string; group?: string; text: string }): string | undefined {
  const from = [...roster.people.values()].find(({ name }) => name === who)?.accounts[0];
  if (from === undefined) return undefined;
  const thing = things[text.trim()];
  if (group === undefined) {
    if (thing === 'photo') return hub.photo({ from, bytes: samplePhoto });
    return thing === undefined ? hub.say({ from, text }) : hub[thing]({ from });
  }
  const found = [...roster.groups.values()].find(({ name }) => name === group);
  if (found === undefined) return undefined;
  const room = found.room ?? found.id;
  const mention = `@${hub.bot.name}`;
  const words = text.trim();
  if (!words.startsWith(mention)) return hub.say({ from, room, text });
  return hub.say({ from, room, text: words.slice(mention.length).trimStart(), mentionBot: true });
}

function placeOf(roster: Roster, to: { kind: 'account' | 'room'; id: string }): Place {
  if (to.kind === 'account') {
    const person = [...roster.people.values()].find(({ accounts }) => accounts.includes(to.id));
    return { kind: 'person', name: person?.name ?? to.id };
  }
  const group = [...roster.groups.values()].find(({ room, id }) => room === to.id || id === to.id);
  return { kind: 'group', name: group?.name ?? to.id };
}

/** The smallest picture there is: one white dot. */
const samplePhoto = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64');
