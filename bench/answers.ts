/** Whole answers to a self-check of five questions: each is read, stored durably and receipted. Against an echo, and against the plainest store. */
import { Redis } from 'ioredis';
import { privatePlace } from '../src/adapters/redis/private-place.js';
import { openLocalWorld } from '../test/harness/grpc-puppet.js';
import { startAnsweringBot, type Talk } from './answering-bot.js';
import { fiveQuestions, writeCounty } from './county.js';
import { startEcho } from './echo.js';
import { inTurns, ratioOf, type Measured } from './rounds.js';
import type { Row, Topic } from './topic.js';
import { typedBy } from './typing.js';
import { Used } from './used.js';

const rounds = 6;
const width = 20;
/** With the first round, which does not count, 11,200 answers. */
const answersAtOnce = 800;
const liaisons = 2 * answersAtOnce;
/** Floors are so much faster that their rounds would be over before the machine's other work could disturb them alike. */
const floorTimes = 10;

export const answers: Topic = {
  name: 'answers',
  async run() {
    const county = await writeCounty(liaisons);
    const bot = await startAnsweringBot(county, openLocalWorld);
    const redis = new Redis((await privatePlace(county.home)).socket);
    const [many, single] = [county.accounts.slice(0, answersAtOnce), county.accounts.slice(answersAtOnce)];
    const echo = await startEcho(many, openLocalWorld);
    const storing = await startEcho(county.accounts, openLocalWorld, (id, text) => redis.hset('floor', id, text));
    const echoing = Array.from({ length: floorTimes }, () => many).flat();
    const used = { echo: new Used(), many: new Used(), single: new Used(), storedMany: new Used(), storedSingle: new Used() };
    try {
      const figures = await inTurns(
        {
          echo: (round) => used.echo.during(echoing.length, () => echo.round(echoing, width, (no) => typedBy(no, round))),
          async bot(round) {
            await bot.ask(fiveQuestions);
            return used.many.during(many.length, () => bot.round(many, width, answersIn(round)));
          },
          one: (round) => used.single.during(single.length, () => bot.round(single, 1, answersIn(round))),
          stored: (round) => used.storedMany.during(many.length, () => storing.round(many, width, (no) => typedBy(no, round))),
          storedOne: (round) => used.storedSingle.during(single.length, () => storing.round(single, 1, (no) => typedBy(no, round))),
        },
        rounds,
      );
      const bare: Side = { figure: figures.echo, used: used.echo };
      return [ratioRow('embedded puppet', '≥ 0.5', { figure: figures.bot, used: used.many }, bare), ...usedRows(used)];
    } finally {
      redis.disconnect();
      await storing.stop();
      await echo.stop();
      await bot.stop();
    }
  },
};

export function answersIn(round: number): Talk {
  return async (say, no) => {
    const text = typedBy(no, round);
    const receipt = await say(text);
    if (!receipt.includes('回执')) throw new Error(`not a receipt for ${text}: ${receipt}`);
  };
}

/** One side of a comparison. */
export interface Side {
  figure: Measured;
  used: Used;
}

export function ratioRow(over: string, aim: string, bot: Side, echo: Side): Row {
  const measured = [
    `${ratioOf(bot.figure, echo.figure).toFixed(3)}; ${rate(bot.figure)} against ${rate(echo.figure)}`,
    `processor time of this process ${bot.used.us.toFixed(0)} µs against ${echo.used.us.toFixed(0)} µs (${(echo.used.us / bot.used.us).toFixed(3)})`,
  ];
  return { work: `answer → receipt, ${width} in flight, ${over}, against its bare echo`, aim, measured: measured.join('; ') };
}

function usedRows({ many, single, storedMany, storedSingle }: Record<'many' | 'single' | 'storedMany' | 'storedSingle', Used>): Row[] {
  const row = (inFlightAtOnce: number, bot: Used, floor: Used): Row => ({
    work: `processor time of an answer stored and a receipt sent, ${inFlightAtOnce} in flight, against Wechaty with one HSET`,
    aim: '≤ 2.5 ×',
    measured: `${(bot.us / floor.us).toFixed(1)} ×; ${bot.us.toFixed(0)} µs against ${floor.us.toFixed(0)} µs`,
  });
  return [row(1, single, storedSingle), row(width, many, storedMany)];
}

function rate({ perSecond, range: [slowest, fastest] }: Measured): string {
  return `${perSecond.toFixed(0)}/s (${slowest.toFixed(0)} to ${fastest.toFixed(0)})`;
}
