/** A sample township on stage: a fresh copy of its home, the bot as it starts in earnest, and a chat in which anybody can be spoken for. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPictures } from '../adapters/picture/open-pictures.js';
import { resolvePuppet } from '../adapters/wechaty/resolve-puppet.js';
import type { Chance } from '../application/chance-port.js';
import { fastForward, type MovableClock } from '../application/fast-forward.js';
import type { Log } from '../application/ports.js';
import { parseDuration } from '../domain/duration.js';
import type { Roster } from '../domain/roster.js';
import { secondMs, type Instant } from '../domain/time.js';
import { resolveDeadline } from '../domain/workdays.js';
import { startBot, type Bot } from '../main.js';
import { openHub, placeOf, placeOfSpeech, speakOn, type Place, type Speech } from './cast.js';
import { inTurn } from './in-turn.js';
import { moveToNextWord } from './next-word.js';
import { exampleHome, exampleSchedules, openHome, shipped } from './open-home.js';
import { pictureFiles } from './picture-files.js';
import { unlessStopped } from './stopping.js';

export interface StageOptions {
  clock: MovableClock;
  log: Log;
  /** The bot said something; of a photo or picture the text is its file name. */
  onSaid(place: Place, text: string, photo?: Uint8Array): void;
  /** Somebody is about to say something that can be said. */
  onSpeech?(speech: Speech, place: Place): void;
  /** Time begins to be let pass, or has passed. */
  onMoving?(moving: boolean): void;
  /** True: time also passes by itself. */
  heartbeat: boolean;
  /** As World.chance. */
  chance?: Chance;
  /** As World.random. */
  random?: () => number;
  /** Once aborted, the setting of the stage and the passing of time reject with the signal's reason. */
  stopping: AbortSignal;
}

/** What is asked of a stage at the same time from two sides happens one after the other. */
export interface Stage {
  bot: Bot;
  /** How it is called in the chat. */
  botName: string;
  /** The people as they count now. */
  roster(): Roster;
  /** Somebody speaks; resolves when the bot has dealt with it. False: nobody, or no group, of that name. */
  speak(speech: Speech): Promise<boolean>;
  /** Somebody edits a file of the home: `from` becomes `to`, and is in force when this resolves. False: `from` does not stand in it once. */
  change(edit: { file: string; from: string; to: string }): Promise<boolean>;
  /** Lets time pass, everything at its time. */
  moveTo(at: Instant): Promise<void>;
  /** Lets time pass until the bot has said something and what goes with it; false: nothing is said for as long as anybody would wait. */
  moveToNextWord(): Promise<boolean>;
  /** `2wd` from now; undefined: not a duration, or none that leads ahead. */
  after(duration: string): Instant | undefined;
  close(): Promise<void>;
}

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
  // What a committee adds to the working set once it has a plan of its own.
  for (const from of [join(shipped, 'schedules'), exampleSchedules]) await cp(from, join(folder, 'schedules'), { recursive: true });
  const { config } = await openHome(folder, clock.now());
  const hub = openHub(config.roster, clock);
  const heard = new Map<string, () => void>();
  const pictures = openPictures({ ...pictureFiles, log: options.log });
  const bot = await startBot({
    ...options,
    pictures,
    longWork: true,
    folder,
    env: withoutRedis(process.env),
    puppet: await unlessStopped(resolvePuppet('local', hub), stopping),
    onHeard: (id) => heard.get(id)?.(),
  });
  const roster = (): Roster => bot.world.config().roster;
  let saidAt: Instant | undefined;
  const stopListening = hub.onSent(({ to, text, photo }) => {
    saidAt = clock.now();
    options.onSaid(placeOf(roster(), to), text, photo);
  });
  const steps: MovableClock = {
    now: () => clock.now(),
    elapsedMs: () => clock.elapsedMs(),
    moveTo: (at) => {
      stopping.throwIfAborted();
      clock.moveTo(at);
    },
  };
  const pass = (at: Instant): Promise<void> => fastForward(bot.world, bot.engine, steps, at, () => bot.idle());
  const moving = async <T>(work: () => Promise<T>): Promise<T> => {
    options.onMoving?.(true);
    return work().finally(() => options.onMoving?.(false));
  };
  const moveTo = (at: Instant): Promise<void> => moving(() => pass(at));
  const turns = inTurn();
  return {
    bot,
    botName: hub.bot.name,
    roster,
    speak: (speech) =>
      turns(async () => {
        const place = placeOfSpeech(roster(), speech);
        if (place === undefined) return false;
        options.onSpeech?.(speech, place);
        const id = speakOn(hub, roster(), speech);
        if (id === undefined) return false;
        await new Promise<void>((settle) => heard.set(id, settle));
        heard.delete(id);
        await bot.idle();
        return true;
      }),
    change: ({ file, from, to }) =>
      turns(async () => {
        const path = join(folder, file);
        const [before = '', after, ...more] = (await readFile(path, 'utf8')).split(from);
        if (after === undefined || more.length > 0) return false;
        await writeFile(path, `${before}${to}${after}`);
        // Seen, and taken up once it has stood still.
        for (let look = 0; look < 2; look += 1) await moveTo(clock.now() + secondMs);
        return true;
      }),
    moveTo: (at) => turns(() => moveTo(at)),
    moveToNextWord: () =>
      turns(() =>
        moving(() =>
          moveToNextWord({ now: () => clock.now(), nextDue: (now) => bot.engine.nextDue(now), moveTo: pass, saidAt: () => saidAt }),
        ),
      ),
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
      await pictures.close();
      await clear();
    },
  };
}

/** The private Redis is part of what is shown, and a play calls no operator. */
function withoutRedis(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { REDIS_URL: _external, ZERENTIAN_KEY_FILE: _key, ZERENTIAN_ALARM_WEBHOOK: _webhook, ...rest } = env;
  return rest;
}
