import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultRetention } from '../../src/domain/retention.js';
import { parseDuration } from '../../src/domain/duration.js';
import { faultCodes, hintCodes, warningCodes } from '../../src/adapters/yaml/fault-codes.js';
import { loadFaultTexts } from '../../src/adapters/yaml/fault-texts.js';
import { formatFault } from '../../src/adapters/yaml/fault.js';
import { jsonSchemas } from '../../src/adapters/yaml/json-schemas.js';
import type { LoadedConfig, LoadedHome } from '../../src/adapters/yaml/load-home.js';
import { load, removeHomes, rightFiles, shipped, writeHome } from '../harness/home-folder.js';

afterAll(removeHomes);

function rightOf(loaded: LoadedHome): { config: LoadedConfig; warnings: string[] } {
  if (!loaded.ok) throw new Error(loaded.faults.map(formatFault).join('\n'));
  return loaded;
}

describe('the sample township', () => {
  const township = join(shipped, 'examples', 'qingshan');

  it('has 18 units under two supervisors and is right but for one vacant village', async () => {
    const { config, warnings } = rightOf(await load(township));
    const units = [...config.roster.units.values()];
    const supervisedBy = (person: string): number => units.filter(({ supervisors }) => supervisors[0]?.person === person).length;
    expect([units.length, supervisedBy('wang'), supervisedBy('zheng')]).toEqual([18, 9, 8]);
    expect(units.filter(({ kind }) => kind === 'village')).toHaveLength(12);
    expect(warnings).toEqual([
      '断链：上坪村没有联络员，题发不出去',
      '断链：上坪村没有负责人，催办没有人收',
      '留意：张建国一人多岗（镇党委）',
    ]);
  });

  it('asks the five questions of the shipped self-check', async () => {
    const { config } = rightOf(await load(township));
    const schedule = config.schedules.get('monthly-self-check');
    if (schedule?.kind !== 'self-check') throw new Error('not a self-check');
    expect(schedule.questions).toMatchObject([
      {
        id: 'meeting',
        type: 'yes-no',
        label: '专题研究',
        note: '会议记录里单独有这一项就算。',
        followUp: { on: 'no', text: '打算哪天开？' },
      },
      { id: 'talks', type: 'number', label: '谈话', measure: '次', min: 0, max: 99 },
      { id: 'disclosure', type: 'choice', options: ['按时全公开', '公开了一部分', '本月没公开'] },
      { id: 'case-study', type: 'date', label: '学案例' },
      { id: 'issue', type: 'text', label: '问题' },
    ]);
    expect(schedule.escalate.at(-1)).toEqual({
      level: 'circulate',
      at: { kind: 'workdays', days: 3 },
      to: ['discipline-secretary', 'secretary'],
      release: 'discipline-secretary',
    });
  });
});

describe('loading a home', () => {
  it('takes the documented defaults when there is no settings.yaml', async () => {
    const { 'settings.yaml': _, ...files } = rightFiles;
    const { config } = rightOf(await load(await writeHome(files)));
    expect(config.settings).toEqual({
      timezone: 'Asia/Shanghai',
      webhooks: [],
      workHours: { fromMinute: 540, toMinute: 1080 },
      quietHours: [
        { fromMinute: 1140, toMinute: 510 },
        { fromMinute: 720, toMinute: 870 },
      ],
      restDays: 'hold',
      pacing: { gapMs: [15_000, 35_000], perHour: 100, perDay: 400 },
      budget: { perPersonPerWeek: 5 },
      pictures: true,
      console: { host: '127.0.0.1', port: 8700 },
      retention: defaultRetention,
      ledger: {
        fields: new Map(['four-winds', 'finance', 'work', 'benefits', 'disclosure', 'other'].map((field) => [field, null])),
        ask: 'principal',
        remind: [{ at: { kind: 'workdays', days: -2 } }],
        escalate: [
          { level: 'press', at: { kind: 'workdays', days: 1 }, to: ['principal'] },
          { level: 'supervise', at: { kind: 'workdays', days: 2 }, to: ['supervisor'] },
        ],
        due: { kind: 'workdays', days: 7 },
        recheck: { fromDays: 20, toDays: 30 },
        recurrenceDays: 365,
        commonFrom: 3,
      },
      alarm: {},
      inspections: {},
    });
  });

  it('reads how long each kind is kept, and fills in the rest', async () => {
    const settings = 'retention: { answers: never, messages: 7d }\n';
    const { config } = rightOf(await load(await writeHome({ ...rightFiles, 'settings.yaml': settings })));
    expect(config.settings.retention).toEqual({ ...defaultRetention, answers: 'never', messages: 7 });
  });

  it('reads false as no quiet hours, no pace, no budget and no pictures', async () => {
    const settings = 'quietHours: false\npacing: false\nbudget: false\nrestDays: send\npictures: false\n';
    const { config } = rightOf(await load(await writeHome({ ...rightFiles, 'settings.yaml': settings })));
    expect(config.settings).toMatchObject({ quietHours: [], pacing: false, budget: false, restDays: 'send', pictures: false });
  });

  it('fills in what a schedule leaves out', async () => {
    const schedule = 'name: 小查\nkind: self-check\ncron: "0 9 * * 1"\nquestions: [{ id: a, text: 好吗, type: number }]\n';
    const { config } = rightOf(await load(await writeHome({ ...rightFiles, 'schedules/monthly.yaml': schedule })));
    expect(config.schedules.get('monthly')).toEqual({
      id: 'monthly',
      kind: 'self-check',
      name: '小查',
      trigger: { kind: 'cron', cron: '0 9 * * 1', workday: 'next' },
      audience: { units: 'all' },
      ask: 'liaison',
      deadline: { kind: 'workdays', days: 5 },
      prompt: 'self-check',
      questions: [{ id: 'a', text: '好吗', type: 'number', min: 0, max: 9999, optional: false, carry: false }],
      remind: [],
      escalate: [],
      urgent: false,
    });
  });

  it('takes templates one by one from the home, and the rest as shipped', async () => {
    const home = await writeHome({ ...rightFiles, 'templates/receipt.md': '自己的回执' });
    const { config } = rightOf(await load(home));
    expect(config.templateSources.get('receipt')).toEqual({ file: 'templates/receipt.md', text: '自己的回执' });
    const text = await readFile(join(shipped, 'templates', 'self-check.md'), 'utf8');
    expect(config.templateSources.get('self-check')).toEqual({ file: join(shipped, 'templates', 'self-check.md'), text });
  });

  it('takes the shipped schedules only when the home has no folder of its own', async () => {
    const { 'schedules/monthly.yaml': monthly = '', ...files } = rightFiles;
    const township = await readFile(join(shipped, 'examples', 'qingshan', 'roster.yaml'), 'utf8');
    const without = rightOf(await load(await writeHome({ ...files, 'roster.yaml': township })));
    const withOwn = rightOf(await load(await writeHome({ ...files, 'schedules/own.yaml': monthly })));
    const all = await readdir(join(shipped, 'schedules'));
    expect([...without.config.schedules.keys()].sort()).toEqual(all.map((file) => file.replace('.yaml', '')).sort());
    expect([...withOwn.config.schedules.keys()]).toEqual(['own']);
  });

  it('says where a template checker found something', async () => {
    const home = await writeHome({ ...rightFiles, 'templates/receipt.md': 'a\n {{ x' });
    const templates = (name: string) =>
      name === 'receipt' ? [{ line: 2, column: 2, what: 'variable' as const, detail: 'unti', known: ['unit', 'title'] }] : [];
    const loaded = await load(home, { templates });
    expect(loaded.ok ? [] : loaded.faults.map(formatFault)).toEqual(['templates/receipt.md:2:2  这条消息里没有“unti”  （是不是 unit？）']);
  });

  it('lays own holidays over the calendar', async () => {
    const { config } = rightOf(
      await load(await writeHome({ ...rightFiles, 'holidays/2027.yaml': 'off: [2027-02-08]\nwork: [2027-02-06]\n' })),
    );
    expect([config.calendar.isWorkday('2027-02-08'), config.calendar.isWorkday('2027-02-06'), config.calendar.covers(2027)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('warns from November on of a coming year whose holidays are not known', async () => {
    const home = await writeHome(rightFiles);
    const warningsOn = async (day: string): Promise<string[]> =>
      rightOf(await load(home, { now: Date.parse(`${day}T04:00:00Z`) })).warnings;
    expect(await warningsOn('2026-10-31')).toEqual(['留意：张建国一人多岗（镇党委）']);
    expect(await warningsOn('2026-11-02')).toContainEqual(expect.stringContaining('2027年的放假安排还不知道'));
  });

  it('warns that nobody keeps the heads of the audit trail, until somebody is named', async () => {
    const lonely = await writeHome({ ...rightFiles, 'settings.yaml': 'timezone: Asia/Shanghai\n' });
    expect(rightOf(await load(lonely)).warnings).toContainEqual(expect.stringMatching(/^留意：settings\.yaml 没写 custodian/u));
    const { config, warnings } = rightOf(await load(await writeHome(rightFiles)));
    expect([config.settings.custodian, warnings.join()]).toEqual(['zhou', expect.not.stringContaining('custodian')]);
  });

  it('warns of a folder without schedules', async () => {
    const { 'schedules/monthly.yaml': _, ...files } = rightFiles;
    const { warnings } = rightOf(await load(await writeHome({ ...files, 'schedules/README.md': '' })));
    expect(warnings).toContain('注意：schedules 里一个日程也没有，机器人不会发题');
  });

  it('refuses to run without the words for faults', async () => {
    const home = await writeHome(rightFiles);
    await expect(load(home, { shipped: home })).rejects.toMatchObject({ code: 'bad-installation' });
  });

  it('never throws, whatever stands in the files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom('roster.yaml', 'settings.yaml', 'schedules/a.yaml'), hostileYaml()), async (files) => {
        const loaded = await load(await writeHome(files));
        expect(loaded.ok || loaded.faults.every(({ what }) => what.length > 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

/** Pieces of YAML in no order. */
function hostileYaml(): fc.Arbitrary<string> {
  const pieces = [
    'people',
    'units',
    ':',
    ' ',
    '\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '&a',
    '*a',
    '"',
    "'",
    '|',
    '!',
    '#',
    '?',
    '\t',
    'id',
    '1',
    '：',
    '---',
    '\u0000',
    '<<',
  ];
  return fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 60 })
    .map((parts) => parts.join(''));
}

describe('the words for faults', () => {
  it('are there for every code, and for no other', async () => {
    const { faults, hints, warnings } = (await loadFaultTexts(shipped)).codes();
    expect(new Set(faults)).toEqual(new Set(faultCodes));
    expect(new Set(hints)).toEqual(new Set(hintCodes));
    expect(new Set(warnings)).toEqual(new Set(warningCodes));
  });

  it('cut what is long and drop what could paint the terminal', async () => {
    const texts = await loadFaultTexts(shipped);
    expect(texts.fault('unknown-person', { id: `a\u001B[31m${'b'.repeat(100)}` })).toBe(`名单里没有“a [31m${'b'.repeat(54)}…”这个人`);
  });
});

describe('the JSON Schemas', () => {
  it('are as generated, one for each kind of file', async () => {
    const folder = join(shipped, 'schemas');
    const generated = await jsonSchemas(shipped);
    expect(new Set(await readdir(folder))).toEqual(new Set(generated.keys()));
    for (const [name, text] of generated) expect(await readFile(join(folder, name), 'utf8'), name).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    ['30s', { kind: 'exact', ms: 30_000 }],
    ['10m', { kind: 'exact', ms: 600_000 }],
    ['2h', { kind: 'exact', ms: 7_200_000 }],
    ['3d', { kind: 'exact', ms: 259_200_000 }],
    ['+90m', { kind: 'exact', ms: 5_400_000 }],
    ['-2wd', { kind: 'workdays', days: -2 }],
    ['-0h', { kind: 'exact', ms: 0 }],
    ['366d', { kind: 'exact', ms: 31_622_400_000 }],
  ])('%s is read', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  it.each(['', '5', 'wd', '5 wd', '5WD', '1.5h', '--1h', '5w', '367d', '5wd ', '５wd', '99999s'])('%j is refused', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
