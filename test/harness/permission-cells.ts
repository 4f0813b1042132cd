/** Every cell of the permission table as somebody plays it: who says what about which object, and what they are to it. */
import { permissions, type Action, type Grant, type Grantee, type Tie } from '../../src/domain/permission-table.js';
import type { Matters } from './hamlet-of-matters.js';

type UnitName = 'qingshan' | 'dongcun' | 'shiqiao' | 'xihe';
const names: Record<UnitName, string> = { qingshan: '镇党委', dongcun: '东村', shiqiao: '石桥村', xihe: '西河村' };
const below: UnitName[] = ['dongcun', 'shiqiao', 'xihe'];

/** What each person is, as the roster of the hamlet of matters has it, written down a second time. */
export interface Somebody {
  id: string;
  is: Grantee[];
  own?: UnitName[];
  overseen?: UnitName[];
}

export const cast: Record<string, Somebody> = {
  张建国: { id: 'zhang', is: ['secretary', 'supervisor', 'unit'], own: ['qingshan'], overseen: below },
  周正平: { id: 'zhou', is: ['discipline'] },
  许敏: { id: 'xu', is: ['discipline'] },
  何晓燕: { id: 'he', is: ['clerk', 'unit'], own: ['qingshan'] },
  林晓: { id: 'lin', is: ['clerk', 'unit'], own: ['shiqiao'] },
  罗平: { id: 'luo', is: ['inspector'] },
  王志强: { id: 'wang', is: ['supervisor'], overseen: ['dongcun'] },
  李德明: { id: 'li', is: ['unit'], own: ['dongcun'] },
  赵小梅: { id: 'zhao', is: ['unit'], own: ['dongcun'] },
  孙国栋: { id: 'sun', is: ['unit'], own: ['dongcun'] },
  吴永贵: { id: 'wu', is: ['unit'], own: ['shiqiao'] },
  谢芳: { id: 'xie', is: [] },
};

export interface Cell {
  action: Action;
  /** What is said, in one message or more; `photo`: is sent. */
  says: (who: string) => readonly string[] | 'photo';
  about: string;
  unit?: UnitName;
  ties?: (person: string) => Tie[];
  /** Whoever may changes something by it, in their own name. */
  changes?: boolean;
  /** It may be meant for something of one's own instead, and the bot asks. */
  ambiguous?: boolean;
}

/** Whether the table grants a cell to somebody. */
export function isGranted({ action, unit, ties }: Cell, { id, is, own = [], overseen = [] }: Somebody): boolean {
  const held = ties?.(id) ?? [];
  return [...is, 'anybody' as const].some((grantee) => {
    return [permissions[action][grantee] ?? []].flat().some((grant: Grant) => {
      const { reach, as } = typeof grant === 'string' ? { reach: grant, as: undefined } : grant;
      if (as !== undefined && ties !== undefined && !as.some((tie) => held.includes(tie))) return false;
      // What is asked without an object is answered as far as the standing reaches.
      if (unit === undefined) return true;
      return reach === 'all' || (reach === 'own' && own.includes(unit)) || (reach === 'overseen' && overseen.includes(unit));
    });
  });
}

const heads: Record<UnitName, string[]> = { qingshan: ['zhang', 'he'], dongcun: ['li', 'zhao'], shiqiao: ['wu', 'ma'], xihe: ['su'] };
const leader: Record<UnitName, string[]> = {
  qingshan: [],
  dongcun: ['wang', 'zhang'],
  shiqiao: ['chen', 'zhang'],
  xihe: ['chen', 'zhang'],
};
const members: Record<UnitName, string[]> = { ...heads, dongcun: ['li', 'zhao', 'sun'], shiqiao: ['wu', 'ma', 'tang', 'lin'] };

/** The people who hold each tie. */
function tied(held: Partial<Record<Tie, readonly string[]>>): (person: string) => Tie[] {
  return (person) => (Object.keys(held) as Tie[]).filter((tie) => held[tie]?.includes(person));
}

const once = (text: string) => (): readonly string[] => [text];

function plain(): Cell[] {
  const texts: Partial<Record<Action, readonly string[]>> = {
    help: ['帮助'],
    mine: ['我的'],
    leave: ['请假 明天'],
    back: ['销假'],
    transfer: ['调离'],
    status: ['状态'],
    pending: ['谁没交'],
    progress: ['进度'],
    campaign: ['专项'],
    overdue: ['逾期'],
    ledger: ['台账'],
    duties: ['责任'],
    waiting: ['待定'],
    broken: ['断链'],
    resend: ['再发 99'],
    arrived: ['已到 99'],
    start: ['发起 值班自查'],
    'bind-code': ['绑定码 谢芳'],
    bind: ['绑定'],
    'not-me': ['不是我'],
    'sign-in': ['登录'],
    calendar: ['日历'],
    forget: ['删 草稿'],
    // Nothing waits for it.
    countersign: ['会签 99'],
    draw: ['抽签'],
    export: ['导出 台账'],
    // The nearest word is offered, and carried out on 是.
    confirm: ['帮住', '是'],
  };
  return Object.entries(texts).map(([action, says]) => ({ action: action as Action, says: () => says, about: 'nothing' }));
}

function parts({ prompt }: Matters): Cell[] {
  const successors: Record<string, string> = { dongcun: '孙国栋', shiqiao: '唐小兰', qingshan: '张建国' };
  const another: Record<string, string> = { 孙国栋: '李德明', 张建国: '何晓燕' };
  return (['dongcun', 'shiqiao', 'qingshan'] as const).flatMap((unit) => {
    const no = prompt[unit];
    const successor = successors[unit] ?? '';
    const texts: Partial<Record<Action, (who: string) => readonly string[]>> = {
      questions: once(`${no}# 题目`),
      'one-by-one': once(`${no}# 逐题`),
      skip: () => [`${no}# 逐题`, `${no}# 跳过`],
      'take-over': once(`${no}# 我来答`),
      explain: once(`${no}# 说明 路断了`),
      answer: once(`${no}# 1是`),
      difficulty: once(`${no}# 有困难 缺人手`),
      'not-applicable': once(`${no}# 不适用 没有公章`),
      extend: once(`${no}# 延期 2天 人手不够`),
      reassign: (who) => [`${no}# 改派 ${who === successor ? another[who] : successor}`],
    };
    // Of itself it waits for no leader: who would decide on it names the unit.
    const ties = tied({ owner: members[unit] });
    return Object.entries(texts).map(([action, says]): Cell => ({ action: action as Action, says, about: `part of ${unit}`, unit, ties }));
  });
}

/** What a rung brought to a leader, or what they take upon themselves. */
function rungs(): Cell[] {
  return (['dongcun', 'shiqiao', 'qingshan'] as const).flatMap((unit) => {
    const ties = tied({ decider: leader[unit] });
    const texts: Partial<Record<Action, string>> = {
      coordinate: `协调 ${names[unit]} 派人去`,
      watch: `督办 ${names[unit]}`,
      extend: `延期 ${names[unit]} 5天`,
      reassign: `改派 ${names[unit]} 孙国栋`,
    };
    return Object.entries(texts).map(([action, text]): Cell => {
      const about = `what lies with a leader of ${unit}`;
      return { action: action as Action, says: once(text), about, unit, ties, ambiguous: true };
    });
  });
}

/** A photo names no prompt: it is taken for one's own. */
function photos(): Cell[] {
  const owner = Object.values(members).flat();
  return [{ action: 'attach', says: () => 'photo', about: 'own part', ties: tied({ owner }) }];
}

function matters({ request, offer, open, reported, reading, draft, pause, leave, export: exported }: Matters): Cell[] {
  const cells: Cell[] = [];
  const add = (
    action: Action,
    about: string,
    unit: UnitName | undefined,
    text: string,
    held: Partial<Record<Tie, readonly string[]>>,
  ): void => {
    const ambiguous = (action === 'extend' || action === 'reassign') && about === 'request';
    const object = unit === undefined ? {} : { unit };
    cells.push({
      action,
      says: once(text),
      about: unit === undefined ? about : `${about} of ${unit}`,
      ...object,
      ties: tied(held),
      changes: true,
      ambiguous,
    });
  };
  for (const unit of ['dongcun', 'shiqiao'] as const) {
    const no = request[unit];
    const [asker, successor] = unit === 'dongcun' ? ['zhao', '孙国栋'] : ['ma', '唐小兰'];
    const held = { asker: [asker], decider: leader[unit] };
    add('agree', 'request', unit, `同意 ${no}`, held);
    add('refuse', 'request', unit, `不同意 ${no} 按期交`, held);
    add('coordinate', 'request', unit, `协调 ${no} 派人去`, held);
    add('watch', 'request', unit, `督办 ${no} 我来盯`, held);
    add('extend', 'request', unit, `延期 ${no} 5天`, held);
    add('reassign', 'request', unit, `改派 ${no} ${successor}`, held);
    add('withdraw', 'request', unit, `撤销 ${no}`, held);
    const offered = { asker: [asker], offered: [unit === 'dongcun' ? 'sun' : 'tang'] };
    add('accept', 'offer', unit, `接 ${offer[unit]}`, offered);
    add('decline', 'offer', unit, `不接 ${offer[unit]}`, offered);
    add('withdraw', 'offer', unit, `撤销 ${offer[unit]}`, offered);
    add('done', 'open task', unit, `已办 ${open[unit]} 印发了`, { owner: members[unit], closer: ['he', 'lin'] });
    add('close', 'reported task', unit, `销号 ${reported[unit]}`, { owner: members[unit], closer: ['he', 'lin'] });
    add('send-back', 'reported task', unit, `退回 ${reported[unit]} 缺附件`, { owner: members[unit], closer: ['he', 'lin'] });
  }
  for (const [unit, readers] of [
    ['dongcun', ['wang', 'zhang']],
    ['shiqiao', ['chen', 'zhang']],
    ['qingshan', ['zhou']],
  ] as const) {
    add('read', 'report', unit, `已阅 ${reading[unit]}`, { reader: readers });
    add('send-back', 'report', unit, `退回 ${reading[unit]} 第一条写细`, { reader: readers });
  }
  add('withdraw', 'pause', 'xihe', `撤销 ${pause}`, {});
  add('accept', 'place of somebody on leave', undefined, `接 ${leave}`, { offered: ['sun'] });
  add('decline', 'place of somebody on leave', undefined, `不接 ${leave}`, { offered: ['sun'] });
  const taking = { asker: ['he'], second: ['zhou', 'xu', 'zhang'] };
  add('agree', 'export', undefined, `同意 ${exported}`, taking);
  add('refuse', 'export', undefined, `不同意 ${exported} 先不用`, taking);
  add('withdraw', 'export', undefined, `撤销 ${exported}`, taking);
  add('leave', 'somebody else', undefined, '请假 谢芳 明天', { self: ['xie'] });
  add('back', 'somebody else', undefined, `撤销 ${leave}`, { self: ['zhao'] });
  cells.push({
    action: 'transfer',
    says: () => ['调离 王志强 9月30日 孙国栋接', '确认'],
    about: 'somebody',
    changes: true,
    ambiguous: true,
  });
  for (const [role, releaser] of [
    ['discipline-secretary', 'zhou'],
    ['secretary', 'zhang'],
  ] as const) {
    add('release', `draft for the ${role}`, undefined, `放行 ${draft[role]}`, { releaser: [releaser] });
    add('withhold', `draft for the ${role}`, undefined, `不发 ${draft[role]} 缓一缓`, { releaser: [releaser] });
  }
  return cells;
}

/** Discipline oversees both: neither answers for the units. */
const discipline = ['xu', 'zhou'];

function findings({ finding }: Matters): Cell[] {
  return (['dongcun', 'shiqiao'] as const).flatMap((unit) => {
    const ties = tied({ owner: members[unit], closer: discipline, rechecker: ['luo'] });
    const of = (state: keyof Matters['finding']): number => finding[state][unit] ?? 0;
    const texts: [Action, string][] = [
      ['establish', `立 ${of('proposed')} 9月20日`],
      ['drop', `不立 ${of('proposed')} 查无此事`],
      ['mend', `整改 ${of('open')} 下周补齐`],
      ['mended', `已改 ${of('open')} 补齐了`],
      ['object', `异议 ${of('open')} 早就补了`],
      ['agree', `同意 ${of('objected')}`],
      ['refuse', `不同意 ${of('objected')} 还要改`],
      ['close', `销号 ${of('reported')}`],
      ['send-back', `退回 ${of('reported')} 缺附件`],
      ['reopen', `重开 ${of('closed')} 9月20日`],
      ['leave-closed', `不重开 ${of('closed')} 已经好了`],
    ];
    const about = `finding of ${unit}`;
    const cells = texts.map(([action, text]): Cell => ({ action, says: once(text), about, unit, ties, changes: true }));
    const entered: Cell = { action: 'enter', says: once(`登记 ${names[unit]} 路灯不亮`), about: unit, unit, changes: true };
    const shown: Cell = { action: 'show', says: once(`看 ${of('closed')}`), about, unit, ties };
    // A number that is nothing of theirs belongs to their words, and the bot asks what they are about.
    const asked: [Action, string][] = [
      ['extend', `延期 ${of('open')} 2天 等材料`],
      ['difficulty', `有困难 ${of('open')} 缺人手`],
      ['reassign', `改派 ${of('open')} 西河村`],
      ['recheck-fine', `正常 ${of('closed')} 都退了`],
      ['relapse', `反弹 ${of('closed')} 又占了`],
    ];
    const asking = asked.map(([action, text]): Cell => ({ action, says: once(text), about, unit, ties, ambiguous: true }));
    return [...cells, entered, shown, ...asking];
  });
}

/** A draw that waits for its number, and a unit that a spot check did not reach. */
function draws({ draw }: Matters): Cell[] {
  const ties = tied({ officer: ['xu'] });
  return [
    { action: 'draw-number', says: once(`抽 ${draw} 58`), about: 'a draw', ties, changes: true },
    { action: 'phone', says: once('核 西河村 人在'), about: 'a unit nobody reached', unit: 'xihe', ties, changes: true },
  ];
}

function units(): Cell[] {
  return (['dongcun', 'shiqiao', 'qingshan'] as const).flatMap((unit): Cell[] => [
    { action: 'look', says: once(`查 ${names[unit]}`), about: unit, unit },
    { action: 'urge', says: once(`催办 ${names[unit]}`), about: unit, unit },
    {
      action: 'pause',
      says: once(`暂停 ${names[unit]} 至 9月30日`),
      about: unit,
      unit,
      ties: (person) => (heads[unit].includes(person) ? [] : ['outsider']),
      changes: true,
    },
  ]);
}

/** Nobody of the cast who inspects is of one of these. */
function inspected(): Cell[] {
  return (['dongcun', 'shiqiao'] as const).map(
    (unit): Cell => ({
      action: 'inspect',
      says: once(`检查 ${names[unit]}`),
      about: unit,
      unit,
      ties: (person) => (heads[unit].includes(person) ? [] : ['outsider']),
      changes: true,
    }),
  );
}

export function cellsOf(found: Matters): Cell[] {
  return [
    ...plain(),
    ...parts(found),
    ...rungs(),
    ...photos(),
    ...matters(found),
    ...findings(found),
    ...draws(found),
    ...units(),
    ...inspected(),
  ];
}

/** Words that tell of others' matters; a person's own unit and what they oversee or are to decide is no secret to them. */
export function secretsFor({ is, own = [], overseen = [] }: Somebody): string[] {
  if (is.some((grantee) => grantee === 'secretary' || grantee === 'discipline' || grantee === 'clerk')) return [];
  const mine = [...own, ...overseen];
  const people: Record<UnitName, string[]> = {
    qingshan: ['张建国', '班子碰头'],
    dongcun: ['李德明', '赵小梅', '王志强', '祠堂修缮', '接访十九件', '移交清单', '饭票超支'],
    shiqiao: ['吴永贵', '马春生', '陈国华', '水泵改造', '拆迁八户', '补签齐了', '苗木占地'],
    xihe: ['苏红梅', '整村搬迁'],
  };
  return (Object.keys(people) as UnitName[]).filter((unit) => !mine.includes(unit)).flatMap((unit) => people[unit]);
}
