import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { openTestConsole, type TestConsole } from '../harness/console.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { freePort } from '../harness/tcp-redis.js';
import { Township } from '../harness/township.js';
import { signIn } from '../harness/signed-in.js';

let town: Township;
let console: TestConsole;
let browser: TestBrowser;

beforeAll(async () => {
  const port = await freePort();
  const settings = replace(files.settings, 'pacing: false', `pacing: false\nconsole: { port: ${port}, address: http://127.0.0.1:${port} }`);
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, settings) });
  console = await openTestConsole(town);
  browser = await openBrowser();
  await town.until('2026-08-25 09:10');
  town.takeEverything();
});
afterAll(async () => {
  await browser.close();
  await console.stop();
  await town.close();
});

test('on 今天 a leader asks for the address of their calendar, has it changed, and stops it, by the keyboard as well', async () => {
  const { page, complaints } = await browser.open(console.url);
  await signIn(page, town, '王志强');
  await page.getByText('手机日历', { exact: true }).waitFor();
  const button = page.getByRole('button', { name: '要个地址' });
  await button.focus();
  await page.keyboard.press('Enter');
  const told = page.getByRole('dialog');
  const [address = ''] = /http\S+\.ics/u.exec(await told.getByText('您的日历地址').innerText()) ?? [];
  expect((await fetch(address)).status).toBe(200);
  await page.keyboard.press('Enter');
  await told.waitFor({ state: 'hidden' });
  await page.getByText('给过地址').waitFor();
  await page.getByRole('button', { name: '换一个' }).click();
  const [other = ''] = /http\S+\.ics/u.exec(await told.getByText('您的日历地址').innerText()) ?? [];
  expect([(await fetch(address)).status, (await fetch(other)).status]).toEqual([404, 200]);
  await page.keyboard.press('Enter');
  await told.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '停用' }).click();
  await told.getByText('日历地址停了').waitFor();
  await page.keyboard.press('Enter');
  await button.waitFor();
  expect((await fetch(other)).status).toBe(404);
  expect(complaints).toEqual([]);
  await page.context().close();
});
