import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../src/adapters/log/log.js';
import { PermanentError, TemporaryError } from '../../src/domain/errors.js';
import { startModule } from '../harness/module-process.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(async () => {
  await redis.stop();
});

/** What an entry looks like in the log. */
function logged(facts: object, options: { pretty?: boolean } = {}): string {
  const lines: string[] = [];
  openLog({ sink: { write: (line) => lines.push(line) }, ...options }).error(facts, 'message');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

const parsed = (line: string | undefined) => JSON.parse(line ?? '') as { msg: string; facts: unknown };
const factsOf = (facts: object): unknown => parsed(logged(facts)).facts;

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('the log', () => {
  it('writes a line of JSON with level, time, facts and message', () => {
    const entry: unknown = JSON.parse(logged({ cycle: 'zicha-2026-08', level: 'press', units: 18, late: false }));
    expect(entry).toEqual({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      facts: { cycle: 'zicha-2026-08', level: 'press', units: 18, late: false },
      msg: 'message',
    });
  });

  it('writes no arguments of a command that Redis refused, whichever way the error came', async () => {
    const client = redis.client();
    await client.set('text', 'x');
    const wrongType = await rejection(client.hset('text', 'unit', 'canary'));
    const unknown = await rejection(client.call('NOSUCHCOMMAND', 'canary'));
    const script = await rejection(client.eval("return redis.error_reply('ERR ' .. ARGV[1])", 0, 'canary'));
    expect(JSON.stringify([wrongType, unknown, script].map((error) => Object.entries(error ?? {})))).toContain('canary');

    for (const error of [wrongType, unknown, script]) {
      const wrapped = new TemporaryError('store-failed', 'The store failed.', error);
      for (const facts of [{ error }, { deep: [{ error }] }, { error: wrapped }, error, new AggregateError([error])]) {
        expect(logged(facts as object)).not.toContain('canary');
      }
    }
    expect(factsOf({ error: wrongType })).toMatchObject({ error: { name: 'ReplyError', code: 'WRONGTYPE' } });
    expect(factsOf({ error: new PermanentError('store-failed', 'The store failed.', wrongType) })).toEqual({
      error: {
        name: 'PermanentError',
        code: 'store-failed',
        message: 'The store failed.',
        cause: { name: 'ReplyError', code: 'WRONGTYPE' },
      },
    });
  });

  it('writes no words of errors that quote what they were given, and their place instead', async () => {
    const parse = await rejection(Promise.resolve().then(() => parsed('canary 咬耳扯袖')));
    const invalid = await rejection(Promise.resolve().then(() => Buffer.from('x').write('canary', 'canary' as BufferEncoding)));
    const forged = new Error('canary\n    at canary (canary:1:1)');
    for (const error of [parse, invalid, forged, new PermanentError('x', 'x', forged)]) expect(logged({ error })).not.toContain('canary');
    expect(factsOf({ error: parse })).toMatchObject({
      error: { name: 'SyntaxError', at: expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts/)]) },
    });
  });

  it('writes the words of the system and of the engine', async () => {
    const absent = await rejection(readFile('/nowhere'));
    expect(factsOf({ error: absent })).toMatchObject({ error: { code: 'ENOENT', message: expect.stringContaining('/nowhere') } });
    const mistake = await rejection(Promise.resolve().then(() => (undefined as unknown as { x: string }).x));
    expect(factsOf({ error: mistake })).toMatchObject({ error: { name: 'TypeError', message: expect.stringContaining("reading 'x'") } });
  });

  it('hides texts, answers and codes at any depth', () => {
    const hidden = { text: 'canary', answers: { a: 'canary' }, body: ['canary'], facts: { x: 'canary' }, code: 'canary', args: ['canary'] };
    const line = logged({ ...hidden, notice: { ...hidden, more: [{ ...hidden, id: 'n-1' }] } });
    expect(line).not.toContain('canary');
    expect(line).toContain('"id":"n-1"');
  });

  it('cuts what is long, deep or wide, and takes bytes and loops', () => {
    const loop: Record<string, unknown> = {};
    loop['loop'] = loop;
    const facts = {
      long: 'x'.repeat(10_000_000),
      loop,
      wide: Array.from({ length: 100_000 }, (_, no) => no),
      bytes: Buffer.from('canary'),
      big: 7n,
      map: new Map([['canary', 1]]),
    };
    const line = logged(facts);
    expect(line.length).toBeLessThan(2_000);
    expect(parsed(line).facts).toMatchObject({ bytes: '[6 bytes]', big: '7', map: '[1 entries]' });
  });

  it('writes short lines for a terminal, which no name from outside can steer', () => {
    const line = logged({ cycle: '自查', unit: 'a\u001B[2Jb\u009Bc\nd', level: 'press', nothing: null }, { pretty: true });
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d \u001B\[31merror\u001B\[0m message {2}cycle=自查 unit="a\\u001b\[2Jb\\u009bc\\nd" level=press nothing=null\n$/,
    );
    expect(logged({}, { pretty: true })).toMatch(/message\n$/);
  });

  it('leaves out what is below its level', () => {
    const lines: string[] = [];
    const log = openLog({ sink: { write: (line) => lines.push(line) }, level: 'warn' });
    log.info({}, 'one');
    log.warn({}, 'two');
    expect(lines.map((line) => parsed(line).msg)).toEqual(['two']);
  });

  it('writes to stderr, and loses nothing when the process ends at once', async () => {
    const { child, ended } = startModule(`
      const { openLog } = await load('src/adapters/log/log.ts');
      const log = openLog();
      for (let no = 0; no < 1000; no += 1) log.info({ no }, 'entry');
      process.exit(0);`);
    let printed = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    await ended;
    const lines = printed.split('\n').filter((line) => line.startsWith('{'));
    expect(lines).toHaveLength(1000);
    expect(parsed(lines[999])).toMatchObject({ level: 'info', facts: { no: 999 } });
  });

  it('does not end the process when nobody reads stderr any more', async () => {
    const { child, line, ended } = startModule(`
      const { openLog } = await load('src/adapters/log/log.ts');
      const log = openLog();
      log.info({}, 'first');
      process.stdin.once('data', () => {
        for (let no = 0; no < 1000; no += 1) log.info({ no }, 'entry');
        setImmediate(() => console.log('alive'));
        process.stdin.pause();
      });
      console.log('ready');`);
    expect(await line()).toBe('ready');
    child.stderr?.destroy();
    child.stdin?.end('go');
    expect([await line(), await ended]).toEqual(['alive', 0]);
  });
});
