/** The console in a real browser: when its first page can be used, and how evenly ten thousand units scroll. */
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createPrometheus } from '../src/adapters/metrics/prometheus.js';
import { LocalHub } from '../src/adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../src/adapters/wechaty/resolve-puppet.js';
import { issueSignIn } from '../src/application/issue-sign-in.js';
import { openCycle } from '../src/application/open-cycle.js';
import { isAsking } from '../src/domain/schedule.js';
import { startBot, type Bot } from '../src/main.js';
import { openPages } from '../src/main/pages.js';
import { openBrowser, type TestBrowser } from '../test/harness/browser.js';
import { failingLog, threeQuestions, workingClock, writeCounty } from './county.js';
import { median, percentile } from './rounds.js';
import type { Row, Topic } from './topic.js';

const units = 10_000;
const times = 7;
const frames = 240;
const wheelPixels = 400;
/** A list of few plain lines of the same height: what the browser and the machine take by themselves. */
const plainPage = `data:text/html,${encodeURIComponent(
  '<div id="list" style="height:560px;overflow:auto"><div style="height:400000px;background:linear-gradient(#eee,#ccc)"></div></div>',
)}`;

export const browser: Topic = {
  name: 'browser',
  async run() {
    const county = await writeCounty(1);
    await appendFile(join(county.home, 'settings.yaml'), 'console: { port: 0 }\n');
    await addVillages(join(county.home, 'roster.yaml'));
    const clock = workingClock();
    const hub = new LocalHub({ contacts: [], rooms: [], now: () => clock.now() });
    const puppet = await resolvePuppet('local', hub);
    const bot = await startBot({ folder: county.home, env: {}, clock, log: failingLog, puppet, courier: false, heartbeat: false });
    const pages = await openPages(bot, createPrometheus(), failingLog, true);
    const chromium = await openBrowser();
    try {
      const cycle = await openOne(bot);
      const url = pages.url ?? '';
      return [await firstPage(chromium, url), ...(await scrolling(chromium, { bot, url, cycle }))];
    } finally {
      await chromium.close();
      await pages.stop();
      await bot.stop();
      await rm(county.home, { recursive: true, force: true });
    }
  },
};

/** A file may not be as large as ten thousand people besides would make it. */
async function addVillages(roster: string): Promise<void> {
  const villages = Array.from(
    { length: units },
    (_, each) => `  - { id: v${each + 1}, name: ${each + 1}号村, kind: village, parent: town, principal: zhang }`,
  );
  await writeFile(roster, (await readFile(roster, 'utf8')).replace('groups:', `${villages.join('\n')}\ngroups:`));
}

async function openOne({ world }: Bot): Promise<string> {
  const schedule = world.config().schedules.get(threeQuestions);
  if (schedule === undefined || !isAsking(schedule)) throw new Error('the schedule is missing');
  const now = world.clock.now();
  const cycle = await openCycle(world, schedule, now, now, 'bench');
  if (cycle === undefined) throw new Error('no cycle was opened');
  return cycle.id;
}

/** Nothing is kept from one time to the next. The floor is an answer of the same server without any page. */
async function firstPage(chromium: TestBrowser, url: string): Promise<Row> {
  const [took, bare]: [number[], number[]] = [[], []];
  for (let time = 0; time <= times; time += 1) {
    const from = performance.now();
    const { page } = await chromium.open(`${url}/`);
    await page.getByLabel('登录码').fill('12345678');
    const usable = performance.now();
    await page.context().close();
    const begun = performance.now();
    await (await chromium.open(`${url}/healthz`)).page.context().close();
    const ended = performance.now();
    // The first time warms up.
    if (time > 0) {
      took.push(usable - from);
      bare.push(ended - begun);
    }
  }
  return {
    work: 'the first page in a browser that has nothing of it, until a code is typed, against a bare answer of the server',
    aim: '< 2 s',
    measured: `${Math.round(median(took))} ms, slowest ${Math.round(Math.max(...took))} ms; bare ${Math.round(median(bare))} ms`,
  };
}

async function scrolling(chromium: TestBrowser, { bot, url, cycle }: { bot: Bot; url: string; cycle: string }): Promise<Row[]> {
  const { world } = bot;
  const clerk = world.config().roster.people.get('wang');
  if (clerk === undefined) throw new Error('there is no clerk');
  const { code } = await issueSignIn(world, clerk, 'bench', world.clock.now());
  const { page } = await chromium.open(`${url}/`);
  await page.getByLabel('登录码').fill(code);
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByRole('menuitem', { name: '今天' }).waitFor();
  const rows: Row[] = [];
  for (const [work, hash, ready] of [
    ['the units of a cycle', `#/cycles/${cycle}`, '1号村'],
    ['the tree as a table', '#/tree', '1号村'],
  ] as const) {
    await page.goto(`${url}/${hash}`);
    if (hash === '#/tree') await page.getByText('一张表', { exact: true }).click();
    await page.getByPlaceholder('找单位、人名').fill('村');
    await page.getByText(ready, { exact: true }).first().waitFor();
    const shown = await frameMs(page, '.ant-table-tbody-virtual-holder');
    const plain = await chromium.open(plainPage);
    const floor = await frameMs(plain.page, '#list');
    await plain.page.context().close();
    rows.push({
      work: `${work}: ${units.toLocaleString('en')} scrolled, ${wheelPixels} pixels a frame, against an empty list`,
      aim: 'p95 ≤ 33 ms',
      measured: `p95 ${percentile(shown, 95).toFixed(0)} ms, median ${median(shown).toFixed(0)} ms; empty p95 ${percentile(floor, 95).toFixed(0)} ms`,
    });
  }
  return rows;
}

/** How long each frame took while a wheel was turned. */
function frameMs(page: Page, list: string): Promise<number[]> {
  return page.evaluate<number[]>(
    `(async ([list, frames, deltaY]) => {
      const field = document.querySelector(list);
      const took = [];
      let before = await new Promise(requestAnimationFrame);
      for (let frame = 0; frame < frames; frame += 1) {
        const top = field.scrollTop;
        field.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }));
        if (field.scrollTop === top) field.scrollTop = top + deltaY;
        const now = await new Promise(requestAnimationFrame);
        took.push(now - before);
        before = now;
      }
      return took;
    })(${JSON.stringify([list, frames, wheelPixels])})`,
  );
}
