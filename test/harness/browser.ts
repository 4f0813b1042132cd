/** A real browser on the console's pages. What a page complains of, or asks of another host, is kept for the test to see. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What a headless browser needs in a container, and does not need to do there. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Tab {
  page: Page;
  /** Errors in the page's console and addresses elsewhere that it asked for. */
  complaints: string[];
}

export interface TestBrowser {
  open(url: string, options?: BrowserContextOptions): Promise<Tab>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = process.env['CHROMIUM'] ?? places.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('a browser is needed: install chromium, or say in CHROMIUM where one is');
  const browser: Browser = await chromium.launch({ executablePath, args });
  return {
    async open(url, options = {}) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        // That nobody is signed in yet is an answer, which the browser calls an error.
        if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        const asked = request.url();
        if (!asked.startsWith(url) && !asked.startsWith('data:') && !asked.startsWith('blob:')) complaints.push(`asked for ${asked}`);
      });
      await page.goto(url);
      return { page, complaints };
    },
    close: () => browser.close(),
  };
}
