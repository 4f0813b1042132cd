import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { Reply } from '../../src/domain/cycle.js';
import { minuteMs, secondMs } from '../../src/domain/time.js';
import { sized } from '../harness/fault-sizes.js';
import { openLiveTown, storedIn, type Heard, type LiveTown } from '../harness/live-town.js';
import { startedLines } from '../harness/siege-books.js';
import { cycleOf } from '../harness/siege.js';
import { liaisonOf, words } from '../harness/villages.js';

/** Longer than a command waits, so that people hear of it. */
const awayMs = sized(13, 60) * secondMs;
/** How often somebody writes meanwhile. */
const everyMs = sized(300, 500);
const recoveredWithinMs = 30 * secondMs;
/** They are reminded, and never write. */
const silentCount = 20;
const writersCount = Math.ceil(awayMs / everyMs);

const notStored = /拿不准存没存上/u;
const receipt = /问题：(\S+)[\s\S]*回执 (\d+)/u;

type Fault = 'is frozen' | 'is cut off' | 'has its answers swallowed';

function strike(fault: Fault, { redis, line }: LiveTown): () => void {
  switch (fault) {
    case 'is frozen':
      process.kill(redis.pid, 'SIGSTOP');
      return () => process.kill(redis.pid, 'SIGCONT');
    case 'is cut off':
      line.cut();
      return () => line.mend();
    case 'has its answers swallowed':
      line.swallowReplies();
      return () => line.mend();
    default:
      return fault satisfies never;
  }
}

/** While reminders go out: one is with its reader, and the bot has not noted it yet. */
function strikeInTheMiddle(fault: Fault, town: LiveTown): Promise<() => void> {
  return new Promise((settle) => {
    let reminders = 0;
    const stop = town.onSent((text) => {
      reminders += text.startsWith(words.remind) ? 1 : 0;
      if (reminders < 5) return;
      stop();
      settle(strike(fault, town));
    });
    town.clock.moveTo(town.clock.now() + minuteMs);
  });
}

/** Scripts are carried out whose answers are lost, and the client sends them again. */
async function shakeLine({ line, says, heard }: LiveTown, village: string): Promise<void> {
  for (let shake = 0; shake < sized(8, 50); shake += 1) {
    const text = `摇${shake}x`;
    line.swallowReplies();
    says(village, `1是 2 ${text}`);
    await pause(shake % 4);
    line.hangUp();
    line.mend();
    await heard.next((one) => isAnswerTo(village, one) && (one.text.includes(text) || notStored.test(one.text)));
  }
}

/** Somebody writes every now and then; resolves when each of them has heard that it is stored, or that it may not be. */
async function writeMeanwhile({ says, heard }: LiveTown, writers: readonly string[]): Promise<void> {
  const answered: Promise<unknown>[] = [];
  for (const village of writers) {
    says(village, `1是 2 先${village}`);
    answered.push(heard.next((one) => isAnswerTo(village, one)));
    await pause(everyMs);
  }
  await Promise.all(answered);
}

/** Writes until it is stored, again whenever it may not be; fails after half a minute. */
async function writeUntilStored({ says, heard }: LiveTown, village: string): Promise<void> {
  const giveUp = AbortSignal.timeout(recoveredWithinMs);
  for (let tries = 1; ; tries += 1) {
    says(village, `1是 2 后${tries}${village}`);
    const { text } = await heard.next((one) => isAnswerTo(village, one));
    if (receipt.test(text)) return;
    giveUp.throwIfAborted();
  }
}

function isAnswerTo(village: string, { to, text }: Heard): boolean {
  return to === liaisonOf(village) && (receipt.test(text) || notStored.test(text));
}

function textsOf(versions: readonly Reply[]): string[] {
  return versions.flatMap(({ answers }) => (answers['issue']?.type === 'text' ? [answers['issue'].text] : []));
}

describe.concurrent('while Redis', () => {
  const faults: Fault[] = ['is frozen', 'is cut off', 'has its answers swallowed'];
  const timeout = sized(1.5, 5) * minuteMs;
  test.each(faults)('%s, whoever writes is answered, and nothing is lost or done twice', { timeout }, async (fault) => {
    const town = await openLiveTown(silentCount + writersCount + 2);
    try {
      await town.asks();
      const { villages, heard, clock, bot } = town;
      const silent = villages.slice(0, silentCount);
      const [patient = '', shaken = '', ...writers] = villages.slice(silentCount);
      await shakeLine(town, shaken);
      const mend = await strikeInTheMiddle(fault, town);
      // The lease on the account runs out meanwhile: nobody else can have taken it, so the line is not hung up.
      clock.moveTo(clock.now() + minuteMs);
      await writeMeanwhile(town, writers);
      mend();
      await writeUntilStored(town, patient);
      const told = heard.all.filter(({ to, text }) => to !== liaisonOf(patient) && notStored.test(text)).map(({ to }) => to);
      expect(new Set(told).size).toBe(told.length);
      expect(told.length).toBeGreaterThan(0);

      // Whatever was stored after all is receipted once its lease is over; whoever still has no receipt writes again, as they were told.
      // By less than what would be an outage.
      for (let minutes = 0; minutes < 3; minutes += 1) {
        clock.moveTo(clock.now() + minuteMs);
        await bot.engine.tick(clock.now());
      }
      const receipted = (): Set<string> => new Set(heard.all.filter(({ text }) => receipt.test(text)).map(({ to }) => to));
      await Promise.all(
        writers.filter((village) => !receipted().has(liaisonOf(village))).map((village) => writeUntilStored(town, village)),
      );
      const stored = await storedIn(town);
      for (const { to, text } of heard.all) {
        const [, answer = ''] = receipt.exec(text) ?? [];
        const village = villages.find((id) => liaisonOf(id) === to) ?? '';
        if (answer !== '') expect(textsOf(stored.get(village) ?? [])).toContain(answer);
      }
      for (const versions of stored.values()) expect(new Set(textsOf(versions)).size).toBe(versions.length);
      await vi.waitFor(async () => expect(await bot.world.stores.outbox.nextDue('normal')).toBeUndefined(), { timeout: recoveredWithinMs });
      expect(await bot.world.stores.outbox.open('unknown', 100)).toEqual([]);
      const started = startedLines(heard.all);
      expect([...started].filter(([, times]) => times > 1)).toEqual([]);
      expect(silent.filter((id) => !started.has(`${liaisonOf(id)}: ${words.remind} ${id}村 ${cycleOf(0).title}`))).toEqual([]);
    } finally {
      await town.close();
    }
  });
});
