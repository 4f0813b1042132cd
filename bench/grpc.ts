/** Answers as in answers.ts, through wechaty-puppet-service to a PuppetServer on the loopback; both ends share this process, for bot and echo alike. */
import { openGrpcWorld } from '../test/harness/grpc-puppet.js';
import { startAnsweringBot } from './answering-bot.js';
import { answersIn, ratioRow } from './answers.js';
import { fiveQuestions, writeCounty } from './county.js';
import { startEcho } from './echo.js';
import { inTurns } from './rounds.js';
import type { Topic } from './topic.js';
import { typedBy } from './typing.js';
import { Used } from './used.js';

const rounds = 6;
const width = 20;
const answersAtOnce = 400;

export const grpc: Topic = {
  name: 'grpc',
  async run() {
    const county = await writeCounty(answersAtOnce);
    const { accounts } = county;
    const bot = await startAnsweringBot(county, openGrpcWorld);
    const echo = await startEcho(accounts, openGrpcWorld);
    const used = { bot: new Used(), echo: new Used() };
    try {
      const figures = await inTurns(
        {
          echo: (round) => used.echo.during(accounts.length, () => echo.round(accounts, width, (no) => typedBy(no, round))),
          async bot(round) {
            await bot.ask(fiveQuestions);
            return used.bot.during(accounts.length, () => bot.round(accounts, width, answersIn(round)));
          },
        },
        rounds,
      );
      const bare = { figure: figures.echo, used: used.echo };
      return [ratioRow('over gRPC', '≥ 0.9', { figure: figures.bot, used: used.bot }, bare)];
    } finally {
      await echo.stop();
      await bot.stop();
    }
  },
};
