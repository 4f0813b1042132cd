import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFollower } from '../../src/adapters/webhook/follower.js';
import { post } from '../../src/adapters/webhook/post.js';
import { sign } from '../../src/adapters/webhook/sign.js';
import { createWebhookTeller } from '../../src/application/tell-webhook.js';
import { webhookEventTypes } from '../../src/domain/webhook-event.js';
import { codeFor, openTestConsole, type TestConsole } from '../harness/console.js';
import { blocksOf, differences, type Block } from '../harness/document-blocks.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { load, rightFiles, writeHome } from '../harness/home-folder.js';
import { freePort } from '../harness/tcp-redis.js';
import { Township } from '../harness/township.js';
import { TestWebhook } from '../harness/webhook-receiver.js';

const document = 'docs/api.md';
const whole = readFileSync(document, 'utf8');
const blocks = blocksOf(document);
let town: Township;
let console: TestConsole;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zrt-api-'));
  const port = await freePort();
  const settings = replace(files.settings, 'pacing: false', `pacing: false\nconsole: { port: ${port}, address: http://127.0.0.1:${port} }`);
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, settings) });
  console = await openTestConsole(town);
  await town.until('2026-08-25 09:10');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.takeEverything();
  env = { PATH: process.env['PATH'] ?? '', ZRT: console.url, CODE: await codeFor(town, '周正平') };
});
afterAll(async () => {
  await console.stop();
  await town.close();
  await rm(folder, { recursive: true, force: true });
});

/** Each command with what the document says it prints. */
const commands = blocks.flatMap((block, at) => {
  const shown = blocks[at + 1];
  return block.language === 'sh' && shown !== undefined ? [{ line: block.line, command: block.text, shown }] : [];
});

test('each command of the document is followed by what it prints', () => {
  expect(commands.length).toBe(blocks.filter(({ language }) => language === 'sh').length);
  expect(commands.length).toBeGreaterThanOrEqual(10);
  for (const { shown, line } of commands) expect(['json', 'text'], `line ${line}`).toContain(shown.language);
});

// In their order: one signs in for those behind it.
test.each(commands)('the command at line $line prints what the document says', async ({ command, shown }) => {
  const stdout = await run(command);
  if (shown.language === 'json') expect(differences(JSON.parse(shown.text), JSON.parse(stdout)), stdout).toEqual([]);
  else expect(plain(stdout)).toBe(plain(shown.text));
});

/** What it prints; the bot answers it from this process. */
function run(command: string): Promise<string> {
  return new Promise((settle, fail) => {
    execFile('bash', ['-euc', command], { cwd: folder, env }, (error, stdout) => (error === null ? settle(stdout) : fail(error)));
  });
}

/** Numbers of entries differ. */
function plain(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/^data: \d+$/mu, 'data: 9')
    .trim();
}

test('every path of the interface stands in the document, and no other', async () => {
  const { body } = await console.stranger().get('/api/v1/openapi.json');
  const { paths } = body as { paths: Record<string, Record<string, unknown>> };
  const served = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const written = [...whole.matchAll(/^\| `([A-Z]+ \/api\/v1\/[^`?]*)`/gmu)].map(([, path = '']) => path);
  expect(written.toSorted()).toEqual(served.toSorted());
});

describe('webhooks as documented', () => {
  const blockOf = (language: string): Block => {
    const found = blocks.findLast((block) => block.language === language);
    if (found === undefined) throw new Error(`the document has no ${language}`);
    return found;
  };

  test('the settings are right', async () => {
    const loaded = await load(await writeHome({ ...rightFiles, 'settings.yaml': blockOf('yaml').text }));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
    expect(loaded.config.settings.webhooks).toEqual([
      {
        id: 'oa',
        url: 'https://oa.example.gov.cn/zerentian',
        secretFrom: 'ZERENTIAN_WEBHOOK_OA',
        events: ['cycle.opened', 'reply.recorded', 'rung.climbed'],
      },
    ]);
  });

  test('every type of event stands in the table', () => {
    const rows = [...whole.matchAll(/^\| (`\w+\.\w+`.*?) \|/gmu)].map(([, types = '']) => types);
    const types = rows.flatMap((row) => [...row.matchAll(/`(\w+\.\w+)`/gu)].map(([, type = '']) => type));
    expect(types.toSorted()).toEqual([...webhookEventTypes].toSorted());
  });

  test('the example in JavaScript believes what the bot sends, and nothing that was changed, is old, or is signed with another secret', async () => {
    const path = join(folder, 'verify.mjs');
    await writeFile(path, blockOf('js').text);
    const { isGenuine } = (await import(path)) as {
      isGenuine: (headers: object, body: string, secret: string, nowMs?: number) => boolean;
    };
    const oa = await TestWebhook.open();
    const { world } = town.bot;
    await world.stores.webhooks.begin('docs', 0);
    const receiver = { id: 'docs', url: oa.url, key: oa.key, secretFrom: 'ZERENTIAN_WEBHOOK_DOCS', events: ['reply.recorded'] as const };
    const follower = openFollower({
      receivers: () => [receiver],
      tell: createWebhookTeller(world, { post, sign }),
      yield: () => Promise.resolve(),
      clock: world.clock,
      alarms: world.alarms,
      log: world.log,
    });
    follower.wake();
    const [delivery] = await oa.heard(1);
    await follower.stop();
    await oa.close();
    if (delivery === undefined) throw new Error('nothing was delivered');
    const { headers, text, event } = delivery;
    const example = blocks.find((block) => block.language === 'json' && block.text.includes('"type"'));
    expect(differences(JSON.parse(example?.text ?? ''), event)).toEqual([]);
    expect(isGenuine(headers, text, oa.secret, town.now())).toBe(true);
    expect(isGenuine(headers, text.replace('false', 'true'), oa.secret, town.now())).toBe(false);
    expect(isGenuine({ ...headers, 'webhook-id': 'other' }, text, oa.secret, town.now())).toBe(false);
    expect(isGenuine(headers, text, oa.secret, town.now() + 600_000)).toBe(false);
    expect(isGenuine(headers, text, `whsec_${Buffer.alloc(32).toString('base64')}`, town.now())).toBe(false);
  });
});
