/** The bot as a process of its own: a home in which messages are due, queued by a bot that may not send, and bots that send them. */
import { rm } from 'node:fs/promises';
import { minuteMs } from '../src/domain/time.js';
import { openCycle } from '../src/application/open-cycle.js';
import { isAsking } from '../src/domain/schedule.js';
import { standingClock } from '../src/main/clocks.js';
import { startBot } from '../src/main.js';
import { BotProcess } from '../test/harness/bot-process.js';
import { openLocalWorld } from '../test/harness/grpc-puppet.js';
import { failingLog, fiveQuestions, room, workingClock, writeCounty, type County } from './county.js';
import type { Sender } from './sender.js';

/** A claim that nobody settles is over by then. */
const leaseMs = 5 * minuteMs;
/** Longer than between two beats of its heart, also on a machine that is busy. */
const quietMs = 10_000;

export async function queueForCourier(count: number): Promise<{ sender(sendMs: number): Sender; end(): Promise<void> }> {
  const county = await writeCounty(count);
  const at = workingClock().now();
  await queuePrompts(county, at, count);
  return {
    sender: (sendMs) => courierSender(county, at, sendMs),
    async end() {
      const last = BotProcess.load();
      // It takes the private Redis with it.
      await last.start({ folder: county.home, env: {}, at: at + leaseMs, heartbeat: false, sendMs: 0 });
      await last.order({ op: 'end' });
      await last.kill();
      await rm(county.home, { recursive: true, force: true });
    },
  };
}

async function queuePrompts({ home }: County, at: number, count: number): Promise<void> {
  const chat = await openLocalWorld({ contacts: [], rooms: [{ id: room, topic: '工作群', members: [] }] });
  const clock = standingClock(at);
  const bot = await startBot({ folder: home, env: {}, clock, log: failingLog, puppet: chat.puppet, courier: false, heartbeat: false });
  try {
    const schedule = bot.world.config().schedules.get(fiveQuestions);
    if (schedule === undefined || !isAsking(schedule)) throw new Error('the schedule is missing');
    await openCycle(bot.world, schedule, at, at, 'bench');
    while ((await bot.world.stores.outbox.waiting('normal')) < count) await bot.engine.tick(at);
  } finally {
    await bot.stop();
    await chat.close();
  }
}

function courierSender({ home, accounts }: County, at: number, sendMs: number): Sender {
  const bot = BotProcess.load();
  const liaisons = new Set(accounts);
  let onSent: (to: string) => void = () => undefined;
  const loaded = new Promise<void>((settle) => {
    bot.listen((event) => {
      if (event.kind === 'loaded') settle();
      if (event.kind === 'sent' && liaisons.has(event.to)) onSent(event.to);
    });
  });
  return {
    quietMs,
    load: () => loaded,
    async start(told) {
      onSent = told;
      await bot.start({ folder: home, env: {}, at, heartbeat: true, sendMs });
    },
    async unknown() {
      await bot.order({ op: 'tick', to: at + leaseMs });
      return ((await bot.order({ op: 'unknown' })) as unknown[]).length;
    },
    kill: () => bot.kill(),
  };
}
