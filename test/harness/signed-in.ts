/** The console in a browser, with somebody signed in. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Tab, TestBrowser } from './browser.js';
import { codeFor, type TestConsole } from './console.js';
import type { Township } from './township.js';

/** Types the code that the bot says in chat. */
export async function signIn(page: Page, town: Township, who: string): Promise<void> {
  await page.getByLabel('登录码').fill(await codeFor(town, who));
  await page.getByRole('button', { name: '进入' }).click();
}

/** A tab on one of the pages. */
export async function openAt(
  { browser, console, town }: { browser: TestBrowser; console: TestConsole; town: Township },
  who: string,
  hash: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const tab = await browser.open(console.url, options);
  await signIn(tab.page, town, who);
  await tab.page.getByRole('menuitem', { name: '今天' }).waitFor();
  await tab.page.goto(`${console.url}/${hash}`);
  return tab;
}

/** Closes a tab; returns what its page complained of, the bot's log included. */
export async function closeTab({ page, complaints }: Tab, town: Township): Promise<unknown[]> {
  await page.context().close();
  return [...complaints, ...town.logged.filter(({ level }) => level !== 'info')];
}
