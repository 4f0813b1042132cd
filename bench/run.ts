/** `npm run bench`: how fast the bot is against a floor measured in the same run. Prints a table (Markdown) of medians and ratios. */
import { open, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAnsweringBot } from './answers.js';
import { startEcho } from './echo.js';
import { openRecording } from './recording.js';
import { inTurns, type Measured } from './rounds.js';

const answer = '1是 2 3次 3A 4 8.20 5无';
/** The floors are so much faster that their rounds would be over before the machine's other work could disturb them alike. */
const floorTimes = 10;
const conversations = { rounds: 7, answers: 600, width: 20 };
const writes = { rounds: 7, records: 1_000, width: 50 };
const flushes = 100;

/** Median milliseconds of a flush of some kilobytes to disk: what each durable write waits for at least. */
async function flushMs(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-bench-'));
  const file = await open(join(folder, 'flush'), 'w');
  const took: number[] = [];
  for (let i = 0; i < flushes; i += 1) {
    await file.write(Buffer.alloc(4096, i));
    const startedAt = performance.now();
    await file.datasync();
    took.push(performance.now() - startedAt);
  }
  await file.close();
  await rm(folder, { recursive: true });
  return took.sort((one, other) => one - other)[flushes / 2] ?? 0;
}

/** An echo of every answer, against answers that are read, stored durably and receipted. */
async function measureConversations(): Promise<{ floor: Measured; measured: Measured }> {
  const { rounds, answers, width } = conversations;
  const bot = await startAnsweringBot(answers * (rounds + 1));
  const accounts = (round: number): readonly string[] => bot.accounts.slice(round * answers, (round + 1) * answers);
  const echo = await startEcho(bot.accounts);
  const echoing = Array.from({ length: floorTimes }, () => bot.accounts.slice(0, answers)).flat();
  try {
    return await inTurns(
      {
        floor: () => echo.round(echoing, answer, width),
        measured: (round) => bot.round(accounts(round), answer, width),
      },
      rounds,
    );
  } finally {
    await echo.stop();
    await bot.stop();
  }
}

/** A script that sets one field, against the script that records an answer. */
async function measureWrites(): Promise<{ floor: Measured; measured: Measured }> {
  const { rounds, records, width } = writes;
  const recording = await openRecording();
  try {
    return await inTurns(
      { floor: () => recording.floor(records * floorTimes, width), measured: () => recording.record(records, width) },
      rounds,
    );
  } finally {
    await recording.stop();
  }
}

function cells({ perSecond, range: [slowest, fastest] }: Measured): string {
  return `${perSecond.toFixed(0)} (${slowest.toFixed(0)} to ${fastest.toFixed(0)})`;
}

const flush = await flushMs();
const said = await measureConversations();
const stored = await measureWrites();
const rows = [
  { what: `answer and receipt / bare echo, ${conversations.width} in flight`, ...said },
  { what: `recording script / bare EVALSHA of one HSET, ${writes.width} in flight`, ...stored },
];
const [load = 0] = loadavg();
console.log('| | floor, per second | bot, per second | ratio |\n| --- | ---: | ---: | ---: |');
for (const { what, floor, measured } of rows) {
  console.log(`| ${what} | ${cells(floor)} | ${cells(measured)} | ${(measured.perSecond / floor.perSecond).toFixed(3)} |`);
}
console.log(`\nMedians of ${conversations.rounds} rounds by turns, slowest to fastest in brackets; one round before them is not counted.`);
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores, load ${load.toFixed(1)}; a flush to disk takes ${flush.toFixed(2)} ms.`,
);
