import { expect, test } from 'vitest';
import { calendarFeed } from '../../src/application/export-calendar.js';
import { circularDocument } from '../../src/application/export-circular.js';
import { cycleWorkbook } from '../../src/application/export-cycle.js';
import { ledgerWorkbook } from '../../src/application/export-ledger.js';
import { reportDocument } from '../../src/application/export-report.js';
import type { Person } from '../../src/domain/roster.js';
import type { Viewer } from '../../src/application/sheet-words.js';
import type { CellValue, Sheet, Workbook } from '../../src/application/workbook-port.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { established } from '../harness/ledger-town.js';
import { asked, at as reportAt, reporting, wholeReport } from '../harness/reports.js';
import { play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

/** The rows of a sheet, each cell under its heading. */
async function rowsOf(sheet: Sheet | undefined): Promise<Record<string, CellValue>[]> {
  const rows: Record<string, CellValue>[] = [];
  if (sheet === undefined) return rows;
  for await (const cells of sheet.rows)
    rows.push(Object.fromEntries(sheet.columns.map(({ heading }, index) => [heading, cells[index] ?? null])));
  return rows;
}

async function cycleOf(town: Township, viewer: Viewer = 'operator'): Promise<Workbook> {
  const { world } = town.bot;
  const [cycle] = await world.stores.cycles.openCycles();
  if (cycle === undefined) throw new Error('no cycle is open');
  return cycleWorkbook(world, cycle, viewer, town.now());
}

function personOf(town: Township, id: string): Person {
  const person = town.bot.world.config().roster.people.get(id);
  if (person === undefined) throw new Error(`there is no ${id}`);
  return person;
}

test('the results of a cycle are what was answered, by whom and when, with what was changed and explained; and each sees what is theirs', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:10');
    town.takeAll('自查');
    await town.says('赵小梅', '1是 2 3次 3 缺经费，要镇里帮');
    town.expects('赵小梅', '记下了');
    await town.says('赵小梅', '改 2 4');
    town.expects('赵小梅', '由3次改成4次');
    await town.until('2026-09-03 10:00');
    town.takeAll('自查');
    await town.says('吴永贵', '说明 会计换人');
    town.expects('吴永贵', '说明记下了');

    const book = await cycleOf(town);
    expect([book.title, book.footer, book.sheets.map(({ name }) => name)]).toEqual([
      '青山镇8月主体责任自查',
      '青山镇 2026-09-03导出',
      ['结果', '题目', '各版本'],
    ]);
    const [, dong, shi] = await rowsOf(book.sheets[0]);
    const answered = { 单位: '东村', 上级单位: '镇党委', 状态: '已交', 走到哪一步: '没催过', 谁答的: '赵小梅', 版本: 2, 单位说明: null };
    expect(dong).toMatchObject({ ...answered, '1 专题研究': '是', '2 谈话': 4, '3 问题': '缺经费，要镇里帮' });
    expect(dong?.['截止']).toEqual({ date: '2026-09-01', minute: 18 * 60 });
    expect(shi).toMatchObject({ 单位: '石桥村', 状态: '没交', 走到哪一步: '督办', 版本: null, '2 谈话': null, 单位说明: '会计换人' });
    expect(await rowsOf(book.sheets[1])).toHaveLength(3);
    expect((await rowsOf(book.sheets[2])).map((row) => [row['单位'], row['版本'], row['2 谈话']])).toEqual([
      ['东村', 1, 3],
      ['东村', 2, 4],
    ]);

    const theirs = await cycleOf(town, personOf(town, 'wu'));
    expect((await rowsOf(theirs.sheets[0])).map((row) => row['单位'])).toEqual(['石桥村']);
    expect(await rowsOf(theirs.sheets[2])).toEqual([]);
  }));

test('a circular is a draft until it is released, with units and their words; then it has totals alone; one that was withheld is none', () =>
  play(
    {
      at: '2026-08-25 08:59',
      prepare: hamletWith(replace(files.settings, 'pacing: false', 'pacing: false\noffice: { redHeader: 青山镇文件, issuer: 青山镇党委 }')),
    },
    async (town) => {
      await town.until('2026-09-03 10:00');
      town.takeAll('');
      await town.says('赵小梅', '1是 2 3次 3 无');
      await town.says('何晓燕', '1是 2 2次 3 修了公开栏');
      town.expects('何晓燕', '镇党委8月自查记下了');
      await town.says('吴永贵', '说明 会计换人');
      await town.until('2026-09-04 09:10');
      town.takeAll('');
      const open = await town.bot.world.stores.circulars.openCirculars();
      const no = open.find(({ units }) => units.includes('shiqiao'))?.no ?? 0;
      const draft = await circularDocument(town.bot.world, no, town.now());
      expect(draft).toMatchObject({ draft: true, title: '8月自查', reads: [{ unit: 'shiqiao' }] });
      expect(draft.document.values).toEqual({
        header: '青山镇文件',
        mark: `草稿 ${no}号，没放行`,
        title: '8月自查情况通报',
        to: '各村、各单位：',
        body:
          '8月自查8月25日发题，9月1日（周二）截止。到9月4日，3个单位里已交2，没交1。没交的已单独联系。\n一、没交的单位\n' +
          '1.石桥村，9月1日到期。经过：8月28日提醒，9月2日催办，9月3日督办（王志强没定）。单位说明（吴永贵，9月3日）：会计换人',
        issuer: '青山镇党委',
        date: '2026年9月4日',
      });
      await town.says('周正平', `放行${no}`);
      await town.pass('2m');
      town.takeAll('');
      const released = await circularDocument(town.bot.world, no, town.now());
      expect(released).toMatchObject({ draft: false, reads: [] });
      expect(released.document.values).toMatchObject({ mark: `${no}号`, date: '2026年9月4日' });
      expect(released.document.values.body).not.toMatch(/石桥村|吴永贵|会计/u);
      await expect(circularDocument(town.bot.world, 999, town.now())).rejects.toMatchObject({ code: 'no-such-circular' });
    },
  ));

test('a duty report is a document with its parts as they were written, signed by its unit', () =>
  play({ at: reportAt, prepare: reporting() }, async (town) => {
    await asked(town);
    await town.says('李德明', wholeReport);
    town.takeAll('');
    const [cycle] = await town.bot.world.stores.cycles.openCycles();
    const { document, title } = await reportDocument(town.bot.world, cycle?.id ?? '', 'dongcun');
    expect(title).toBe('东村三季度履责报告');
    expect(document.values).toMatchObject({
      header: '',
      mark: '',
      to: '',
      title: '东村三季度履责报告',
      issuer: '东村',
      date: '2026年10月10日',
    });
    expect(document.values.body.split('\n').slice(0, 4)).toEqual(['一、主体责任', '支委会研究了3次', '二、监督责任', '无']);
    await expect(reportDocument(town.bot.world, cycle?.id ?? '', 'shiqiao')).rejects.toMatchObject({ code: 'no-such-report' });
  }));

test('the ledger has every finding with where it stands, and each sees what they may know of', () =>
  play({ at: '2026-09-09 09:00', prepare: hamlet }, async (town) => {
    await established(town, '检查 东村 村务公开 公开栏财务只到5月', '9月18日');
    await town.pass('2m');
    town.takeAll('');
    const [row, ...others] = await rowsOf(ledgerWorkbook(town.bot.world, 'operator', town.now()).sheets[0]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      单位: '东村',
      类别: '村务公开',
      问题: '公开栏财务只到5月',
      来源: '检查',
      状态: '待整改',
      发现日期: { date: '2026-09-09' },
      期限: { date: '2026-09-18' },
      超期天数: null,
      责任人: '李德明',
      谁来验收: '纪委书记',
      谁立的: '周正平',
    });
    const late = await rowsOf(ledgerWorkbook(town.bot.world, 'operator', town.now() + 12 * 86_400_000).sheets[0]);
    expect(late[0]).toMatchObject({ 超期天数: 3 });
    expect(await rowsOf(ledgerWorkbook(town.bot.world, personOf(town, 'wu'), town.now()).sheets[0])).toEqual([]);
    expect(await rowsOf(ledgerWorkbook(town.bot.world, personOf(town, 'li'), town.now()).sheets[0])).toHaveLength(1);

    const feedOf = async (id: string): Promise<string[]> =>
      (await calendarFeed(town.bot.world, personOf(town, id), town.now())).events.map(({ summary }) => summary);
    expect(await calendarFeed(town.bot.world, personOf(town, 'wang'), town.now())).toMatchObject({
      name: '青山镇 王志强的期限',
      events: [{ id: expect.stringMatching(/^finding-\d+@qingshan\.zerentian$/u), at: { date: '2026-09-18' } }],
    });
    expect(await feedOf('li')).toEqual([expect.stringMatching(/^东村问题\d+号到期$/u)]);
    expect(await feedOf('wu')).toEqual([]);
  }));
