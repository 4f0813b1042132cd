import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { workbookWriter } from '../../src/adapters/office/workbook-writer.js';
import { rosterWorkbook } from '../../src/application/export-roster.js';
import { openBrowser, type Tab, type TestBrowser } from '../harness/browser.js';
import { anyPort, openTestConsole, type TestConsole } from '../harness/console.js';
import { files, hamlet, hamletWith } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';
import { workbookFolder, type WorkbookFolder } from '../harness/workbooks.js';
import { closeTab, openAt } from '../harness/signed-in.js';

let town: Township;
let console: TestConsole;
let browser: TestBrowser;
let books: WorkbookFolder;

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, anyPort), longWork: true });
  await town.until('2026-08-25 09:05');
  town.takeEverything();
  console = await openTestConsole(town);
  browser = await openBrowser();
  books = await workbookFolder();
});
afterAll(async () => {
  await books.remove();
  await browser.close();
  await console.stop();
  await town.close();
});

const at = (who: string, hash: string, options?: BrowserContextOptions): Promise<Tab> =>
  openAt({ browser, console, town }, who, hash, options);
const end = (tab: Tab): Promise<unknown[]> => closeTab(tab, town);

const button = (page: Page, name: string): ReturnType<Page['getByRole']> => page.getByRole('button', { name, exact: true });

async function changedRoster(name: string, change: (people: excel.Worksheet) => void): Promise<string> {
  const path = books.path(name);
  await workbookWriter.write(path, rosterWorkbook(town.bot.world, town.now()));
  const book = new excel.Workbook();
  await book.xlsx.readFile(path);
  const [people] = book.worksheets;
  if (people !== undefined) change(people);
  await book.xlsx.writeFile(path);
  return path;
}

test('the clerk sends a roster with faults, mends it by the cells named, sees what changes, takes it over, and it is in force', async () => {
  const tab = await at('何晓燕', '#/files');
  const { page } = tab;
  const field = page.getByLabel('选表格');
  await field.setInputFiles(
    await changedRoster('wrong.xlsx', (people) => void (people.getCell('B3').value = '<b>周正平</b>\u0007'.repeat(50))),
  );
  await page.getByText('照下面的格子改好表格，再传一次。').waitFor();
  const faults = page.getByRole('list', { name: '要改的地方' });
  await faults.getByText('人员!B3').waitFor();
  expect(await button(page, '确认导入').count()).toBe(0);

  await field.setInputFiles(
    await changedRoster('right.xlsx', (people) => {
      people.getCell('C4').value = '<img src=x>主任';
      people.addRow(['sun', '孙丽', '干事']);
    }),
  );
  await page.getByText('添1个，改1个，去掉0个').first().waitFor();
  const changes = page.getByRole('region', { name: '人员' });
  await changes.getByText('孙丽（sun）').waitFor();
  await changes.getByText('<img src=x>主任').waitFor();
  expect(await readFile(join(town.home, files.roster), 'utf8')).not.toContain('孙丽');
  await button(page, '确认导入').focus();
  await page.keyboard.press('Enter');
  await page.getByText('名单换好了，一两秒后生效。').first().waitFor();
  expect(await readFile(join(town.home, files.roster), 'utf8')).toContain('孙丽');
  for (const second of ['1s', '1s', '1s']) await town.pass(second);
  expect(town.bot.world.config().roster.people.has('sun')).toBe(true);
  expect(await end(tab)).toEqual([]);
});

test('an export comes to the page by itself with its progress, and the browser keeps the file under its Chinese name', async () => {
  const tab = await at('何晓燕', '#/files');
  const { page } = tab;
  await button(page, '现在备份').waitFor();
  await town.bot.world.stores.jobs.add('export-901', { kind: 'export', subject: { what: 'roster' } }, 'he', town.now());
  const job = page.getByRole('listitem', { name: '导出 名单' });
  await job.getByText('办好了').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), job.getByRole('link', { name: /^取文件 .*名单/u }).click()]);
  expect(download.suggestedFilename()).toMatch(/名单.*2026-08-25\.xlsx$/u);
  const book = new excel.Workbook();
  await book.xlsx.readFile(await download.path());
  expect(book.worksheets.map(({ name }) => name)).toEqual(['人员', '单位', '工作群']);
  expect(await end(tab)).toEqual([]);
});

test('an export is asked for on the page, allowed by a second person on theirs, and fetched by whoever asked', async () => {
  const clerk = await at('何晓燕', '#/files');
  const asked = clerk.page.getByRole('list', { name: '等人同意的' });
  await button(clerk.page, '导出 台账').click();
  await clerk.page.getByRole('dialog').getByText('要另一位同意').waitFor();
  await clerk.page.keyboard.press('Escape');
  await asked.getByText('导出整改台账').waitFor();
  expect(await asked.getByRole('button').allInnerTexts()).toEqual(['撤销']);

  const second = await at('周正平', '#/files', { viewport: { width: 390, height: 844 }, isMobile: true });
  const waiting = second.page.getByRole('list', { name: '等人同意的' });
  await waiting.getByRole('button', { name: /^同意 \d+$/u }).click();
  await second.page.getByRole('dialog').getByRole('button').last().click();
  await second.page.getByText('何晓燕这就能导整改台账').waitFor();
  await waiting.waitFor({ state: 'hidden' });
  await town.pass('2m');
  expect(town.takeAll('整改台账在导')).toEqual(['何晓燕']);
  town.takeEverything();

  const job = clerk.page.getByRole('listitem', { name: '导出 台账' });
  const [download] = await Promise.all([clerk.page.waitForEvent('download'), job.getByRole('link', { name: /^取文件/u }).click()]);
  expect(download.suggestedFilename()).toMatch(/台账.*\.xlsx$/u);
  expect(await second.page.getByRole('link', { name: /^取文件/u }).count()).toBe(0);
  expect(await end(second)).toEqual([]);
  expect(await end(clerk)).toEqual([]);
});

test('a backup is begun with a click and stands in the list', async () => {
  const tab = await at('何晓燕', '#/files');
  const { page } = tab;
  await button(page, '现在备份').click();
  await page.getByRole('list', { name: '做过的备份' }).getByText('.zrtbackup').waitFor();
  await page.getByRole('listitem', { name: '备份', exact: true }).getByText('办好了').waitFor();
  expect(await end(tab)).toEqual([]);
});

test('what waits is called off and begun again from the page, as another process takes it up', async () => {
  await town.stop();
  await console.stop();
  town.longWork = false;
  await town.start();
  console = await openTestConsole(town);
  const tab = await at('何晓燕', '#/files');
  const { page } = tab;
  await town.bot.world.stores.jobs.add('export-902', { kind: 'export', subject: { what: 'ledger' } }, 'he', town.now());
  const job = page.getByRole('listitem', { name: '导出 台账' });
  await job.getByText('等着').waitFor();
  await job.getByRole('button', { name: '不办了 导出 台账' }).click();
  await job.getByRole('button', { name: '再办一次 导出 台账' }).click();
  await job.getByText('等着').waitFor();
  expect(await end(tab)).toEqual([]);
});

test('the buttons for exports say the words of the chat', async () => {
  const tab = await at('周正平', '#/files');
  const { page } = tab;
  const said: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/say')) said.push((request.postDataJSON() as { text: string }).text);
  });
  const press = async (name: string): Promise<void> => {
    await button(page, name).click();
    await page.getByRole('dialog').getByRole('button').last().click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  await press('导出 台账');
  await press('导出 名单');
  for (const [hash, name] of [
    ['#/ledger', '导出 台账'],
    ['#/people', '导出 名单'],
  ] as const) {
    await page.goto(`${console.url}/${hash}`);
    await press(name);
  }
  await page.goto(`${console.url}/#/cycles`);
  await page.getByRole('link', { name: '8月自查' }).click();
  await press('导出 8月自查');
  expect(said).toEqual(['导出 台账', '导出 名单', '导出 台账', '导出 名单', '导出 8月自查']);
  town.takeEverything();
  expect(await end(tab)).toEqual([]);
});

test('discipline has neither import nor backup on a phone in the dark; somebody of a village has no page and no buttons', async () => {
  const tab = await at('周正平', '#/files', { viewport: { width: 390, height: 844 }, isMobile: true, colorScheme: 'dark' });
  await button(tab.page, '导出 台账').waitFor();
  expect([await tab.page.getByLabel('选表格').count(), await button(tab.page, '现在备份').count()]).toEqual([0, 0]);
  expect(await tab.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(await end(tab)).toEqual([]);
  const village = await at('李德明', '#/cycles');
  await village.page.getByRole('link', { name: '8月自查' }).click();
  await village.page.getByText('按上级').waitFor();
  expect(await button(village.page, '导出 8月自查').count()).toBe(0);
  expect(await village.page.getByRole('menuitem', { name: '文件' }).count()).toBe(0);
  expect(await end(village)).toEqual([]);
});
