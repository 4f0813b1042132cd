import { afterEach, expect, test } from 'vitest';
import { handOver } from '../../src/application/hand-over-report.js';
import { promptsFor } from '../../src/application/open-prompts.js';
import { archive, documents, pretenders } from '../harness/documents.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { asked, at, kept, numberIn, reporting, sendsFile, wholeReport } from '../harness/reports.js';
import { newestCycle, recordOf, versionsOf } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

const megabyte = 1024 * 1024;

let town: Township;

async function open(prepare = reporting()): Promise<void> {
  town = await Township.open({ at, prepare });
  await asked(town);
}

/** A report has been handed in, and its reader knows; returns its number. */
async function handedIn(): Promise<string> {
  await open();
  await town.says('李德明', wholeReport);
  town.expects('李德明', '回执');
  await town.until('2026-10-10 09:20');
  return numberIn(town.expects('王志强', '交来了'));
}

async function stateOf(no: string): Promise<unknown> {
  const matter = await town.bot.world.stores.matters.matter(Number(no));
  return matter?.kind === 'reading' ? [matter.state, matter.version] : undefined;
}

afterEach(() => town.end());

test.each([
  ['a program', pretenders.program, '三季度报告.docx', '我收不了，没存'],
  ['an archive', pretenders.archive, '三季度报告.docx', '我收不了，没存'],
  ['an archive that swells to gigabytes', pretenders.bomb, '42.docx', '我收不了，没存'],
  ['a document with macros', pretenders.macros, '报告.docx', '不带宏'],
  ['a photo that calls itself a document', pretenders.photo, '报告.pdf', '我收不了，没存'],
  ['an empty file', new Uint8Array(0), '报告.docx', '是空的，没存'],
  ['a report of 20 MB', Buffer.concat([documents.pdf, Buffer.alloc(20 * megabyte)]), '报告.pdf', '太大，没存。\n请压到10兆以内'],
])('%s is refused with its reason, leaves nothing behind, and the report stays open', async (_what, bytes, name, words) => {
  await open();
  await sendsFile(town, '李德明', bytes, name);
  town.expects('李德明', words);
  expect(await kept(town)).toEqual([]);
  expect(await recordOf(town, 'dongcun')).toMatchObject({ version: 0, state: 'pending' });
});

test('a file of just 10 MB whose name climbs folders, holds controls or is a path is kept under a name of its own', async () => {
  await open();
  const bytes = Buffer.concat([documents.pdf, Buffer.alloc(10 * megabyte - documents.pdf.length)]);
  await sendsFile(town, '李德明', bytes, '../../../etc/\u202Efdp.exe\u0000{{ evil }}=cmd');
  expect(town.expects('李德明', '整份是PDF文件')).not.toMatch(/evil|exe|etc/u);
  expect(await kept(town)).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.pdf$/u)]);
  await town.until('2026-10-10 09:20');
  expect(town.expects('王志强', '是个PDF文件')).not.toMatch(/evil|exe|etc/u);
});

test('a file nobody asked for is not kept: where no report is, and from somebody who answers for none', async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith() });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，');
  for (const who of ['赵小梅', '王志强']) {
    await sendsFile(town, who);
    town.expects(who, '文件没存，现在没有要文件的事。');
  }
  await sendsFile(town, '陌生人');
  town.expects('陌生人', '登记过的同志');
  expect(await kept(town)).toEqual([]);
});

const twoUnits = reporting(
  replace(files.roster, 'principal: wu, supervisor: wang, liaison: ma', 'principal: li, supervisor: wang, liaison: ma'),
);

test('with two reports open a file is not kept and the bot does not guess; with one of them under way it is that one’s', async () => {
  await open(twoUnits);
  await sendsFile(town, '李德明');
  const words = town.expects('李德明', '您有几份报告都在写，这个文件没存', '# 东村三季度履责报告', '# 石桥村三季度履责报告');
  expect(await kept(town)).toEqual([]);
  const [, number = ''] = /(\d+)# 石桥村/u.exec(words) ?? [];
  await town.says('李德明', `${number}# 逐题`);
  town.expects('李德明', '第1题（共5题）');
  await sendsFile(town, '李德明');
  town.expects('李德明', '石桥村三季度履责报告记下了', '整份是Word文件');
  expect(await recordOf(town, 'dongcun')).toMatchObject({ version: 0 });
  await town.until('2026-10-10 09:30');
  town.expects('王志强', '石桥村三季度履责报告交来了');
});

test('words for a numbered report keep the forms in which they were typed', async () => {
  await open(twoUnits);
  const [prompt] = await promptsFor(town.bot.world, 'li');
  const number = prompt?.number ?? 0;
  await town.says('李德明', `${number}# 1 （一）开了会，ＡＢＣ①\n2 没有\n3 有\n4 没有\n5 没有`);
  town.expects('李德明', '第3题');
  await town.says('李德明', `${number}# 3 账都公示了`);
  town.expects('李德明', '回执');
  expect((await versionsOf(town, 'dongcun'))[0]?.answers['principal']).toEqual({ type: 'text', text: '（一）开了会，ＡＢＣ①' });
  await town.until('2026-10-10 09:30');
  town.expects('王志强', '交来了');
});

test('the same file message arriving again, also after a restart, is one version, one file and one message to the reader', async () => {
  await open();
  const id = await sendsFile(town, '李德明');
  town.expects('李德明', '回执');
  await town.again(id);
  await town.until('2026-10-10 09:20');
  town.expects('王志强', '交来了');
  await town.isDownUntil('2026-10-10 09:21');
  await town.again(id);
  await town.until('2026-10-10 09:40');
  expect(await kept(town)).toHaveLength(1);
  expect(await versionsOf(town, 'dongcun')).toHaveLength(1);
});

test('a report recorded just before a crash is handed over afterwards, once', async () => {
  await open();
  const { world } = town.bot;
  const latest = world.stores.replies.latest.bind(world.stores.replies);
  // What comes between the recording and the handing over fails, as when the process dies there.
  world.stores.replies.latest = () => Promise.reject(new Error('gone'));
  await town.says('李德明', wholeReport);
  town.expects('李德明', '回执');
  world.stores.replies.latest = latest;
  expect(town.logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
  await town.isDownUntil('2026-10-10 09:12');
  await town.until('2026-10-10 09:40');
  const no = numberIn(town.expects('王志强', '东村三季度履责报告交来了'));
  const matter = await town.bot.world.stores.matters.matter(Number(no));
  expect(matter?.kind === 'reading' && (await handOver(town.bot.world, matter, town.now()))).toBe(false);
});

test('已阅 twice, by two readers, replayed and for what does not exist: the first counts, and the others are told', async () => {
  const no = await handedIn();
  const id = await town.says('张建国', `已阅${no}`);
  town.expects('张建国', '记为已阅', '回执');
  await town.again(id);
  await town.says('王志强', `已阅 ${no}`);
  town.expects('王志强', `${no}号东村三季度履责报告，\n张建国书记10月10日看过了。`);
  await town.says('王志强', '已阅 9999');
  town.expects('王志强', '没有9999号报告。');
  await town.until('2026-10-10 09:30');
  town.expects('李德明', '张建国书记看过了');
  expect(await stateOf(no)).toEqual(['read', 3]);
});

test('of two readers at one moment one marks it, and the other hears who did', async () => {
  const no = await handedIn();
  await Promise.all(['张建国', '王志强'].map((who) => town.says(who, `已阅 ${no}`)));
  const heard = [town.expects('张建国'), town.expects('王志强')];
  expect(heard.filter((text) => text.includes('记为已阅'))).toHaveLength(1);
  expect(heard.filter((text) => text.includes('10月10日看过了'))).toHaveLength(1);
  await town.until('2026-10-10 09:40');
  town.expects('李德明', '看过了东村三季度履责报告');
  expect(await stateOf(no)).toEqual(['read', 3]);
});

test('whoever is not a reader may neither mark nor send back, and 已阅 without a report to read is a courtesy', async () => {
  const no = await handedIn();
  for (const who of ['赵小梅', '李德明', '何晓燕', '周正平', '吴永贵']) {
    await town.says(who, `已阅 ${no}`);
    town.expects(who, '办不了');
  }
  for (const who of ['赵小梅', '吴永贵', '张建国', '何晓燕']) {
    await town.says(who, '已阅');
    await town.says(who, '看过了');
  }
  expect(await stateOf(no)).toEqual(['open', 2]);
});

test('退回 without words is asked for them; a reason that holds templates, formulas and controls goes along verbatim as text', async () => {
  const no = await handedIn();
  await town.says('王志强', `退回 ${no}`);
  town.expects('王志强', '要补什么？', `退回 ${no} 要补什么`);
  await town.says('王志强', '公章谁保管？');
  town.expects('王志强', '一字不改');
  await town.until('2026-10-10 09:25');
  town.expects('李德明', '\n公章谁保管？\n');
  await town.says('王志强', `退回 ${no} =HYPERLINK("x") {{ clerk }} {% raw %} 公章\u0007谁\u202E管？`);
  town.expects('王志强', '一字不改');
  await town.until('2026-10-10 09:30');
  expect(town.expects('李德明')).toContain('\n=HYPERLINK("x") {{ clerk }} {% raw %} 公章谁管？\n');
});

test('an asked-back report whose cycle has closed still takes what was asked for', async () => {
  const no = await handedIn();
  await town.until('2026-11-20 10:00');
  town.takeAll(/还等您看|还没收到|还没着落|过问|协调/u);
  await town.says('王志强', `退回 ${no} 公章谁保管？`);
  town.expects('王志强', '一字不改');
  await town.until('2026-11-20 10:10');
  town.expects('李德明', '公章谁保管？');
  await town.until('2026-11-24 10:00');
  town.takeAll(/还没收到|还没着落|过问|协调/u);
  expect((await town.bot.world.stores.cycles.openCycles()).map(({ schedule }) => schedule.id)).toEqual([]);
  await town.says('李德明', '3 账都公示了，公章孙国栋保管');
  town.expects('李德明', '补充记下了', '已转王志强副书记再看', '回执');
  await town.until('2026-11-24 10:10');
  town.expects('王志强', '补充了');
  await sendsFile(town, '李德明');
  town.expects('李德明', '文件没存，现在没有要文件的事。');
  await town.says('王志强', `退回 ${no} 发个盖章的`);
  town.expects('王志强', '一字不改');
  await town.until('2026-11-24 10:20');
  town.expects('李德明', '发个盖章的');
  await sendsFile(town, '李德明');
  town.expects('李德明', '补充记下了', '整份是Word文件');
  await town.until('2026-11-24 10:30');
  town.expects('王志强', '补充了');
});

test('an archive in a group, mention or not, is neither kept nor answered', async () => {
  await open();
  await town.does((hub, id) => hub.file({ from: town.account('李德明'), room: town.room(), bytes: archive(['x']), fileName: 'x.zip', id }));
  expect(await kept(town)).toEqual([]);
  expect(await newestCycle(town)).toMatchObject({ schedule: { kind: 'report' } });
});

test('a report whose unit is taken out of the roster before it was read is put to nobody else, who could not mark it', async () => {
  const no = await handedIn();
  const line = '  - { id: dongcun, name: 东村, kind: village, parent: qingshan, principal: li, supervisor: wang, liaison: zhao }\n';
  await replace(files.roster, line, '')(town.home);
  await town.until('2026-10-12 10:00');
  town.expectsNothing();
  expect(await town.bot.world.stores.matters.open({ kind: 'reading' })).toEqual([]);
  await town.says('张建国', `已阅 ${no}`);
  town.expects('张建国');
});
