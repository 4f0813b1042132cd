import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestConsole, type TestConsole } from '../harness/console.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

const address = 'https://field.qingshan.example';
let town: Township;
let console: TestConsole;

beforeAll(async () => {
  const settings = replace(files.settings, 'pacing: false', `pacing: false\nconsole: { port: 0, address: ${address} }`);
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, settings) });
  console = await openTestConsole(town);
  await town.until('2026-08-25 09:10');
  town.takeEverything();
});
afterAll(async () => {
  await console.stop();
  await town.close();
});

/** Where the phone asks, on this machine. */
async function given(who: string, words = '日历 换'): Promise<string> {
  await town.says(who, words);
  return (/https:\S+/u.exec(town.expects(who))?.[0] ?? '').replace(address, console.url);
}

test('a phone that subscribes gets its owner’s deadlines as iCalendar, without a session', async () => {
  const response = await fetch(await given('王志强'));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('private, no-cache');
  const text = await response.text();
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/u);
  expect(text).toContain('DTEND:20260901T100000Z');
  expect(text.match(/SUMMARY:.*/gu)).toHaveLength(1);
});

test('what has not changed is not sent again, however the tag is quoted', async () => {
  const url = await given('王志强');
  const tag = (await fetch(url)).headers.get('etag') ?? '';
  expect(tag).toMatch(/^W\/"/u);
  for (const match of [tag, tag.slice(2), `"other", ${tag}`]) {
    const again = await fetch(url, { headers: { 'if-none-match': match } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
  expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
});

test('an address that is no more, and one that never was, are answered alike', async () => {
  const old = await given('李德明');
  expect((await fetch(old)).status).toBe(200);
  await given('李德明');
  const wrong = [old, `${console.url}/calendar/${'x'.repeat(43)}.ics`, `${console.url}/calendar/x`, `${console.url}/calendar/%00.ics`];
  for (const url of [...wrong, `${console.url}/calendar/${'x'.repeat(90)}.ics`]) {
    const response = await fetch(url);
    expect([url.length, response.status, await response.json()]).toEqual([url.length, 404, { error: 'not-found' }]);
  }
});

test('the address of whoever has no post any more opens nothing from that moment on', async () => {
  const url = await given('马春生');
  const { world } = town.bot;
  const inForce = world.config.bind(world);
  const before = world.config();
  const people = new Map(before.roster.people);
  people.delete('ma');
  world.config = () => ({ ...before, roster: { ...before.roster, people } });
  try {
    expect((await fetch(url)).status).toBe(404);
  } finally {
    world.config = inForce;
  }
  expect((await fetch(url)).status).toBe(200);
});

test('whoever asks again and again is told to wait', async () => {
  const url = await given('赵小梅');
  const statuses = new Set<number>();
  for (let asked = 0; asked < 130; asked += 1) statuses.add((await fetch(url, { headers: { 'if-none-match': '*' } })).status);
  expect(statuses.has(429)).toBe(true);
});
