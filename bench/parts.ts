/** What the parts of an answer that no code of ours can do without take by themselves, one after the other and warm: a floor for answers.ts. */
import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { openVault } from '../src/adapters/crypto/vault.js';
import { samples } from '../src/application/messages.js';
import { readPrompt } from '../src/domain/reading/index.js';
import { isAsking } from '../src/domain/schedule.js';
import { openHome } from '../src/main/open-home.js';
import { openLocalWorld } from '../test/harness/grpc-puppet.js';
import { fiveQuestions, workingClock, writeCounty } from './county.js';
import { startEcho } from './echo.js';
import { openBenchRedis, type BenchRedis } from './private-redis.js';
import { inFlight } from './rounds.js';
import type { Row, Topic } from './topic.js';
import { typedBy } from './typing.js';
import { Used } from './used.js';

const rounds = 6;
const times = 4_000;
const width = 20;
const accounts = Array.from({ length: times }, (_, no) => `wxid_${no}`);

/** So many times. */
type Part = (round: number) => unknown;

export const parts: Topic = {
  name: 'parts',
  async run() {
    const redis = await openBenchRedis();
    const echo = await startEcho(accounts, openLocalWorld);
    const { reading, wording } = await wordsOfAnswers();
    const takers: [what: string, part: Part][] = [
      [
        'Wechaty with the embedded puppet hears a text and says one, 20 in flight',
        (round) => echo.round(accounts, width, (no) => typedBy(no, round)),
      ],
      ['two commands as large as look-up and recording, to a script that does nothing, 20 in flight', await twoCommands(redis)],
      ['two seals of 500 characters and a SHA-256', sealing()],
      ['five answers are read', reading],
      ['a receipt is worded', wording],
    ];
    try {
      const used = takers.map(() => new Used());
      for (let round = 0; round <= rounds; round += 1)
        for (const [i, [, part]] of takers.entries()) await used[i]?.during(times, async () => part(round));
      return rowsOf(takers.map(([what], i) => ({ what, us: used[i]?.us ?? Number.NaN })));
    } finally {
      await echo.stop();
      await redis.stop();
    }
  },
};

function rowsOf(found: readonly { what: string; us: number }[]): Row[] {
  const all = found.reduce((sum, { us }) => sum + us, 0);
  const row = (what: string, us: number): Row => ({
    work: `part of an answer: ${what}`,
    aim: 'none: a floor',
    measured: `${us.toFixed(0)} µs`,
  });
  return [...found.map(({ what, us }) => row(what, us)), row('all of these together', all)];
}

async function wordsOfAnswers(): Promise<{ reading: Part; wording: Part }> {
  const county = await writeCounty(1);
  const { config, texts } = await openHome(county.home, workingClock().now());
  await rm(county.home, { recursive: true });
  const schedule = config.schedules.get(fiveQuestions);
  if (schedule === undefined || !isAsking(schedule)) throw new Error('the schedule is missing');
  const said = ['receipt', 'cycle-name', 'date', 'date', 'day', 'answer', 'answer', 'answer', 'answer', 'answer'] as const;
  return {
    reading(round) {
      for (let no = 0; no < times; no += 1) {
        const { kind } = readPrompt(schedule, typedBy(no, round), { today: '2026-08-25' });
        if (kind !== 'answers') throw new Error(`not read as answers but as ${kind}`);
      }
    },
    wording() {
      for (let no = 0; no < times; no += 1) for (const name of said) texts.render(name, samples[name]);
    },
  };
}

function sealing(): Part {
  const vault = openVault(randomBytes(32));
  const [key, plain] = [vault.newDataKey(), 'x'.repeat(500)];
  return () => {
    for (let no = 0; no < times; no += 1) {
      createHash('sha256')
        .update(vault.seal(key, plain, `answer ${no}`))
        .digest('base64url');
      vault.seal(key, plain, `receipt ${no}`);
    }
  };
}

/** Of a look-up with ten keys and a recording with thirteen keys and twenty arguments, two of which are sealed. */
async function twoCommands({ bare }: BenchRedis): Promise<Part> {
  const sha = String(await bare.script('LOAD', 'return {}'));
  const names = (count: number): string[] => Array.from({ length: count }, (_, no) => `zrt:{bench}:cycle:monthly-20260825-0900:${no}`);
  const [few, many] = [names(10), names(13)];
  const [short, sealed] = [Array.from({ length: 26 }, () => 'HGET'), randomBytes(375).toString('base64url')];
  const recorded = [...Array.from({ length: 18 }, (_, no) => `argument ${no}`), sealed, sealed];
  return () =>
    inFlight(accounts, width, async () => {
      await bare.evalsha(sha, few.length, ...few, ...short);
      await bare.evalsha(sha, many.length, ...many, ...recorded);
    });
}
