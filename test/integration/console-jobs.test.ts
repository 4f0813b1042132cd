import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rosterWorkbook } from '../../src/application/export-roster.js';
import type { RosterPreview } from '../../src/application/roster-preview.js';
import { workbookWriter } from '../../src/adapters/office/workbook-writer.js';
import { dayMs } from '../../src/domain/time.js';
import { anyPort, openTestConsole, type TestConsole, type Visitor } from '../harness/console.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { ended, fetched, jobOf, listed, upload, uploadFile } from '../harness/jobs.js';
import { Township } from '../harness/township.js';
import { workbookFolder, type WorkbookFolder } from '../harness/workbooks.js';

let town: Township;
let console: TestConsole;
let books: WorkbookFolder;
const visitors = new Map<string, Visitor>();

const everybody = ['张建国', '周正平', '何晓燕', '王志强', '李德明'] as const;
const secondClerk = replace(files.roster, 'title: 副书记, roles: []', 'title: 副书记, roles: [clerk]');

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, secondClerk, anyPort), longWork: true });
  await town.until('2026-08-25 09:05');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.takeEverything();
  console = await openTestConsole(town);
  for (const who of everybody) visitors.set(who, await console.signIn(town, who));
  books = await workbookFolder();
});
afterAll(async () => {
  await books.remove();
  await console.stop();
  await town.close();
});

function as(who: (typeof everybody)[number]): Visitor {
  const found = visitors.get(who);
  if (found === undefined) throw new Error(`${who} is not signed in`);
  return found;
}

interface Act {
  actor: string;
  act: string;
  object: string;
}

async function auditOf({ bot }: Township): Promise<Act[]> {
  const entries = await bot.world.stores.audit.entries('0-0', 10_000);
  return entries.map(({ fields }) => {
    const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
    return { actor: field('actor'), act: field('act'), object: field('object') };
  });
}

const roster = (): Promise<string> => readFile(join(town.home, files.roster), 'utf8');

/** The roster as it is exported, changed and kept again. */
async function changedRoster(name: string, change: (book: excel.Workbook) => void): Promise<string> {
  const path = books.path(name);
  await workbookWriter.write(path, rosterWorkbook(town.bot.world, town.now()));
  const book = new excel.Workbook();
  await book.xlsx.readFile(path);
  change(book);
  await book.xlsx.writeFile(path);
  return path;
}

const people = (book: excel.Workbook): excel.Worksheet => book.worksheets[0] ?? book.addWorksheet('人员');

async function previewOf(visitor: Visitor, id: string): Promise<RosterPreview> {
  const { status, body } = await visitor.get(`/api/v1/jobs/${id}/preview`);
  expect(status).toBe(200);
  return body as RosterPreview;
}

async function begin(visitor: Visitor, wanted: object): Promise<{ status: number; job: string }> {
  const { status, body } = await visitor.post('/api/v1/jobs', { id: randomUUID(), ...wanted });
  return { status, job: (body as { job?: string }).job ?? '' };
}

async function takenUp(): Promise<void> {
  for (const second of ['1s', '1s', '1s']) await town.pass(second);
}

let exports = 0;
async function exported(by: string, subject: object): Promise<string> {
  exports += 1;
  await town.bot.world.stores.jobs.add(`export-${exports}`, { kind: 'export', subject } as never, by, town.now());
  return `export-${exports}`;
}

describe('an export', () => {
  test('is made for whoever asked, on record before it is there, and fetched by them alone, on record again', async () => {
    const [cycle] = await town.bot.world.stores.cycles.openCycles();
    const id = await exported('he', { what: 'cycle', cycle: cycle?.id });
    const job = await ended(as('何晓燕'), id);
    expect(job).toMatchObject({ state: 'done', what: 'cycle', about: '8月自查', mine: true, facts: { kind: 'export' } });
    expect(job.file?.title).toMatch(/^[^/]*自查.*2026-08-25\.xlsx$/u);
    const { status, headers, bytes } = await fetched(console, as('何晓燕'), id);
    expect([status, headers.get('cache-control'), bytes.length]).toEqual([200, 'no-store', job.file?.bytes]);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(job.file?.title ?? '')}`,
    );
    const book = new excel.Workbook();
    await book.xlsx.load(bytes as never);
    expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).toContain('赵小梅');
    for (const other of everybody.filter((who) => who !== '何晓燕')) {
      expect([403, 404]).toContain((await fetched(console, as(other), id)).status);
      expect((await as(other).get('/api/v1/jobs')).body).not.toMatchObject({ jobs: [{ id }] });
      expect((await as(other).post(`/api/v1/jobs/${id}/cancel`, {})).body).not.toEqual({ done: true });
    }
    expect((await fetched(console, console.stranger(), id)).status).toBe(401);
    const acts = (await auditOf(town)).filter(({ actor, act }) => actor.startsWith('he') && /export/u.test(act));
    expect(acts.map(({ act, object }) => [act, object])).toEqual([
      ['exported', cycle?.id],
      ['export-fetched', `job/${id}`],
    ]);
  });

  test('lies sealed on the disk, and nothing of it in Redis', async () => {
    const id = await exported('zhou', { what: 'roster' });
    await ended(as('周正平'), id);
    const folder = join(town.home, 'data', 'files');
    for (const name of await readdir(folder)) expect((await readFile(join(folder, name))).subarray(0, 4).toString()).toBe('zrt1');
  });

  test.each([
    [{ what: 'circular', no: 99 }, 'no-such-circular'],
    [{ what: 'cycle', cycle: '<script>' }, 'no-such-cycle'],
    [{ what: 'report', cycle: 'x', unit: '../..' }, 'no-such-report'],
  ])('of what is not there says so: %j', async (subject, trouble) => {
    expect(await ended(as('何晓燕'), await exported('he', subject))).toMatchObject({ state: 'failed', trouble, file: null });
  });

  test('is refused to whoever may not have it by then, or is not in the roster any more', async () => {
    for (const by of ['li', 'nobody']) {
      const id = await exported(by, { what: 'ledger' });
      await expect.poll(async () => (await town.bot.world.stores.jobs.job(id))?.trouble, { timeout: 10_000 }).toBe('not-permitted');
    }
  });
});

describe('a roster out of a workbook', () => {
  test('with faults is told cell by cell and changes nothing; mended, it is shown, taken over, and on record', async () => {
    const clerk = as('何晓燕');
    const before = await roster();
    const wrong = await changedRoster('wrong.xlsx', (book) => {
      people(book).getCell('B2').value = '';
      people(book).getCell('B3').value = { formula: 'HYPERLINK("http://evil.example")', result: '<img src=x onerror=alert(1)>' };
      people(book).getCell('C4').value = '长'.repeat(10_000);
    });
    const check = await uploadFile(console, clerk, wrong);
    expect(await ended(clerk, check)).toMatchObject({ state: 'done', facts: { verdict: 'faulty' }, preview: true });
    const faulty = await previewOf(clerk, check);
    if (faulty.kind !== 'faulty') throw new Error('it has faults');
    expect(faulty.faults.map(({ place }) => place)).toEqual(expect.arrayContaining(['人员!B2', '人员!B3']));
    expect(JSON.stringify(faulty).length).toBeLessThan(20_000);
    expect((await begin(clerk, { kind: 'roster-import', check })).status).toBe(404);

    const right = await changedRoster('right.xlsx', (book) => {
      people(book).getCell('C4').value = '党政办主任';
      people(book).addRow(['sun', '孙丽', '干事']);
    });
    const second = await uploadFile(console, clerk, right);
    expect(await ended(clerk, second)).toMatchObject({ facts: { verdict: 'changes', added: 1, changed: 1, removed: 0 } });
    const shown = await previewOf(clerk, second);
    expect(shown).toMatchObject({
      kind: 'changes',
      same: false,
      lists: [{ added: ['孙丽（sun）'], changed: [{ fields: [{ after: '党政办主任' }] }] }],
    });
    expect(await roster()).toBe(before);

    const { job } = await begin(clerk, { kind: 'roster-import', check: second });
    const done = await ended(clerk, job);
    expect(done).toMatchObject({ state: 'done', facts: { kind: 'roster-import' } });
    const kept = done.facts?.kind === 'roster-import' ? done.facts.kept : null;
    expect(await readFile(join(town.home, kept ?? ''), 'utf8')).toBe(before);
    expect(await roster()).toContain('孙丽');
    expect((await auditOf(town)).filter(({ act }) => act === 'roster-imported')).toMatchObject([
      { actor: expect.stringMatching(/^he\b/u) },
    ]);
    await takenUp();
    expect(town.bot.world.config().roster.people.get('sun')?.name).toBe('孙丽');
  });

  test('that somebody else has changed since is not taken over: the second of two clerks is told', async () => {
    const [first, second] = [as('何晓燕'), as('王志强')];
    const path = (name: string): Promise<string> => changedRoster(`${name}.xlsx`, (book) => void people(book).addRow([name, name, '干事']));
    const [one, other] = [await uploadFile(console, first, await path('aa')), await uploadFile(console, second, await path('bb'))];
    for (const [who, id] of [[first, one] as const, [second, other] as const]) await ended(who, id);
    // What one has looked at is nobody else's to take over.
    expect((await begin(second, { kind: 'roster-import', check: one })).status).toBe(404);
    const { job: taken } = await begin(first, { kind: 'roster-import', check: one });
    expect((await ended(first, taken)).state).toBe('done');
    const after = await roster();
    const { job: late } = await begin(second, { kind: 'roster-import', check: other });
    expect(await ended(second, late)).toMatchObject({ state: 'failed', trouble: 'roster-changed' });
    expect(await roster()).toBe(after);
    expect(after).not.toContain('bb');
    await takenUp();
  });

  test('is nobody else\u2019s to send: not the secretary\u2019s, not a village\u2019s, not a stranger\u2019s', async () => {
    const bytes = new Uint8Array(await readFile(await changedRoster('same.xlsx', () => undefined)));
    expect((await upload(console, as('张建国'), bytes)).status).toBe(403);
    expect((await upload(console, as('李德明'), bytes)).status).toBe(403);
    expect((await upload(console, console.stranger(), bytes)).status).toBe(401);
    for (const who of ['张建国', '周正平', '李德明'] as const) expect((await begin(as(who), { kind: 'backup' })).status).toBe(403);
  });

  test('that says what stands there already changes nothing', async () => {
    const clerk = as('何晓燕');
    const check = await uploadFile(console, clerk, await changedRoster('same.xlsx', () => undefined));
    expect(await ended(clerk, check)).toMatchObject({ facts: { verdict: 'same' } });
    expect((await begin(clerk, { kind: 'roster-import', check })).status).toBe(404);
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'not-a-workbook'],
    ['a picture', Buffer.from('\u0089PNG\r\n'), 'not-a-workbook'],
    ['an archive that never ends', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(5_000_000, 0xff)]), 'damaged'],
  ])('that is %s is refused with the reason', async (_what, bytes, trouble) => {
    const clerk = as('何晓燕');
    const { status, job } = await upload(console, clerk, new Uint8Array(bytes));
    expect(status).toBe(200);
    const { facts } = await ended(clerk, job);
    expect(facts).toMatchObject({ kind: 'roster-check', verdict: 'unreadable' });
    expect([trouble, 'not-a-workbook']).toContain(facts?.kind === 'roster-check' && facts.verdict === 'unreadable' ? facts.trouble : '');
  });

  test('above 10 MB is not even taken in, and what is no workbook by its kind neither', async () => {
    expect((await upload(console, as('何晓燕'), new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await as('何晓燕').post('/api/v1/uploads?id=12345678', { a: 1 })).status).toBe(400);
    for (const id of ['x', '../../../etc', '%00'.repeat(4)])
      expect((await upload(console, as('何晓燕'), new Uint8Array(3), id)).status).toBe(400);
  });

  test('sent twice with one id is looked at once', async () => {
    const bytes = new Uint8Array(await readFile(await changedRoster('same.xlsx', () => undefined)));
    const id = randomUUID();
    const [one, two] = [await upload(console, as('何晓燕'), bytes, id), await upload(console, as('何晓燕'), bytes, id)];
    expect(two).toEqual(one);
    await ended(as('何晓燕'), one.job);
    // Somebody else who draws the same id begins nothing of theirs, and sees nothing of it.
    expect((await upload(console, as('王志强'), bytes, id)).status).toBe(404);
  });
});

describe('a backup', () => {
  test('is taken for the clerk, on record as theirs, and stands in the list of the office alone', async () => {
    const clerk = as('何晓燕');
    const { job } = await begin(clerk, { kind: 'backup' });
    const { facts } = await ended(clerk, job);
    const file = facts?.kind === 'backup' ? facts.file : '';
    expect((await listed(clerk)).backups.map(({ name }) => name)).toEqual([file]);
    expect(await readdir(join(town.home, 'data', 'backups'))).toEqual([file]);
    expect(await listed(as('周正平'))).toMatchObject({ office: false, backups: [] });
    expect((await jobOf(as('王志强'), job)).mine).toBe(false);
    expect((await auditOf(town)).filter(({ act }) => act === 'backup')).toMatchObject([{ actor: expect.stringMatching(/^he\b/u) }]);
  });

  test('clears away what one that was killed has left half written', async () => {
    await writeFile(join(town.home, 'data', 'backups', 'old.zrtbackup.part'), 'half');
    const { job } = await begin(as('何晓燕'), { kind: 'backup' });
    await ended(as('何晓燕'), job);
    expect((await readdir(join(town.home, 'data', 'backups'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

test('after a day every file that long work has made or was given is gone, and the page says so', async () => {
  const clerk = as('何晓燕');
  const id = await exported('he', { what: 'ledger' });
  const { file } = await ended(clerk, id);
  expect(file?.until).toBe(town.now() + dayMs);
  await town.pass('23h');
  // Nobody stays signed in for so long.
  const back = await console.signIn(town, '何晓燕');
  expect((await fetched(console, back, id)).status).toBe(200);
  await town.pass('2h');
  expect((await fetched(console, back, id)).status).toBe(404);
  expect((await jobOf(back, id)).file).toMatchObject({ gone: true });
  expect(await readdir(join(town.home, 'data', 'files'))).toEqual([]);
});
