import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, type Tab, type TestBrowser } from '../harness/browser.js';
import { anyPort, codeFor, openTestConsole, type TestConsole } from '../harness/console.js';
import { hamlet, hamletWith } from '../harness/hamlet.js';
import { saysAll, sendsPhoto } from '../harness/inspections.js';
import { Township } from '../harness/township.js';
import { signIn } from '../harness/signed-in.js';

let town: Township;
let console: TestConsole;
let browser: TestBrowser;

/** A name as somebody might write it who wants to see what a page makes of it. */
const hostileName = '<img src=x onerror=alert(1)>';

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, anyPort) });
  console = await openTestConsole(town);
  browser = await openBrowser();
  await town.until('2026-08-25 09:10');
  await town.says('赵小梅', '1是 2 3次 3没有');
  await town.says('何晓燕', `登记 石桥村 ${hostileName}`);
  town.takeEverything();
});
afterAll(async () => {
  await browser.close();
  await console.stop();
  await town.close();
});

async function signedIn(who: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const tab = await browser.open(console.url, options);
  await signIn(tab.page, town, who);
  await tab.page.getByText('正在收的').waitFor();
  return tab;
}

async function entriesOf(act: string): Promise<{ fields: readonly string[] }[]> {
  return (await town.bot.world.stores.audit.entries('0-0', 1000)).filter(({ fields }) => fields.includes(act));
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** What the page complained of, the bot's log included. */
async function end({ page, complaints }: Tab): Promise<unknown[]> {
  await page.context().close();
  return [...complaints, ...town.logged.filter(({ level }) => level !== 'info')];
}

test('the clerk’s morning: what is due, who has not answered, and what a unit said', async () => {
  const tab = await signedIn('何晓燕');
  const { page } = tab;
  await page.getByText('微信号在线').waitFor();
  await page.getByRole('link', { name: '8月自查' }).click();
  await page.getByText('没交 2', { exact: true }).click();
  await page.getByText('石桥村', { exact: true }).first().waitFor();
  expect(await page.getByText('东村', { exact: true }).count()).toBe(0);
  await page.getByText('已交 1', { exact: true }).click();
  await page.getByRole('button', { name: '经过 东村' }).click();
  await page.getByText('第1版').waitFor();
  await page.getByText('已发出', { exact: false }).first().waitFor();
  expect((await entriesOf('read')).some(({ fields }) => fields.includes('he'))).toBe(false);
  await page.getByRole('button', { name: '看答了什么' }).click();
  await page.getByText('3次', { exact: true }).waitFor();
  await page.getByText('1. 本月会上专题研究过党风廉政吗？').waitFor();
  expect((await entriesOf('read')).some(({ fields }) => fields.includes('he'))).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByText('按上级', { exact: true }).click();
  await page.getByRole('link', { name: '镇党委' }).click();
  await page.getByText('上级 镇党委').waitFor();
  await page.goto(`${console.url}/#/burden`);
  await page.getByRole('link', { name: '赵小梅' }).click();
  await page.getByRole('dialog').getByText('月度主体责任自查').waitFor();
  expect(await end(tab)).toEqual([]);
});

test('the secretary asks how things stand beside the page, and the page follows what happens meanwhile', async () => {
  const tab = await signedIn('张建国');
  const { page } = tab;
  await page.getByText('已交 1 家，共 3 家', { exact: false }).waitFor();
  await page.getByRole('button', { name: '对助手说' }).click();
  await page.getByRole('textbox', { name: '对助手说' }).fill('谁没交');
  await page.keyboard.press('Enter');
  await page.getByText('镇党委，您本人', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await town.says('马春生', '1是 2 1次 3没有');
  town.takeEverything();
  await page.getByText('已交 2 家，共 3 家', { exact: false }).waitFor();
  expect(await end(tab)).toEqual([]);
});

test('discipline establishes a finding from the ledger, and what somebody wrote as markup is shown as they wrote it', async () => {
  const tab = await signedIn('周正平');
  const { page } = tab;
  await goTo(page, '台账');
  await page.getByText(hostileName, { exact: true }).first().waitFor();
  await page.getByRole('button', { name: '立', exact: true }).click();
  await page.getByRole('textbox', { name: '期限，如 10天、9月30日' }).fill('10天');
  await page
    .getByRole('button', { name: '确 定' })
    .or(page.getByRole('button', { name: '确定' }))
    .click();
  await page.getByText('回执', { exact: false }).waitFor();
  await page.getByText('待整改', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await town.until('2026-08-25 09:20');
  town.takeEverything();
  const [finding] = await town.bot.world.stores.ledger.list([{ scope: { of: 'all' }, state: 'open' }], 2);
  const no = finding?.no ?? 0;
  await saysAll(town, '吴永贵', `已改 ${no} 拆下来了`);
  await sendsPhoto(town, '吴永贵');
  await town.until('2026-08-25 09:30');
  town.takeEverything();
  expect(await town.bot.world.stores.matters.matter(no)).toMatchObject({ state: 'reported' });
  await page.getByRole('combobox', { name: '走到哪' }).click();
  await page.locator('.ant-select-item-option', { hasText: '待验收' }).click();
  await page.getByRole('button', { name: '销号', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('拆下来了', { exact: false }).waitFor();
  await dialog
    .getByRole('img', { name: /\.jpg$/ })
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: '销号', exact: true }).click();
  await page.getByText('我去告诉单位', { exact: false }).waitFor();
  expect(await town.bot.world.stores.matters.matter(no)).toMatchObject({ state: 'closed' });
  town.takeEverything();
  expect(await end(tab)).toEqual([]);
});

test('on a phone every page of the office can be reached and read without scrolling sideways, in the dark as well', async () => {
  const tab = await signedIn('何晓燕', { viewport: { width: 390, height: 844 }, isMobile: true, colorScheme: 'dark' });
  const { page } = tab;
  for (const name of ['today', 'cycles', 'tree', 'inspections', 'ledger', 'schedules', 'templates', 'people', 'burden']) {
    await page.goto(`${console.url}/#/${name}`);
    await page.getByRole('main').waitFor();
    await page.locator('.ant-card, .ant-table, .ant-empty, [role=tree]').first().waitFor();
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(`${name} ${wide}`).toBe(`${name} 0`);
  }
  expect(await end(tab)).toEqual([]);
});

test('by keyboard alone one signs in, goes to a page and signs out', async () => {
  const tab = await browser.open(console.url);
  const { page } = tab;
  await page.getByLabel('登录码').waitFor();
  await page.keyboard.type(await codeFor(town, '王志强'));
  await page.keyboard.press('Enter');
  await page.getByText('正在收的').waitFor();
  await page.getByRole('menuitem', { name: '责任树' }).focus();
  await page.keyboard.press('Enter');
  const chart = page.getByRole('tree', { name: '图' });
  await chart.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('马春生').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '退出' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('登录码').waitFor();
  expect(await end(tab)).toEqual([]);
});

test('a wrong code is told kindly, and the page of somebody without rights says so', async () => {
  const tab = await browser.open(console.url);
  await tab.page.getByLabel('登录码').fill('00000000');
  await tab.page.keyboard.press('Enter');
  await tab.page.getByText('码不对，或者过期了').waitFor();
  await tab.page.context().close();
  const liaison = await signedIn('赵小梅');
  expect(await liaison.page.getByRole('menuitem').allTextContents()).toEqual(expect.not.arrayContaining(['人员']));
  expect(await end(liaison)).toEqual([]);
});
