/** Whole answers to a self-check through the bot as it starts in earnest: each is read, stored durably and receipted. */
import { isAsking } from '../src/domain/schedule.js';
import { rm } from 'node:fs/promises';
import { LocalHub } from '../src/adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../src/adapters/wechaty/resolve-puppet.js';
import { openCycle } from '../src/application/open-cycle.js';
import { startBot } from '../src/main.js';
import { answered } from './answered.js';
import { failingLog, scheduleId, workingClock, writeCounty } from './county.js';
import { inFlight } from './rounds.js';

export interface AnsweringBot {
  /** The liaisons, each of whom has a prompt and may answer once. */
  accounts: readonly string[];
  /** The accounts answer; ends when the last receipt is out and nothing is left to note. */
  round(accounts: readonly string[], text: string, width: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startAnsweringBot(units: number): Promise<AnsweringBot> {
  const { home, accounts } = await writeCounty(units);
  const clock = workingClock();
  const contacts = ['wxid_zhang', 'wxid_wang', ...accounts].map((id) => ({ id, name: id }));
  const hub = new LocalHub({ contacts, rooms: [{ id: '17@chatroom', topic: '工作群', members: [] }], now: () => clock.now() });
  const bot = await startBot({ folder: home, env: {}, clock, log: failingLog, puppet: await resolvePuppet('local', hub) });
  const prompted = new Set<string>();
  const forget = hub.onSent(({ to }) => prompted.add(to.id));
  const schedule = bot.world.config().schedules.get(scheduleId);
  if (schedule === undefined || !isAsking(schedule)) throw new Error('the schedule is missing');
  await openCycle(bot.world, schedule, clock.now(), clock.now(), 'bench');
  while (!accounts.every((account) => prompted.has(account))) await bot.engine.tick(clock.now());
  forget();

  const answer = answered(hub);
  return {
    accounts,
    async round(from, text, width) {
      const startedAt = performance.now();
      await inFlight(from, width, async (account) => {
        const receipt = await answer(account, text);
        if (!receipt.includes('回执')) throw new Error(`not a receipt: ${receipt}`);
      });
      await bot.idle();
      return (from.length * 1000) / (performance.now() - startedAt);
    },
    async stop() {
      await bot.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
