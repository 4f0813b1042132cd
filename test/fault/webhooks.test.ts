import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { BotStart } from '../harness/bot-orders.js';
import { BotProcess, killBots } from '../harness/bot-process.js';
import { timeOf } from '../harness/siege.js';
import { liaisonOf, removeVillages, villageIds, villagesHome } from '../harness/villages.js';
import { TestWebhook } from '../harness/webhook-receiver.js';

let home: string;
let oa: TestWebhook;

afterEach(async () => {
  await killBots();
  await oa.close();
  await removeVillages(home);
});

/** Resolves when it hears what people write. */
async function started(order: BotStart): Promise<BotProcess> {
  const bot = BotProcess.load();
  const online = new Promise<void>((settle) =>
    bot.listen((event) => {
      if (event.kind === 'state' && event.state === 'online') settle();
    }),
  );
  await bot.start(order);
  await online;
  return bot;
}

test('a bot that is killed while it tells another program of an event tells it again under the same id, and nothing is left out', async () => {
  oa = await TestWebhook.open();
  home = await villagesHome(villageIds(3));
  await appendFile(join(home, 'settings.yaml'), `webhooks: [{ id: oa, url: "${oa.url}", secretFrom: ZERENTIAN_WEBHOOK_OA }]\n`);
  const order = { folder: home, env: { ZERENTIAN_WEBHOOK_OA: oa.secret }, at: timeOf(0, '08:59'), heartbeat: true, sendMs: 0 };
  const accept = oa.answer;
  oa.answer = () => undefined;
  const first = await started(order);
  await first.order({ op: 'tick', to: timeOf(0, '09:00') });
  await oa.heard(1);
  await first.kill();

  oa.answer = accept;
  const second = await started({ ...order, at: timeOf(0, '09:00') });
  await oa.heard(2);
  const [before, again] = oa.deliveries;
  expect(before?.event.type).toBe('cycle.opened');
  expect([again?.id, again?.event, again?.genuine]).toEqual([before?.id, before?.event, true]);

  const saying = { op: 'say', said: { from: liaisonOf('v0001'), text: '1是 2 缺人手', id: 'm1' } } as const;
  // Until it has been asked, nobody has anything to answer.
  await second.order({ op: 'tick', to: timeOf(0, '09:00') });
  await second.order(saying);
  await second.order({ op: 'idle' });
  await second.kill();
  await started({ ...order, at: timeOf(0, '09:01') });
  await oa.heard(3);
  expect(oa.deliveries[2]?.event).toMatchObject({ type: 'reply.recorded', data: { version: 1, late: false } });
});
