/** Three questions answered one after the other (逐题): each answer is kept durably before the next question is put. */
import { openLocalWorld } from '../test/harness/grpc-puppet.js';
import { startAnsweringBot, type Talk } from './answering-bot.js';
import { threeQuestions, writeCounty } from './county.js';
import { inTurns } from './rounds.js';
import type { Row, Topic } from './topic.js';
import { Used } from './used.js';

const rounds = 6;
const width = 20;
const interviewsAtOnce = 400;
/** 逐题 and three answers. With the first round, which does not count, 22,400 messages. */
const messages = 4;

export const interview: Topic = {
  name: 'interview',
  async run() {
    const county = await writeCounty(2 * interviewsAtOnce);
    const [many, single] = [county.accounts.slice(0, interviewsAtOnce), county.accounts.slice(interviewsAtOnce)];
    const bot = await startAnsweringBot(county, openLocalWorld);
    const used = { many: new Used(), single: new Used() };
    try {
      await inTurns(
        {
          async many() {
            await bot.ask(threeQuestions);
            return used.many.during(messages * many.length, () => bot.round(many, width, interviewed));
          },
          single: () => used.single.during(messages * single.length, () => bot.round(single, 1, interviewed)),
        },
        rounds,
      );
      return [row(1, used.single), row(width, used.many)];
    } finally {
      await bot.stop();
    }
  },
};

export const interviewed: Talk = async (say, no) => {
  const heard = [
    await say('逐题'),
    await say(no % 2 === 0 ? '是' : '有'),
    await say(`${no % 40}次`),
    await say(no % 3 === 0 ? '无' : '会计刚交接'),
  ];
  if (!heard.at(-1)?.includes('回执')) throw new Error(`not a receipt: ${heard.join(' / ')}`);
};

function row(inFlightAtOnce: number, used: Used): Row {
  return {
    work: `processor time of a message of an interview of three questions, ${inFlightAtOnce} in flight`,
    aim: 'that of grammY conversations with Redis',
    measured: `${used.us.toFixed(0)} µs`,
  };
}
