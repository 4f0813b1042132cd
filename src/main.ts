/** The composition root of the bot: home → stores → chat → engine → heartbeat, and the way back. */
import { join } from 'node:path';
import { openAlarms } from './adapters/alarm/open-alarms.js';
import { startHeartbeat } from './adapters/cron/heartbeat.js';
import { lockHome } from './adapters/files/home-lock.js';
import { openFollower } from './adapters/webhook/follower.js';
import { post } from './adapters/webhook/post.js';
import { sign } from './adapters/webhook/sign.js';
import type { ChatConnection, ChatOptions } from './adapters/wechaty/chat-options.js';
import { startChat } from './adapters/wechaty/start-chat.js';
import type { Chance } from './application/chance-port.js';
import type { Chat, Inbound } from './application/chat-port.js';
import type { FileDesk } from './application/desk-port.js';
import type { LongWorkOffice } from './application/long-work-port.js';
import { createEngine, type Engine } from './application/engine.js';
import { createHearing, type Hearing } from './application/hear.js';
import type { Metrics } from './application/metrics-port.js';
import type { Pictures } from './application/picture-port.js';
import type { Clock, Log } from './application/ports.js';
import { createWebhookTeller } from './application/tell-webhook.js';
import type { World } from './application/world.js';
import { PermanentError } from './domain/errors.js';
import type { Settings } from './domain/settings.js';
import { minuteMs, secondMs } from './domain/time.js';
import { alarmReceiver } from './main/alarm-receiver.js';
import { inheritAccount } from './main/inherit-account.js';
import { longWorkOffice, startLongWork } from './main/long-work.js';
import { metered } from './main/metered.js';
import { openHome } from './main/open-home.js';
import { dataFolder, noChat, openWorld } from './main/open-world.js';
import { bounded, unlessStopped } from './main/stopping.js';
import { takeUpWebhooks } from './main/take-up-webhooks.js';
import { webhookReceivers } from './main/webhook-receivers.js';

export interface BotOptions {
  folder: string;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  log: Log;
  puppet: ChatOptions['puppet'];
  onScan?: ChatOptions['onScan'];
  onState?: ChatOptions['onState'];
  onWarning?(warning: string): void;
  /** Called after a message has been dealt with. */
  onHeard?(messageId: string): void;
  chatTimes?: ChatOptions['times'];
  /** How long to wait for an outside Redis; 10 s unless told. */
  patienceMs?: number;
  /** Told of what is worth counting. */
  metrics?: Metrics;
  /** Where draws have their secrets from; the machine's own unless told. */
  chance?: Chance;
  random?: () => number;
  /** Draws what goes along with words; absent: the words are all. */
  pictures?: Pictures;
  /** False: this process never takes the chat account; it works through what is due for one that does. */
  courier?: boolean;
  /** Once aborted, a start under way is undone and rejects with the signal's reason. */
  stopping?: AbortSignal;
  /** False: time only moves by the hand of whoever started the bot. */
  heartbeat?: boolean;
  /** True: this process carries out long work. */
  longWork?: boolean;
}

export interface Bot {
  world: World;
  engine: Engine;
  hearing: Hearing;
  /** Where the office changes the files of the home. */
  desk: FileDesk;
  office: LongWorkOffice;
  /** Resolves when all that was heard has been dealt with. */
  idle(): Promise<void>;
  /** Ends within 5 s; what is under way is either done or known not to be. */
  stop(): Promise<void>;
}

/** A beat may wait for one send, which the chat bounds at 60 s. */
const hungAfterMs = 2 * minuteMs;
/** Together less than the 5 s within which a bot has to be gone. */
const goodbyesMs = {
  heartbeat: 1 * secondMs,
  chat: 1.5 * secondMs,
  lastWord: 0.5 * secondMs,
  seal: 0.3 * secondMs,
  lease: 0.3 * secondMs,
  webhooks: 0.3 * secondMs,
  alarms: 0.3 * secondMs,
};

/** Starts the bot. Throws a ValidationError listing what is wrong in the files, or a PermanentError that says why it cannot run here. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { folder, clock, log } = options;
  const home = await openHome(folder, clock.now());
  for (const warning of home.warnings) options.onWarning?.(warning);
  options.stopping?.throwIfAborted();
  const lock = await lockHome(folder);
  if (!lock.ok) throw new PermanentError('home-taken', `another copy is running on ${folder}, process ${lock.pid}`);
  const undo: (() => Promise<void>)[] = [() => lock.release()];
  let settings = (): Settings => home.config.settings;
  const unwind = async (): Promise<void> => {
    for (const step of undo.toReversed()) {
      await step().catch((error: unknown) => log.error({ err: error }, 'a part of the bot did not end well'));
    }
  };
  try {
    const alarms = await openAlarms({
      file: join(dataFolder(folder), 'alarms.json'),
      committee: home.config.roster.committee,
      clock,
      log,
      post,
      receiver: alarmReceiver(options.env, () => settings()),
    });
    undo.push(() => bounded(alarms.stop(), goodbyesMs.alarms));
    const line = createLine(options);
    const opened = await openWorld({ home, ...options, chat: line.chat, alarms, use: 'bot' });
    undo.push(() => opened.close());
    options.stopping?.throwIfAborted();
    const world = options.metrics === undefined ? opened.world : metered(opened.world, options.metrics);
    settings = () => world.config().settings;
    if (options.courier !== false) await inheritAccount(world);
    const receivers = webhookReceivers(options.env, () => settings());
    await takeUpWebhooks(world, receivers());
    const follower = openFollower({
      receivers,
      tell: createWebhookTeller(world, { post, sign }),
      // What is not given back runs out.
      yield: (id) => world.stores.webhooks.yield(id, world.processId).catch(() => undefined),
      clock,
      alarms,
      log,
    });
    undo.push(() => bounded(follower.stop(), goodbyesMs.webhooks));
    const hearing = createHearing(world);
    const engine = createEngine(world, {
      courier: options.courier ?? true,
      alone: !options.env['REDIS_URL'],
      noteReplies: () => hearing.noted(),
    });
    line.hear = async (message) => {
      await hearing.hear(message);
      options.metrics?.heard();
      options.onHeard?.(message.id);
    };
    undo.push(() =>
      bounded(
        world.stores.household.yieldCourier(world.processId).catch(() => undefined),
        goodbyesMs.lease,
      ),
    );
    // A store that is away is sealed by the next start.
    undo.push(() =>
      bounded(
        engine.seal(clock.now()).catch(() => undefined),
        goodbyesMs.seal,
      ),
    );
    // What was heard already is stored before the store closes; its receipt waits for the next start.
    undo.push(() => bounded(hearing.idle(), goodbyesMs.lastWord));
    undo.push(() => bounded(line.hangUp(), goodbyesMs.chat));
    const beat = async (): Promise<void> => {
      follower.wake();
      const since = performance.now();
      await engine.tick(clock.now());
      options.metrics?.ticked(performance.now() - since);
      if (engine.holdsAccount()) await line.pickUp();
      else if (!engine.mayListen()) await line.hangUp();
    };
    await (options.stopping === undefined ? beat() : unlessStopped(beat(), options.stopping));
    const office = longWorkOffice(world, opened);
    const worker = options.longWork === true ? await startLongWork(world, office, opened) : undefined;
    let stopHeartbeat = (): Promise<void> => Promise.resolve();
    // Both at once: together they have as long as one.
    undo.push(async () => void (await Promise.all([stopHeartbeat(), worker?.stop()])));
    if (options.heartbeat !== false) {
      const onError = (error: unknown): void => log.error({ err: error }, 'a beat failed');
      const onHung = (runningMs: number): void => {
        log.error({ runningMs }, 'a beat hangs and is given up');
        alarms.raise('tick-failing', { code: 'hung' });
        engine.giveUp();
      };
      const heartbeat = startHeartbeat(beat, { onError, onHung, hungAfterMs });
      stopHeartbeat = () => bounded(heartbeat.stop(), goodbyesMs.heartbeat);
    }
    return { world, engine, hearing, desk: opened.desk, office, idle: () => hearing.idle(), stop: once(unwind) };
  } catch (error) {
    await unwind();
    throw error;
  }
}

/** The account's line: only the process that holds the account picks up, hears and sends. */
function createLine(options: BotOptions): {
  chat: Chat;
  hear: (message: Inbound) => Promise<void>;
  pickUp(): Promise<void>;
  hangUp(): Promise<void>;
} {
  const { clock, log, onScan, onState, chatTimes } = options;
  let connection: ChatConnection | undefined;
  const line = {
    chat: {
      online: () => connection?.online(),
      send: (to, content, mayGo) => connection?.send(to, content, mayGo) ?? Promise.resolve({ kind: 'offline' }),
      knows: (account) => (connection ?? noChat).knows(account),
      restricted: () => connection?.restricted?.() ?? false,
    } satisfies Chat,
    hear: (_message: Inbound): Promise<void> => Promise.resolve(),
    async pickUp() {
      connection ??= await startChat({
        puppet: options.puppet,
        memory: join(dataFolder(options.folder), 'wechaty'),
        onInbound: (message) => line.hear(message),
        log,
        now: () => clock.now(),
        ...(onScan === undefined ? {} : { onScan }),
        ...(onState === undefined ? {} : { onState }),
        ...(chatTimes === undefined ? {} : { times: chatTimes }),
      });
    },
    async hangUp() {
      const open = connection;
      connection = undefined;
      await open?.stop();
    },
  };
  return line;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
