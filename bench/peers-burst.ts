/** Twenty messages of one person at once: how many of them count. */
import { openLocalWorld } from '../test/harness/grpc-puppet.js';
import { startAnsweringBot } from './answering-bot.js';
import { fiveQuestions, writeCounty } from './county.js';
import { runPeer } from './peers/run-peer.js';
import { onBenchRedis } from './private-redis.js';
import type { Row } from './topic.js';
import { typedBy } from './typing.js';

const messages = 20;

interface Kept {
  kept: number;
  of: number;
}

export async function burstRow(): Promise<Row> {
  const own = await botKept();
  const [grammy, botbuilder] = [await peerKept('grammy.mjs', 'burst'), await peerKept('botbuilder.mjs', 'burst')];
  return {
    work: `${messages} answers and corrections of one person at once: how many are stored`,
    aim: `${messages} of ${messages}`,
    measured: `${told(own)}; sessions of grammY ${told(grammy)}; state of botbuilder ${told(botbuilder)}`,
  };
}

async function botKept(): Promise<Kept> {
  const county = await writeCounty(1);
  const [account = ''] = county.accounts;
  const bot = await startAnsweringBot(county, openLocalWorld);
  try {
    await bot.ask(fiveQuestions);
    const corrections = Array.from({ length: messages - 1 }, (_, no) => `改 2 ${60 + no}`);
    return { kept: await bot.burst(account, 'u1', [typedBy(1, 1), ...corrections]), of: messages };
  } finally {
    await bot.stop();
  }
}

function peerKept(file: string, work: string): Promise<Kept> {
  return onBenchRedis(async ({ socket }) => (await runPeer(file, [socket, work])) as Kept);
}

function told({ kept, of }: Kept): string {
  return `${kept} of ${of}`;
}
