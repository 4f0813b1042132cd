/**
 * The bot as a process of its own, for tests that kill and stop it: `startBot` as in earnest, by a clock that is moved from outside, in a chat
 * that lives with whoever started the process. Orders come as JSON lines on stdin; what happens is written to descriptor 3, one JSON line
 * each, before the call that brought it about returns: what the bot sent is known outside even when it is killed at that very moment.
 *
 * It runs as plain JavaScript over dist/ (built-bot.ts), since it is started often: values may be imported only from src/ and from what
 * is listed there.
 */
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { LocalHub } from '../../src/adapters/wechaty/puppets/local/hub.js';
import type { HubOptions, SayOptions } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { loadWechaty } from '../../src/adapters/wechaty/load-wechaty.js';
import { resolvePuppet } from '../../src/adapters/wechaty/resolve-puppet.js';
import type { MovableClock } from '../../src/application/fast-forward.js';
import { isTemporary } from '../../src/domain/errors.js';
import { standingClock } from '../../src/main/clocks.js';
import { openHome } from '../../src/main/open-home.js';
import { startBot, type Bot } from '../../src/main.js';
import type { BotEvent, BotOrder, BotStart, HaltPoint } from './bot-orders.js';
import { takeTime } from './slow-platform.js';

let clock = standingClock(0);
const events = 3;
let bot: Bot | undefined;
let hub: LocalHub | undefined;

function tell(event: BotEvent): void {
  const line = Buffer.from(`${JSON.stringify(event)}\n`);
  for (let written = 0; written < line.length; ) written += writeSync(events, line, written);
}

function running(): Bot {
  if (bot === undefined) throw new Error('the bot is not started');
  return bot;
}

async function start({ folder, env, at, heartbeat, sendMs, clockFile, longWork = false }: BotStart): Promise<void> {
  clock = clockFile === undefined ? standingClock(at) : sharedClock(clockFile);
  const { config } = await openHome(folder, at);
  const contacts = [...config.roster.people.values()].flatMap(({ accounts, name }) => accounts.map((id) => ({ id, name })));
  const groups = [...config.roster.groups.values()];
  const options: HubOptions = {
    contacts,
    rooms: groups.map(({ room, name }) => ({ id: room ?? name, topic: name, members: contacts.map(({ id }) => id) })),
    now: () => clock.now(),
  };
  hub = new LocalHub(options);
  const chat = hub;
  takeTime(chat, sendMs);
  chat.onSent(({ to, text, at: sentAt }) => tell({ kind: 'sent', to: to.id, text, at: sentAt }));
  const note =
    (level: 'warn' | 'error') =>
    (facts: object, message: string): void =>
      tell({ kind: 'log', level, message, facts: JSON.stringify(facts, errorsToo) });
  bot = await startBot({
    folder,
    env,
    clock,
    log: { info: () => undefined, warn: note('warn'), error: note('error') },
    puppet: await resolvePuppet('local', chat),
    heartbeat,
    longWork,
    random: () => 0,
    chatTimes: { backoffMs: [20, 200] },
    onState: (state) => tell({ kind: 'state', state }),
    onHeard: (id) => tell({ kind: 'heard', id }),
  });
}

/** Also for a process that was stopped it is at once as late as for all others. */
function sharedClock(file: string): MovableClock {
  const now = (): number => Number(readFileSync(file, 'utf8'));
  return { now, elapsedMs: now, moveTo: () => undefined };
}

function errorsToo(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { name: value.name, message: value.message, ...('code' in value ? { code: value.code } : {}) };
}

/** What stops is the whole process, as by SIGSTOP from outside, before it has looked at the store's answer. */
function haltNext({ world }: Bot, at: HaltPoint): void {
  const places = { claimed: [world.stores.outbox, 'claim'], 'units-read': [world.stores.cycles, 'records'] } as const;
  const [store, method] = places[at];
  const run = Reflect.get(store, method) as (...args: unknown[]) => Promise<unknown[] | Map<unknown, unknown>>;
  Reflect.set(store, method, async (...args: unknown[]) => {
    const result = await run.apply(store, args);
    if ((result instanceof Map ? result.size : result.length) === 0) return result;
    Reflect.set(store, method, run);
    tell({ kind: 'halted', at });
    process.kill(process.pid, 'SIGSTOP');
    return result;
  });
}

async function carryOut(order: BotOrder): Promise<unknown> {
  switch (order.op) {
    case 'start':
      return start(order);
    case 'next-due':
      return (await running().engine.nextDue(clock.now())) ?? null;
    case 'tick': {
      const { world, engine } = running();
      // What lies in between counts as watched: it is no outage.
      const online = world.chat.online() !== undefined;
      if (order.to > clock.now()) await world.stores.household.beat(order.to, Number.POSITIVE_INFINITY, online);
      clock.moveTo(order.to);
      return engine.tick(order.to);
    }
    case 'halt':
      return haltNext(running(), order.at);
    case 'say':
      return hub?.say({ ...(order.said satisfies SayOptions) });
    case 'again':
      return hub?.deliverAgain(order.id);
    case 'idle':
      return running().idle();
    case 'step-due':
      return (await running().world.stores.cycles.nextDue(order.cycle)) ?? null;
    case 'unknown':
      return running().world.stores.outbox.open('unknown', 1_000);
    case 'holds':
      return running().engine.holdsAccount();
    case 'versions': {
      const { replies } = running().world.stores;
      return Promise.all(order.units.map((unit) => replies.versions(order.cycle, unit)));
    }
    case 'end':
      return bot?.stop();
    default:
      return order satisfies never;
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { no, order } = JSON.parse(line) as { no: number; order: BotOrder };
  carryOut(order).then(
    (result) => tell({ kind: 'done', no, result: result ?? null }),
    (error: unknown) =>
      tell({
        kind: 'failed',
        no,
        temporary: isTemporary(error),
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
await loadWechaty();
tell({ kind: 'loaded' });
