import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, type Tab, type TestBrowser } from '../harness/browser.js';
import { anyPort, openTestConsole, type TestConsole } from '../harness/console.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';
import { closeTab, openAt } from '../harness/signed-in.js';

let town: Township;
let console: TestConsole;
let browser: TestBrowser;

const secondClerk = replace(files.roster, 'title: 副书记, roles: []', 'title: 副书记, roles: [clerk]');

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-24 15:00', prepare: hamletWith(hamlet, secondClerk, anyPort) });
  console = await openTestConsole(town);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await console.stop();
  await town.close();
});

const at = (who: string, hash: string, options?: BrowserContextOptions): Promise<Tab> =>
  openAt({ browser, console, town }, who, hash, options);
const end = (tab: Tab): Promise<unknown[]> => closeTab(tab, town);

const field = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name: '内容' });
const button = (page: Page, name: string): ReturnType<Page['getByRole']> => page.getByRole('button', { name, exact: true });
const stored = (): Promise<string> => readFile(join(town.home, files.selfCheck), 'utf8');

/** The page has read the file and found it right. */
async function shown(page: Page): Promise<string> {
  await page.getByText('写得对。').waitFor();
  return field(page).inputValue();
}

async function takenUp(): Promise<void> {
  for (const second of ['1s', '1s']) await town.pass(second);
}

/** Puts in force what is under comparison, and waits for the page to say that it is. */
async function apply(page: Page): Promise<void> {
  await button(page, '生效').click();
  await page.getByText('还没生效', { exact: true }).waitFor();
  await takenUp();
  await page.getByText('已生效', { exact: true }).waitFor();
}

test('the clerk breaks a cron, sees the fault at its line, mends it, compares, puts it in force, and the bot opens by the new time', async () => {
  const tab = await at('何晓燕', '#/schedules');
  const { page } = tab;
  await button(page, '写法').click();
  const text = await shown(page);
  expect(await button(page, '看改了什么').isDisabled()).toBe(true);
  await field(page).fill(text.replace('0 9 25 * *', '0 9 55 * *'));
  const line = text.split('\n').findIndex((one) => one.startsWith('cron')) + 1;
  await page.getByText('1处要改').waitFor();
  await page.getByText(`▸${line}`).waitFor();
  await button(page, `${line}:7`).click();
  expect(await page.evaluate<number>('document.activeElement.selectionStart')).toBe(text.indexOf('"0 9 25'));
  expect(await button(page, '看改了什么').isDisabled()).toBe(true);
  expect(await stored()).toBe(text);

  await field(page).fill(text.replace('0 9 25 * *', '0 16 24 * *'));
  await page.getByText('写得对。').waitFor();
  await button(page, '看改了什么').click();
  const diff = page.getByRole('group', { name: '改了什么' });
  await diff.getByText('－ cron: "0 9 25 * *"').waitFor();
  await diff.getByText('＋ cron: "0 16 24 * *"').waitFor();
  await page.getByText('8/24周一 16:00').first().waitFor();
  await apply(page);
  expect(await stored()).toContain('0 16 24 * *');
  await town.until('2026-08-24 16:10');
  expect(town.takeAll('8月自查，3题').sort()).toEqual(['何晓燕', '赵小梅', '马春生'].sort());
  expect(await end(tab)).toEqual([]);
});

test('a schedule is paused and resumed with two clicks, and the list says which one is', async () => {
  const tab = await at('何晓燕', '#/schedules/monthly-self-check');
  const { page } = tab;
  const text = await shown(page);
  await button(page, '暂停').click();
  await button(page, '看改了什么').click();
  await page.getByText('＋ paused: true').waitFor();
  await apply(page);
  await button(page, '回到日程').click();
  await page.getByText('停着', { exact: true }).waitFor();
  await button(page, '写法').click();
  await button(page, '恢复').click();
  await button(page, '看改了什么').click();
  await apply(page);
  expect(await stored()).toBe(text);
  expect(await end(tab)).toEqual([]);
});

test('two clerks at one file: the second sees what the first changed, keeps what they wrote, and nothing is lost', async () => {
  const [first, second] = [await at('何晓燕', '#/schedules/monthly-self-check'), await at('王志强', '#/schedules/monthly-self-check')];
  const text = await shown(first.page);
  await shown(second.page);
  await field(second.page).fill(text.replace('max: 99', 'max: 88'));
  await field(first.page).fill(text.replace('deadline: 5wd', 'deadline: 6wd'));
  await button(first.page, '看改了什么').click();
  await apply(first.page);
  await second.page.getByText('别人刚改过这个文件').waitFor();
  await second.page.getByText('＋ deadline: 6wd').waitFor();
  expect(await field(second.page).inputValue()).toContain('max: 88');
  await button(second.page, '留我的，接着改').click();
  await field(second.page).fill(text.replace('max: 99', 'max: 88').replace('deadline: 5wd', 'deadline: 6wd'));
  await button(second.page, '看改了什么').click();
  expect(await second.page.getByText('－ deadline').count()).toBe(0);
  await apply(second.page);
  expect(await stored()).toBe(text.replace('max: 99', 'max: 88').replace('deadline: 5wd', 'deadline: 6wd'));
  for (const tab of [first, second]) expect(await end(tab)).toEqual([]);
});

test('the clerk makes a schedule from a text that is there, under a name of its own; a name that is taken is told while it is typed', async () => {
  const tab = await at('何晓燕', '#/schedules');
  const { page } = tab;
  await button(page, '新建').click();
  await shown(page);
  await page.getByRole('combobox', { name: '做什么' }).click();
  await page.locator('.ant-select-item-option', { hasText: '任务' }).click();
  const text = await shown(page);
  expect(text).toContain('kind: task');
  const name = page.getByRole('textbox', { name: '文件名' });
  await name.fill('monthly-self-check');
  await page.getByText('这个名字已经有了').waitFor();
  expect(await button(page, '看改了什么').isDisabled()).toBe(true);
  await name.fill('../x');
  await page.getByText('只能用字母、数字', { exact: false }).waitFor();
  await name.fill('rules-2026');
  await field(page).fill(text.replace('新的任务', '今年的制度').replace('0 9 15 * *', '0 9 16 9 *'));
  await page.getByText('写得对。').waitFor();
  await page.getByText('接下来开的').waitFor();
  await button(page, '看改了什么').click();
  await page.getByText('＋ name: 今年的制度', { exact: false }).waitFor();
  await button(page, '生效').click();
  await page.getByText('还没生效', { exact: true }).waitFor();
  expect(await readFile(join(town.home, 'schedules', 'rules-2026.yaml'), 'utf8')).toContain('今年的制度');
  await takenUp();
  await page.getByText('已生效', { exact: true }).waitFor();
  await button(page, '回到日程').click();
  await page.getByText('今年的制度').first().waitFor();
  expect(await end(tab)).toEqual([]);
});

test('a template is heard while it is written; its shipped words come back with a click', async () => {
  const tab = await at('何晓燕', '#/templates');
  const { page } = tab;
  await page.getByPlaceholder('找模板').fill('files-ch');
  await page.getByRole('link', { name: 'files-changed' }).click();
  await shown(page);
  await field(page).fill('好了，{{ brokn }}处');
  await page.getByText('“brokn”', { exact: false }).first().waitFor();
  await field(page).fill('新的用上了，<b>{{ broken }}</b>处接不上。');
  await page.getByText(/^新的用上了，<b>\d+<\/b>处接不上。$/u).waitFor();
  await page.getByText('没用上的内容：mended').waitFor();
  await button(page, '看改了什么').click();
  await apply(page);
  await button(page, '改回自带的').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s?定$/u })
    .click();
  await page.getByText('自带的', { exact: true }).first().waitFor();
  await takenUp();
  await page.getByText('已生效', { exact: true }).waitFor();
  expect(await end(tab)).toEqual([]);
});

test('the secretary reads a schedule on a phone in the dark and can change nothing; the page is no wider than the phone', async () => {
  const tab = await at('张建国', '#/schedules/monthly-self-check', {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    colorScheme: 'dark',
  });
  const { page } = tab;
  await page.getByText('这个文件由办公室改').waitFor();
  expect(await field(page).getAttribute('readonly')).not.toBeNull();
  expect(await button(page, '暂停').count()).toBe(0);
  for (const hash of ['#/schedules/monthly-self-check', '#/templates/status']) {
    await page.goto(`${console.url}/${hash}`);
    await field(page).waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  }
  expect(await end(tab)).toEqual([]);
});
