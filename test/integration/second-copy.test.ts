import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { startModule } from '../harness/module-process.js';
import { movableClock } from '../harness/movable-clock.js';
import { recordingLog } from '../harness/recording-log.js';
import { booked } from '../harness/township-books.js';
import { Township } from '../harness/township.js';
import { startBot } from '../../src/main.js';

let town: Township;
let puppets = 0;

async function asked(): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，3题');
}

function startSecond(): ReturnType<typeof startBot> {
  const puppet = (): ReturnType<typeof town.world.puppet> => {
    puppets += 1;
    return town.world.puppet();
  };
  return startBot({ folder: town.home, env: {}, clock: movableClock(town.now()), log: recordingLog(), puppet, heartbeat: false });
}

afterEach(() => town.end());

test('a second copy over the same home is refused and says which process has it, while the first goes on', async () => {
  await asked();
  await expect(startSecond()).rejects.toMatchObject({ code: 'home-taken', message: expect.stringContaining(String(process.pid)) });
  await expect(startSecond()).rejects.toMatchObject({ name: 'PermanentError' });
  expect(puppets).toBe(0);
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '东村8月自查记下了', '回执');
  expect(await booked(town, 'dongcun')).toHaveLength(1);
});

test('of three copies started at one stroke one runs', async () => {
  await asked();
  await town.stop();
  const started = await Promise.allSettled([startSecond(), startSecond(), startSecond()]);
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = started.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code?: string }] : []));
  expect(running).toHaveLength(1);
  expect(refused.map(({ code }) => code)).toEqual(['home-taken', 'home-taken']);
  for (const bot of running) await bot.stop();
  await town.start();
});

test('the place is free as soon as the first copy has stopped', async () => {
  await asked();
  await town.stop();
  await town.start();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  expect(await booked(town, 'dongcun')).toHaveLength(1);
});

test('the place of a copy that was killed is free, with nothing to clean up', async () => {
  await asked();
  await town.stop();
  const folder = JSON.stringify(join(town.home, 'data', 'lock'));
  const { child, line, ended } = startModule(`
    const { claimFolder } = await load('src/adapters/files/claim.ts');
    console.log((await claimFolder(${folder})).ok);
    setInterval(() => undefined, 1_000);`);
  onTestFinished(() => void child.kill('SIGKILL'));
  expect(await line()).toBe('true');
  await expect(startSecond()).rejects.toMatchObject({ code: 'home-taken', message: expect.stringContaining(String(child.pid)) });
  child.kill('SIGKILL');
  await ended;
  await town.start();
  await town.says('赵小梅', '收到');
});
