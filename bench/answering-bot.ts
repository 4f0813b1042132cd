/** The bot as it starts in earnest (private Redis, flushed with each write, heartbeat running, no pacing), with liaisons who answer it. */
import { rm } from 'node:fs/promises';
import type { HubOptions } from '../src/adapters/wechaty/puppets/local/hub-types.js';
import { openCycle } from '../src/application/open-cycle.js';
import { isAsking } from '../src/domain/schedule.js';
import { minuteMs } from '../src/domain/time.js';
import { startBot } from '../src/main.js';
import type { ChatWorld } from '../test/harness/grpc-puppet.js';
import { answered } from './answered.js';
import { bystanders, type County, failingLog, room, workingClock } from './county.js';
import { inFlight } from './rounds.js';

/** Opens a chat in which all of them are, in this process or over gRPC. */
export type OpenChat = (options: HubOptions) => Promise<ChatWorld>;

/** What somebody says, message by message; `say` resolves with what the bot says next. */
export type Talk = (say: (text: string) => Promise<string>, no: number) => Promise<void>;

export interface AnsweringBot {
  /** Closes the cycle before and opens the next, so that one is open, as in most months; ends when every liaison has its prompt. */
  ask(schedule: string): Promise<void>;
  /** Liaisons talk, so many at a time; ends when nothing is left to note. Resolves with how many of them a second. */
  round(accounts: readonly string[], width: number, talk: Talk): Promise<number>;
  /** Somebody says all of it at once; ends when each has its reply. Resolves with how many versions of the unit's answer there are. */
  burst(account: string, unit: string, texts: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}

export async function startAnsweringBot({ home, accounts }: County, openChat: OpenChat): Promise<AnsweringBot> {
  const clock = workingClock();
  const contacts = [...bystanders, ...accounts].map((id) => ({ id, name: id }));
  const chat = await openChat({ contacts, rooms: [{ id: room, topic: '工作群', members: [] }], now: () => clock.now() });
  const bot = await startBot({ folder: home, env: {}, clock, log: failingLog, puppet: chat.puppet });
  const prompted = new Set<string>();
  let cycles = 0;
  let open: string | undefined;
  let no = 0;

  return {
    async ask(id) {
      const schedule = bot.world.config().schedules.get(id);
      if (schedule === undefined || !isAsking(schedule)) throw new Error('the schedule is missing');
      prompted.clear();
      const forget = chat.hub.onSent(({ to }) => prompted.add(to.id));
      cycles += 1;
      if (open !== undefined) await bot.world.stores.cycles.close(open, clock.now());
      open = (await openCycle(bot.world, schedule, clock.now() + cycles * minuteMs, clock.now(), 'bench'))?.id;
      while (!accounts.every((account) => prompted.has(account))) await bot.engine.tick(clock.now());
      forget();
    },
    async round(from, width, talk) {
      const said = answered(chat.hub);
      const startedAt = performance.now();
      await inFlight(from, width, (account) => talk((text) => said.say(account, text), (no += 1)));
      await bot.idle();
      said.end();
      return (from.length * 1000) / (performance.now() - startedAt);
    },
    async burst(account, unit, texts) {
      let replies = 0;
      const answeredAll = new Promise<void>((settle) => {
        chat.hub.onSent(({ to }) => {
          replies += to.id === account ? 1 : 0;
          if (replies === texts.length) settle();
        });
      });
      for (const text of texts) chat.hub.say({ from: account, text });
      await answeredAll;
      await bot.idle();
      const [cycle] = await bot.world.stores.cycles.openCycles();
      return cycle === undefined ? 0 : (await bot.world.stores.replies.versions(cycle.id, unit)).length;
    },
    async stop() {
      await bot.stop();
      await chat.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
