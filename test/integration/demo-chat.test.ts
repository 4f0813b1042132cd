import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TalkLine, Town, TownEvent } from '../../src/adapters/console/demo-port.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { killClis, startCli, type RunningCli } from '../harness/cli.js';

let place: string;
let cli: RunningCli;
let url: string;
let browser: TestBrowser;

const group = '@group-all-units';
/** A picture of one dot. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64');

/** One demonstration for all of them: they go on where the one before has ended, as a visitor does. */
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'zrt-chat-'));
  cli = startCli(['demo'], { env: { TMPDIR: place } });
  let written = '';
  cli.child.stdout?.on('data', (text: string) => (written += text));
  await cli.said('离开：退出');
  url = /http:\/\/127\.0\.0\.1:\d+\//.exec(written)?.[0] ?? '';
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  const { code, ms, stderr } = await cli.end('SIGTERM');
  await killClis();
  await rm(place, { recursive: true, force: true });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(ms).toBeLessThan(5_000);
});

async function get<Answer>(path: string): Promise<Answer> {
  return (await (await fetch(`${url}api/demo/${path}`)).json()) as Answer;
}

const town = (): Promise<Town> => get('town');

async function linesOf(talk: string): Promise<TalkLine[]> {
  return (await get<{ lines: TalkLine[] }>(`talks/${encodeURIComponent(talk)}`)).lines;
}

const lastOf = async (talk: string): Promise<string> => (await linesOf(talk)).at(-1)?.text ?? '';

function post(path: string, body: object | Buffer, headers: Record<string, string> = {}): Promise<Response> {
  const isPhoto = Buffer.isBuffer(body);
  return fetch(`${url}api/demo/${path}`, {
    method: 'POST',
    headers: { 'content-type': isPhoto ? 'image/png' : 'application/json', ...headers },
    body: isPhoto ? new Uint8Array(body) : JSON.stringify(body),
  });
}

const say = (body: { who: string; group?: string; text: string }): Promise<Response> => post('say', body);

/** Reads what the town tells until something is told. */
async function told(is: (event: TownEvent) => boolean, during: () => Promise<unknown>): Promise<TownEvent> {
  const hangUp = new AbortController();
  const { body } = await fetch(`${url}api/demo/events`, { signal: hangUp.signal });
  if (body === null) throw new Error('nothing is told');
  const acting = during();
  let rest = '';
  try {
    for await (const piece of body.pipeThrough(new TextDecoderStream())) {
      const parts = `${rest}${piece}`.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        if (!part.startsWith('data: ')) continue;
        const event = JSON.parse(part.slice('data: '.length)) as TownEvent;
        if (is(event)) return event;
      }
    }
    throw new Error('it was never told');
  } finally {
    await acting;
    hangUp.abort();
  }
}

describe('over HTTP', () => {
  test('everybody of the township can be spoken for, and somebody whom nobody knows', async () => {
    const { people, groups, now, timezone, moving } = await town();
    expect(people.length).toBeGreaterThan(40);
    expect(people.find(({ id }) => id === 'zhao')).toMatchObject({ name: '赵小梅', posts: ['东村联络员'], leads: false, said: 0 });
    expect(people.find(({ id }) => id === 'wang')).toMatchObject({ leads: true });
    expect(people.filter(({ stranger }) => stranger).map(({ name }) => name)).toEqual(['陌生人']);
    expect(groups.map(({ id, name }) => ({ id, name }))).toEqual([{ id: group, name: '各村各单位工作群' }]);
    expect({ timezone, moving }).toEqual({ timezone: 'Asia/Shanghai', moving: false });
    expect(new Date(now).toISOString()).toMatch(/^2026-08-25T00:59/);
    expect(JSON.stringify(await town())).not.toContain('wxid_');
  });

  test('time goes on to the next thing, and everybody has got their questions', async () => {
    const before = (await town()).now;
    expect(await (await post('forward', { by: 'next' })).json()).toEqual({ moved: true });
    const after = await town();
    expect(after.now - before).toBeLessThan(20 * 60_000);
    expect(await lastOf('zhao')).toContain('东村8月自查，5题');
    expect(await lastOf(group)).toContain('8月主体责任自查今天开始');
    expect(after.people.filter(({ said }) => said > 0).length).toBeGreaterThan(17);
  });

  test('an answer has its receipt, which every open page is told at once', async () => {
    const event = await told(
      (one) => one.kind === 'line' && one.talk === 'zhao' && one.line.from === null,
      () => say({ who: 'zhao', text: '1是 2 3次 3A 4 8.20 5无' }),
    );
    expect(event).toMatchObject({ line: { text: expect.stringMatching(/回执 \d+/) } });
    expect((await linesOf('zhao')).map(({ from }) => from)).toEqual([null, '赵小梅', null]);
  });

  test('in the group the bot answers who mentions it, and nobody else', async () => {
    await say({ who: 'zhang', group, text: '今天都辛苦了' });
    await say({ who: 'zhang', group, text: '@助手 状态' });
    const lines = await linesOf(group);
    expect(lines.slice(1).map(({ from }) => from)).toEqual(['张建国', '张建国', null]);
    expect(lines.at(-1)?.text).toContain('18个单位，已交1');
  });

  test('a photo is shown as it was sent, and heard', async () => {
    expect((await post('photo?who=zhao', dot)).status).toBe(204);
    const photo = (await linesOf('zhao')).find(({ picture }) => picture !== null);
    const shown = await fetch(`${url}api/demo/pictures/${photo?.picture}`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer()).equals(dot)).toBe(true);
    expect((await linesOf('zhao')).at(-1)?.from).toBe(null);
    expect((await post(`photo?who=zhang&group=${encodeURIComponent(group)}`, dot)).status).toBe(204);
  });

  test('the terminal and the browser are on the same stage', async () => {
    cli.type('陈守田: 我的');
    await cli.said('陈守田，柳湾村');
    expect((await linesOf('chen')).map(({ from }) => from)).toEqual(['陈守田', null]);
    await say({ who: 'li', text: '帮助，从浏览器来' });
    await cli.said('    帮助，从浏览器来');
  });

  test('whoever one is opens the console without a code', async () => {
    const answer = await post('sign-in', { who: 'zhang' });
    expect(await answer.json()).toMatchObject({ name: '张建国', committee: '青山镇' });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${url}api/v1/today`, { headers: { cookie } })).status).toBe(200);
  });

  test.each([
    ['nobody', 'say', { who: 'sunwukong', text: '状态' }, {}, 404],
    ['no group', 'say', { who: 'zhang', group: '@group-none', text: '状态' }, {}, 404],
    ['a group as a person', 'say', { who: group, text: '状态' }, {}, 404],
    ['no words', 'say', { who: 'zhang', text: '' }, {}, 400],
    ['words without end', 'say', { who: 'zhang', text: 'x'.repeat(20_001) }, {}, 400],
    ['a file that is no photo', 'photo?who=zhao', dot, { 'content-type': 'application/pdf' }, 415],
    ['nobody’s console', 'sign-in', { who: '@stranger' }, {}, 404],
    ['another site’s page', 'say', { who: 'zhang', text: '状态' }, { origin: 'https://evil.example' }, 403],
  ])('%s is refused', async (_, path, body, headers, status) => {
    expect((await post(path, body, headers)).status).toBe(status);
  });

  test('a name that somebody else’s site has pointed here is not answered to', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${url}api/demo/town`, { headers: { host: 'evil.example' } }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test.each(['三天', '0d', '-1h', '99999d', '9999999999'])('%s does not let time pass', async (by) => {
    expect(await (await post('forward', { by })).json()).toEqual({ moved: false });
  });
});

describe('in a browser', () => {
  test('the guide leads from question to receipt, request and consent, and on to the console as the secretary', async () => {
    const { page, complaints } = await browser.open(url);
    const steps = page.getByRole('region', { name: '五分钟看完一轮' }).getByRole('button');
    const talk = page.getByRole('log');
    const take = async (title: string, who: string): Promise<void> => {
      await steps.filter({ hasText: title }).click();
      await page.getByRole('region', { name: who }).waitFor();
    };
    const send = (): Promise<void> => page.getByRole('button', { name: '发送' }).click();
    await page.getByText('青山镇 · 演示').waitFor();
    await take('以赵小梅一条答完', '赵小梅');
    await talk.getByText('东村8月自查，5题').waitFor();
    await take('以刘芳请求延期', '刘芳');
    await send();
    await talk.getByText('已转王志强副书记').waitFor();
    await take('以王志强同意', '王志强');
    await talk.getByText('柳湾村请求延期').waitFor();
    await page.getByRole('group', { name: '可以这样回' }).getByText('不同意').waitFor();
    await send();
    await talk.getByText('已同意').waitFor();
    await take('快进三天', '马春生');
    await talk.getByText('石桥村8月自查还没收到').waitFor();
    await page.getByText('刘芳 柳湾村联络员').click();
    await talk.getByText('王志强副书记同意了').waitFor();
    await take('以张建国问状态', '张建国');
    await send();
    await talk.getByText('延期1，没发出去1').waitFor();
    await page.getByRole('button', { name: '谁没交', exact: true }).click();
    await talk.getByText('延期1：').waitFor();
    await steps.filter({ hasText: '以张建国打开控制台' }).click();
    await page.getByRole('button', { name: '回到聊天' }).waitFor();
    await page.getByText('张建国 书记').waitFor();
    await page.getByText('8月自查').first().waitFor();
    await page.getByRole('button', { name: '回到聊天' }).click();
    await page.getByRole('region', { name: '张建国' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('on a phone at night nothing is cut off, a photo goes behind its words, and what is hostile is only text', async () => {
    const { page, complaints } = await browser.open(url, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await page.getByRole('button', { name: '换个人' }).click();
    await page.getByLabel('找姓名、岗位').fill('柳湾村负责人');
    await page.getByRole('button', { name: /陈守田/ }).click();
    await page.getByRole('region', { name: '陈守田' }).waitFor();
    const hostile = '<img src="/x" onerror="document.title=1"> {{ 7 | times: 7 }} =cmd()';
    await page.getByLabel('说点什么').fill(hostile);
    await page.locator('input[type=file]').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: dot });
    await page.getByRole('img', { name: 'dot.png' }).waitFor();
    await page.getByRole('button', { name: '发送' }).click();
    const talk = page.getByRole('log');
    await talk.getByText(hostile, { exact: true }).waitFor();
    await talk.getByRole('img', { name: '[照片]' }).waitFor();
    expect(await page.title()).toBe('责任田');
    const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
    expect(widths).toEqual([390, 390]);
    expect(complaints).toEqual([]);
  });

  test('of thousands of long lines only those in sight are drawn, the last first', async () => {
    const long = '长'.repeat(10_000);
    for (let turn = 0; turn < 100; turn += 1) await say({ who: 'sun', text: turn === 50 ? long : `说第${turn}遍` });
    const { page, complaints } = await browser.open(url);
    await page.getByText('孙国栋 东村委员').click();
    const talk = page.getByRole('log');
    await talk.getByText('说第99遍').waitFor();
    const drawn = (): Promise<number> => talk.locator('.line').count();
    expect(await drawn()).toBeLessThan((await linesOf('sun')).length / 1.5);
    await talk.press('Home');
    await talk.getByText('说第0遍', { exact: true }).waitFor();
    await page.getByRole('button', { name: '到最新' }).click();
    await talk.getByText('说第99遍').waitFor();
    expect(complaints).toEqual([]);
  });

  test('the first page weighs less than 400 KB', async () => {
    const { page } = await browser.open(url);
    await page.getByText('青山镇 · 演示').waitFor();
    const assets = await page.evaluate<string[]>("performance.getEntriesByType('resource').map(({ name }) => name)");
    const weights = assets
      .filter((address) => address.includes('/assets/'))
      .map(async (address) => gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length);
    expect(assets.filter((address) => address.includes('jsx-dev'))).toEqual([]);
    const whole = (await Promise.all(weights)).reduce((sum, one) => sum + one, 0);
    expect(whole).toBeGreaterThan(100_000);
    expect(whole).toBeLessThan(400_000);
  });
});
