/** Processor time of a message in conversations, beside others: the bot's in this process, each peer's in its own. */
import { openLocalWorld } from '../test/harness/grpc-puppet.js';
import { startAnsweringBot, type Talk } from './answering-bot.js';
import { answersIn } from './answers.js';
import { fiveQuestions, threeQuestions, writeCounty } from './county.js';
import { interviewed } from './interview.js';
import { runPeer } from './peers/run-peer.js';
import { onBenchRedis } from './private-redis.js';
import { inTurns } from './rounds.js';
import type { Row } from './topic.js';
import { Used } from './used.js';

/** With as many messages a round as make 10,000. */
const rounds = 5;
const roundMessages = 2_000;
const width = 20;

/** µs a message with so many in flight. */
type Figures = Record<1 | 20, number>;

export async function talkRows(): Promise<Row[]> {
  const interview = await botUs(threeQuestions, 4, () => interviewed);
  const grammy = await peerUs('grammy.mjs', 'interview');
  const byHand = await peerUs('wechaty.mjs', 'interview');
  const answer = await botUs(fiveQuestions, 1, answersIn);
  const wechaty = await peerUs('wechaty.mjs', 'answer');
  const bolt = await peerUs('bolt.mjs', 'answer');
  const koishi = await peerUs('koishi.mjs', 'answer');
  return [
    {
      work: 'processor time of a message of an interview of three questions that survives kill -9, 1 / 20 in flight',
      aim: '≤ grammY',
      measured: `${told(interview)}; grammY conversations 2.1 with Redis ${told(grammy)}; by hand on Wechaty with GET and SET ${told(byHand)}`,
    },
    {
      work: 'processor time of an answer stored and a receipt sent, 1 / 20 in flight',
      aim: '≤ 2.5 × Wechaty with HSET',
      measured: [
        `${told(answer)} (${(answer[1] / wechaty[1]).toFixed(1)} × / ${(answer[20] / wechaty[20]).toFixed(1)} ×)`,
        `Wechaty with HSET ${told(wechaty)}; Bolt 5 with HSET ${told(bolt)}; Koishi 4 with HSET ${told(koishi)}`,
      ].join('; '),
    },
  ];
}

function peerUs(file: string, work: string): Promise<Figures> {
  return onBenchRedis(async ({ socket }) => (await runPeer(file, [socket, work])) as Figures);
}

async function botUs(schedule: string, messagesOfTalk: number, talkIn: (round: number) => Talk): Promise<Figures> {
  const talks = roundMessages / messagesOfTalk;
  const county = await writeCounty(2 * talks);
  const [many, single] = [county.accounts.slice(0, talks), county.accounts.slice(talks)];
  const bot = await startAnsweringBot(county, openLocalWorld);
  const used = { many: new Used(), single: new Used() };
  try {
    await inTurns(
      {
        async many(round) {
          await bot.ask(schedule);
          return used.many.during(roundMessages, () => bot.round(many, width, talkIn(round)));
        },
        single: (round) => used.single.during(roundMessages, () => bot.round(single, 1, talkIn(round))),
      },
      rounds,
    );
    return { 1: used.single.us, 20: used.many.us };
  } finally {
    await bot.stop();
  }
}

function told({ 1: single, 20: many }: Figures): string {
  return `${single.toFixed(0)} / ${many.toFixed(0)} µs`;
}
