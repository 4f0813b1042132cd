import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answered, byForm, linkFor } from '../harness/answer-forms.js';
import { openTestConsole, type Answered, type TestConsole } from '../harness/console.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

const cycle = 'monthly-self-check-20260825-0900';
const questions = `  - { id: when, type: date, text: 哪天开的会？, label: 开会 }
  - { id: way, type: choice, text: 怎么公开的？, options: [公开栏, 微信群], label: 公开 }
  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月, optional: true }
remind:`;
const jpg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]).toString('base64');
const whole = { ...answered, when: { date: '2026-08-20' }, way: { letter: 'B' }, board: { photos: [jpg] } };

let town: Township;
let console: TestConsole;

beforeAll(async () => {
  town = await Township.open({
    at: '2026-08-25 08:59',
    prepare: hamletWith(byForm, replace(files.selfCheck, 'remind:', questions), replace(files.roster, 'name: 东村', "name: '东村<b>&'")),
  });
  console = await openTestConsole(town);
  await town.until('2026-08-25 09:10');
  town.takeEverything();
});
beforeEach(() => void town.takeEverything());
afterAll(async () => {
  await console.stop();
  await town.close();
});

const post = (path: string, entries: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
  console.stranger().post(`${path}/form`, { entries }, headers);
const stored = async (unit: string): Promise<number> => (await town.bot.world.stores.replies.versions(cycle, unit)).length;

describe('the form', () => {
  test('says for which unit and till when, and what is asked, to whoever has the link; nothing that was answered', async () => {
    const path = await linkFor(town, '赵小梅');
    const { status, body } = await console.stranger().get(`${path}/form`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ unit: '东村<b>&', title: '8月自查', deadline: '9月1日（周二）18:00', late: false, again: false });
    expect((body as { questions: { type: string }[] }).questions.map(({ type }) => type)).toEqual([
      'yes-no',
      'number',
      'text',
      'date',
      'choice',
      'photo',
    ]);
  });

  test('is a page that takes nothing from elsewhere, has nothing inline, and is small', async () => {
    const response = await fetch(`${console.url}/f/whatever`);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|unsafe|nonce/);
    expect(html).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=|https?:/);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { gzipSync } = await import('node:zlib');
    const parts = [...html.matchAll(/"\.\.(\/assets\/[^"]+)"/g)].map(([, part = '']) => part);
    expect(parts.length).toBeGreaterThanOrEqual(2);
    const sizes = await Promise.all(
      parts.map(async (part) => {
        const got = await fetch(`${console.url}${part}`);
        expect(got.status).toBe(200);
        return gzipSync(await got.text()).length;
      }),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
  });

  test('hands in all kinds of answers, photos too, once however often it is sent, and from two phones at once', async () => {
    const path = await linkFor(town, '马春生');
    const answers = await Promise.all([post(path, whole), post(path, whole), post(path, whole)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 410, 410]);
    expect(answers.find(({ status }) => status === 200)?.body).toEqual({
      text: expect.stringMatching(/石桥村8月自查记下了[^]*回执 \d+$/u),
    });
    expect(answers.find(({ status }) => status === 410)?.body).toEqual({ error: 'used' });
    const [reply, ...others] = await town.bot.world.stores.replies.all(cycle);
    expect(others).toEqual([]);
    expect(reply?.answers).toMatchObject({
      when: { type: 'date', date: '2026-08-20' },
      way: { type: 'choice', letter: 'B' },
      board: { type: 'photo', files: [expect.stringMatching(/\.jpg$/)] },
    });
    expect((await post(path, whole)).status).toBe(410);
    expect((await console.stranger().get(`${path}/form`)).body).toEqual({ error: 'used' });
    town.expects('马春生', '记下了', '回执');
    town.expectsNothing();
  });

  test('says beside each question what is wrong with it, keeps nothing, and takes it when it is right', async () => {
    const path = await linkFor(town, '赵小梅');
    const wrong = {
      meeting: {},
      talks: { number: 1000 },
      issue: { text: '长'.repeat(10_000) },
      when: { date: '2026-02-30' },
      way: { letter: 'Z' },
      board: { photos: [Buffer.from('<svg onload=alert(1)>').toString('base64')] },
    };
    const { status, body } = await post(path, wrong);
    expect(status).toBe(422);
    const { problems } = body as { problems: Record<string, { why: string; text: string }> };
    expect(Object.fromEntries(Object.entries(problems).map(([id, { why, text }]) => [id, `${why} ${text}`]))).toEqual({
      meeting: 'empty 选“是”或“否”。',
      talks: 'range 0到99之间，再看一眼。',
      issue: 'too-long 太长了，最多5000字。',
      when: 'not-a-date 没有这一天，再选一次。',
      way: 'not-an-option 从选项里选一个。',
      board: 'photo 照片打不开或太大，换一张。',
    });
    expect(await stored('dongcun')).toBe(0);
    expect((await post(path, { ...whole, when: { date: null }, board: {} })).status).toBe(200);
    town.expects('赵小梅', '记下了');
    expect(await stored('dongcun')).toBe(1);
  });

  test.each([
    ['a report of wrongdoing', '我要举报李德明收了三万块钱', '12388'],
    ['an identity number', '张三身份证 11010519491231002X 已核', '身份证号'],
    ['classified matter', '县里发的秘密级文件已经传达', '带密级'],
  ])('shows the door to %s, and keeps nothing of it', async (_, text, door) => {
    const path = await linkFor(town, '赵小梅');
    const before = await stored('dongcun');
    const { status, body } = await post(path, { ...whole, issue: { text } });
    expect(status).toBe(422);
    expect((body as { problems: Record<string, { text: string }> }).problems['issue']?.text).toContain(door);
    expect(await stored('dongcun')).toBe(before);
  });

  test('asks once more for stock phrases, and takes them on the person’s word', async () => {
    const path = await linkFor(town, '赵小梅');
    const stock = { text: '高度重视，认真落实' };
    const { status, body } = await post(path, { ...whole, issue: stock });
    expect({ status, body }).toMatchObject({ status: 422, body: { problems: { issue: { why: 'boilerplate' } } } });
    expect((await post(path, { ...whole, issue: { ...stock, attested: true } })).status).toBe(200);
    town.expects('赵小梅', '改好了');
  });

  test('takes HTML and formulas as the words they are', async () => {
    const path = await linkFor(town, '赵小梅');
    const text = '<img src=x onerror=alert(1)>{{ 7 | times: 7 }} =HYPERLINK("http://evil")';
    expect((await post(path, { ...whole, issue: { text } })).status).toBe(200);
    const reply = await town.bot.world.stores.replies.latest(cycle, 'dongcun');
    expect(reply?.answers['issue']).toEqual({ type: 'text', text });
    expect(town.expects('赵小梅')).not.toContain('onerror');
  });
});

describe('a link that is none, or somebody else’s page', () => {
  test('gets nothing, whatever it looks like', async () => {
    for (const token of ['x', 'x'.repeat(43), '%2e%2e%2fetc', '__proto__', '%00', 'x'.repeat(3_000)]) {
      const { status } = await console.stranger().get(`/f/${token}/form`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect((await post(`/f/${token}`, whole)).status).toBeGreaterThanOrEqual(400);
    }
  });

  test('hands in nothing from another site, and nothing that is not what a form sends', async () => {
    const path = await linkFor(town, '赵小梅');
    const before = await stored('dongcun');
    expect((await post(path, whole, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(path, whole, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post(path, whole, { 'content-type': 'text/plain' })).status).toBeGreaterThanOrEqual(400);
    for (const entries of [null, 'x', [1], { meeting: true }, { talks: { number: '3' } }, { board: { photos: ['not base64!'] } }]) {
      const { status } = await post(path, entries);
      expect(status).toBe(400);
    }
    const { status } = await post(path, { ...whole, issue: { text: 'x'.repeat(20_000_000) } }).catch(() => ({ status: 413 }));
    expect(status).toBe(413);
    expect(await stored('dongcun')).toBe(before);
    expect((await post(path, { ...whole, ['__proto__']: { yes: true } })).status).toBe(400);
    expect((await post(path, { ...whole, constructor: { yes: true }, unknown: { yes: true } })).status).toBe(200);
    town.expects('赵小梅', '改好了');
  });

  test('is not told from one that is over, and tries are bounded', async () => {
    const tries = await Promise.all(Array.from({ length: 80 }, () => console.stranger().get(`/f/${'y'.repeat(43)}/form`)));
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([410, 429]));
  });
});
