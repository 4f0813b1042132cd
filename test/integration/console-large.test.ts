import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Tab, type TestBrowser } from '../harness/browser.js';
import { anyPort, openTestConsole, type TestConsole } from '../harness/console.js';
import { hamlet, hamletWith } from '../harness/hamlet.js';
import { withVillages } from '../harness/large-town.js';
import { scrollThrough } from '../harness/scrolling.js';
import { Township } from '../harness/township.js';
import { signIn } from '../harness/signed-in.js';

const villages = 10_000;
const fewRows = 200;

let town: Township;
let console: TestConsole;
let browser: TestBrowser;
let tab: Tab;

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, withVillages(villages), anyPort) });
  console = await openTestConsole(town);
  browser = await openBrowser();
  await town.bot.engine.tick(town.now() + 60_000);
  town.takeEverything();
  tab = await browser.open(console.url);
  await signIn(tab.page, town, '何晓燕');
  await tab.page.getByRole('menuitem', { name: '今天' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await console.stop();
  await town.close();
});

test.each([
  ['the units of a cycle', '#/cycles/monthly-self-check-20260825-0900', '全部 10003'],
  ['the tree as a table', '#/tree', '一张表'],
])('%s: of ten thousand only those in sight are in the document, wherever one scrolls to', async (_, hash, shown) => {
  const { page } = tab;
  await page.goto(`${console.url}/${hash}`);
  await page.getByText(shown, { exact: true }).click();
  // Nested rows are folded as long as nothing is looked for.
  await page.getByPlaceholder('找单位、人名').fill('村');
  await page.getByText('2号村', { exact: true }).waitFor();
  const { rows, height } = await scrollThrough(page, { list: '.ant-table-tbody-virtual-holder', row: '.ant-table-row', steps: 40 });
  expect(height).toBeGreaterThan(villages * 30);
  expect(rows).toBeGreaterThan(5);
  expect(rows).toBeLessThan(fewRows);
});
