/** Pictures to draw in tests and benchmarks: small and huge, quiet and in trouble, with names nobody would choose. */
import type { AgesPicture, BoardGroup, BoardPicture, ChainPicture, MonthPicture, UnitMark } from '../../src/application/picture-port.js';

const missing = '〓：字库里没有这个字';
const marks: [UnitMark, string, string][] = [
  ['answered', '交', '已交'],
  ['late', '补', '补交'],
  ['pending', '待', '没到期'],
  ['overdue', '没', '过期没交'],
  ['held', '请', '请示等定'],
  ['extended', '延', '延期'],
  ['excused', '免', '不用交'],
  ['unreached', '未', '没发出去'],
];

/** Hostile and overlong, in turn. */
export const strangeNames: readonly string[] = [
  '<img src=x onerror=alert(1)>{{ secret }}',
  '青山镇综合行政执法和应急管理与安全生产监督委员会办公室'.repeat(400),
  '\u0000\u0007\u001b[31m\u202e村红\u2066\u200b\u{e0001}',
  '😀\u{10ffff}\ud800䶮𬭎',
  '',
];

function groupOf(name: string | null, size: number, markOf: (index: number) => UnitMark, named: (index: number) => string): BoardGroup {
  const units = Array.from({ length: size }, (_, index) => ({
    name: named(index),
    mark: markOf(index),
    rung: index % 3 === 0 ? '督' : null,
  }));
  const counts = marks
    .map(([mark]) => ({ mark, count: units.filter((unit) => unit.mark === mark).length }))
    .filter(({ count }) => count > 0);
  return { name, counts, score: `${units.filter(({ mark }) => mark === 'answered').length}/${size}`, units };
}

export function boardOf(groups: BoardGroup[]): BoardPicture {
  const counts = marks.map(([mark]) => ({
    mark,
    count: groups.flatMap((group) => group.counts.filter((one) => one.mark === mark)).reduce((sum, { count }) => sum + count, 0),
  }));
  return {
    kind: 'board',
    name: '进度板',
    title: '进度板',
    subtitle: '青山镇　9月3日（周四）15:00',
    missing,
    cycles: [{ title: '8月自查', due: '9月1日（周二）18:00截止', counts: counts.filter(({ count }) => count > 0), groups, more: null }],
    marks: marks.map(([mark, letter, word]) => ({ mark, letter, word })),
    rungs: '小框里：督 已督办',
    more: '另有2项在办，没画在这里',
  };
}

const village = (index: number): string => `石桥${index}村`;
const mixed = (index: number): UnitMark => marks[index % marks.length]?.[0] ?? 'answered';
const inBars = (groups: BoardGroup[]): BoardGroup[] => groups.map((group) => ({ ...group, units: [] }));
const county = (towns: number, each: number): BoardGroup[] =>
  inBars(Array.from({ length: towns }, (_, town) => groupOf(`青山${town}镇党委`, each, (index) => mixed(index * town), village)));

export const boards: Readonly<Record<string, BoardPicture>> = {
  '8 units': boardOf([groupOf(null, 8, mixed, village)]),
  'a township': boardOf([groupOf(null, 18, mixed, village)]),
  '90 units, each with its mark': boardOf([groupOf(null, 90, mixed, village)]),
  '300 units': boardOf([...county(9, 33), groupOf('还没交的', 30, mixed, village)]),
  '10,000 units': boardOf(county(40, 250)),
  'strange names': boardOf([groupOf(null, 20, mixed, (index) => strangeNames[index % strangeNames.length] ?? '')]),
  'nothing late': boardOf([groupOf(null, 18, () => 'answered', village)]),
  'everything late': boardOf([groupOf(null, 18, () => 'overdue', village)]),
  'no unit at all': boardOf([]),
};

export const chain: ChainPicture = {
  kind: 'chain',
  name: '责任体系图',
  title: '责任体系图',
  subtitle: '青山县　9月3日（周四）　接不上30处',
  missing,
  rows: Array.from({ length: 80 }, (_, index) => ({
    depth: Math.min(index, 3 + (index % 9)),
    name: strangeNames[index % 7] ?? village(index),
    note: index % 3 === 0 ? '没有联络员' : '李德明，王志强分管',
    state: (['broken', 'whole', 'gathered'] as const)[index % 3] ?? 'whole',
  })),
  more: '还有52处，先补这些',
};

export const month: MonthPicture = {
  kind: 'month',
  name: '近四周一览',
  title: '近四周一览',
  subtitle: '青山镇　8月10日—9月6日',
  missing,
  days: Array.from({ length: 20 }, (_, index) => ({
    day: index + 1,
    month: index === 0 ? '8月' : null,
    opened: index % 5 === 0 ? 1 : 0,
    due: index % 5 === 2 ? 2 : 0,
    answered: index ** 3,
  })),
  words: { answered: '交上来的', opened: '发题', due: '截止' },
  events: [{ of: 'opened', day: '8月25日（周二）', text: strangeNames[1] ?? '' }],
  more: '还有3项没列',
  figures: [{ word: '新立问题', count: 3 }],
};

export const ages: AgesPicture = {
  kind: 'ages',
  name: '台账一览',
  title: '台账一览',
  subtitle: '青山县　9月3日（周四）　没销号20000个',
  missing,
  ages: ['待验收', '没到期', '过期7天内', '过期8至30天', '过期30天以上'].map((word, index) => ({ word, count: index * 4_000 })),
  rows: ['四风', '财务', '工作纪律', strangeNames[0] ?? ''].map((name, index) => ({ name, counts: [1, 0, index * 700, 3, 12_345] })),
};
