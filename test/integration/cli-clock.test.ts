import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { dated, killClis, removeSampleHomes, runCli, sampleHome, startCli, type RunningCli } from '../harness/cli.js';

afterEach(killClis);
afterAll(removeSampleHomes);

const accept = ['clock', 'accept', '--json'];

/** Starts the bot at an instant; returns where its pages are served. */
async function startAt(home: string, now: string): Promise<{ bot: RunningCli; url: string }> {
  const bot = startCli(['start'], { home, env: dated(now) });
  let told = '';
  bot.child.stderr?.on('data', (text: string) => {
    told += text;
  });
  await bot.said('个日程');
  await bot.said('serving pages', 'stderr');
  return { bot, url: /"url":"([^"]+)"/.exec(told)?.[1] ?? '' };
}

test('a bot that comes back after two months holds back until the operator says that the clock is right', async () => {
  const home = await sampleHome();
  const settings = join(home, 'settings.yaml');
  await writeFile(settings, (await readFile(settings, 'utf8')).replace('port: 8700', 'port: 0'));
  const nothingHeld = await runCli(accept, { home });
  expect(nothingHeld.code).toBe(1);
  expect(JSON.parse(nothingHeld.stdout)).toMatchObject({ accepted: false, lastBeat: null });

  const before = await startAt(home, '2026-08-24T02:00Z');
  expect((await fetch(`${before.url}/healthz`)).status).toBe(200);
  expect(await before.bot.end('SIGTERM')).toMatchObject({ code: 0 });

  const later = '2026-10-24T02:00Z';
  const { bot, url } = await startAt(home, later);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('zerentian_alarm{kind="clock-jump"} 1');
  const file = JSON.parse(await readFile(join(home, 'data', 'alarms.json'), 'utf8')) as unknown;
  expect(file).toMatchObject({ alarms: [{ kind: 'clock-jump', facts: { held: true, byItself: false } }] });
  const accepted = await runCli(accept, { home, env: dated(later) });
  expect(accepted.code).toBe(0);
  expect(JSON.parse(accepted.stdout)).toMatchObject({ accepted: true });
  await bot.said('the clock is believed again', 'stderr');
  expect(await bot.end('SIGTERM')).toMatchObject({ code: 0 });
});
