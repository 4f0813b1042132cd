import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkTemplate } from '../../src/adapters/liquid/check.js';
import { createRenderer } from '../../src/adapters/liquid/renderer.js';
import { samples, type MessageName } from '../../src/application/messages.js';
import { isLibrary } from '../../src/adapters/yaml/nudge-library.js';
import type { Texts } from '../../src/application/ports.js';
import { widestLine, widthOf } from './template-lines.js';

const widestAllowed = 32;

const names = filesOf('templates', '.md').filter((name) => !isLibrary(readFileSync(`templates/${name}.md`, 'utf8')));
const sources = new Map(names.map((name) => [name, { file: `templates/${name}.md`, text: readFileSync(`templates/${name}.md`, 'utf8') }]));
const templates = [...sources].map(([name, { text }]) => [name, text] as const);
let texts: Texts | undefined;
const messages = Object.keys(samples) as MessageName[];

function filesOf(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length));
}

/** What the command line says stands in a terminal, and what a document says on paper. */
function isForPhones(name: string): boolean {
  return !/^(?:cli|demo|document)-/u.test(name);
}

function render(name: string, facts: object): string {
  texts ??= createRenderer(sources, samples);
  return texts.render(name, facts);
}

/** What stands in the samples, as it may be in a township. */
const real: Record<string, string> = {
  unit: '杨家坪村',
  name: '王志强副书记',
  title: '8月自查',
  at: '9月3日',
  due: '9月1日18:00',
  day: '9月3日',
  deadline: '9月1日（周二）18:00',
  date: '9月2日（周三）',
  basis: '镇党委落实主体责任实施意见',
  clerk: '何晓燕',
  text: '会计刚交接',
  steps: '8月28日提醒，9月2日催办',
  state: '已交，8月26日',
  level: '督办',
  label: '村务公开',
  answer: 'A 按时全公开',
  before: '3次',
  after: '4次',
  what: '8月自查提醒',
  post: '东村联络员',
  reason: '证明月份用',
};

/** A sample with every value replaced that `change` replaces, at any depth. */
function altered(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value) return changed;
  if (Array.isArray(value)) return value.map((item) => altered(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, altered(item, change)]));
}

function realistic(name: MessageName): object {
  return altered(samples[name], (value) => (typeof value === 'string' ? (real[value] ?? value) : value)) as object;
}

/** Every place of the facts by its path, a list's first item standing for all. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? [['0', value[0]] as const] : Object.entries(value);
  const below = inner.flatMap(([key, item]) => (item === undefined ? [] : pathsOf(item, [...path, key])));
  return path.length === 0 ? below : [path, ...below];
}

function withNull(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return null;
  if (Array.isArray(value)) return rest.length === 0 ? [] : value.map((item: unknown) => withNull(item, rest));
  return { ...(value as object), [key]: withNull((value as Record<string, unknown>)[key], rest) };
}

/** The words by which templates choose among their sentences, and their other values. */
const choices: Partial<Record<MessageName, Record<string, readonly (string | number | boolean)[]>>> = {
  date: { weekday: [1, 2, 3, 4, 5, 6, 7], makeUp: [true, false] },
  'cycle-name': { period: ['month', 'quarter', 'year', 'week', 'other'], quarter: [1, 2, 3, 4], long: [true, false] },
  answer: {
    type: ['yes-no', 'number', 'choice', 'date', 'text', 'photo', 'file', 'not-applicable', 'skipped'],
    format: ['doc', 'wps', 'pdf', 'xlsx', 'txt'],
  },
  level: { level: ['remind', 'press', 'supervise', 'circulate'] },
  state: {
    state: ['answered', 'late', 'excused', 'unreached', 'pending'],
    overdue: [true, false],
    why: ['vacant', 'unbound', 'away', 'own-supervisor', 'nobody-above', 'refused'],
    extended: [true, false],
  },
  'notice-kind': {
    kind: 'prompt remind press supervise supervise-told circulate circulate-copy circulate-group open receipt urge unreached'.split(' '),
  },
  post: { post: ['liaison', 'principal', 'supervisor', 'members'] },
  link: {
    code: 'vacant-liaison vacant-principal vacant-supervisor vacant-members nobody-above unbound away own-supervisor vacant-role unbound-role away-role duty-unheld conflict no-charge'.split(
      ' ',
    ),
    role: ['secretary', 'discipline-secretary', 'discipline', 'clerk', 'inspector'],
  },
  broken: { more: [0] },
  'broken-before': { more: [0], later: [0] },
  'broken-new': { more: [0], unsent: [false] },
  duty: { duty: ['principal', 'oversight', 'administrative', 'joint', 'direct'] },
  duties: { self: [true, false], more: [0, 3] },
  'post-held': {
    post: ['liaison', 'principal', 'supervisor', 'members'],
    role: ['secretary', 'discipline-secretary', 'discipline', 'clerk', 'inspector'],
    count: [1, 3],
  },
  'leave-trouble': {
    why: (
      'unclear past backwards too-long who several others left already deputy-self deputy-unknown deputy-elsewhere deputy-unbound deputy-away ' +
      'deputy-covering deputy-left'
    ).split(' '),
    self: [true, false],
  },
  'leave-noted': { self: [true, false] },
  'leave-offer': { several: [true, false] },
  'leave-settled': { state: ['agreed', 'declined', 'waiting', 'moved', 'noted'], self: [true, false] },
  'leave-taken': { accepted: [true, false] },
  'leave-which': { accepts: [true, false] },
  'leave-ended': { self: [true, false], begun: [true, false] },
  'leave-over': { begun: [true, false], asked: [true, false] },
  'leave-none': { file: [true, false] },
  'inspection-left': { why: ['leave', 'gone', 'given'], gives: [true, false], open: [0, 3] },
  'open-items': { kind: ['task', 'finding', 'part', 'request', 'reading', 'leave', 'inspection'] },
  'transfer-trouble': {
    why: (
      'who several successor day past same office no-posts left already successor-left awaited own-supervisor only-clerk stranger begun over ' +
      'too-far'
    ).split(' '),
  },
  'transfer-plan': { count: [0, 2], fresh: [true, false] },
  'transfer-left': { count: [0, 2] },
  'transfer-begun': { kind: ['task', 'finding', 'part', 'request', 'reading', 'leave', 'inspection'], village: [true, false] },
  'sent-before': { lost: [true, false], inTime: [true, false] },
  sensitive: { what: ['lead', 'classified', 'identity'], card: [true, false], again: [true, false] },
  carried: { month: [true, false] },
  'carried-none': { month: [true, false] },
  'ask-again': {
    why: (
      'empty not-understood bare-number unsure contradiction partly double-negative ambiguous planned not-known how-many range vague rate bound ' +
      'not-whole out-of-range other-measure not-lasting no-record same-as-what several no-such-option which-option about which-date other-month other-week ' +
      'other-year weekday-differs not-yet no-such-day lunar forgotten attachment doubtful-number question photo-wanted reason-wanted'
    ).split(' '),
    skip: [true, false],
  },
  'which-question': { why: ['change-what', 'order-or-number', 'which-question'] },
  receipt: { late: [true, false], closed: [true, false] },
  circulate: { decides: [true, false] },
  missed: { reason: ['superseded', 'deadline-passed'], festival: [true, false] },
  resolved: { resend: [true, false] },
  'circular-decided': { released: [true, false] },
  urged: { answered: [true, false] },
  note: { group: [true, false] },
  'report-receipt': { late: [true, false], added: [true, false], closed: [true, false] },
  'report-asked-back': { again: [true, false] },
  'report-which': { sendsBack: [true, false] },
  'file-refused': { why: ['too-large', 'empty', 'no-document', 'broken'] },
  'task-which': { verb: ['done', 'close', 'send-back'], rules: [true, false] },
  'task-trouble': {
    why: 'own closed withdrawn not-reported reported not-closer reason none-open none-reported unknown'.split(' '),
    rules: [true, false],
  },
  'task-reported': { waiting: [true, false] },
  'task-evidence': { rules: [true, false] },
  'task-round': { rules: [true, false] },
  'receipt-task-done': { document: [true, false] },
  digest: { weekly: [true, false], quiet: [true, false], asked: [0, 5], unanswered: [0, 2], acts: [0, 2], waiting: [0, 1] },
  'round-started': { group: [true, false], people: [0, 12] },
  'request-granted': { less: [true, false] },
  'request-wanted': { what: 'both days until reason past too-far no-later difficulty exemption refusal help name pause'.split(' ') },
  'request-open': { offer: [true, false] },
  'reassign-cannot': { why: ['self', 'circle', 'no-account', 'away', 'none', 'stranger'] },
  'request-new': { ask: ['extend', 'difficulty', 'not-applicable'], village: [true, false] },
  'request-shown': { ask: ['extend', 'difficulty', 'not-applicable'], decides: [true, false] },
  'request-answered': { state: ['agreed', 'refused', 'coordinated', 'watched'], ask: ['extend', 'not-applicable'], own: [true, false] },
  'request-options': { question: [true, false] },
  'request-settled': { state: ['agreed', 'refused', 'withdrawn', 'overtaken'] },
  'request-outcome': { state: ['agreed', 'refused', 'coordinated', 'watched', 'withdrawn', 'overtaken', 'open'] },
  'request-decided': { state: ['agreed', 'refused', 'coordinated', 'watched'], ask: ['extend', 'not-applicable'], own: [true, false] },
  'request-aside': { ask: ['extend', 'difficulty', 'not-applicable', 'reassign'], state: ['open', 'agreed', 'refused', 'withdrawn'] },
  'request-over': { state: ['withdrawn', 'overtaken', 'agreed'] },
  'reassign-answered': { state: ['agreed', 'refused'], self: [true, false], expired: [true, false] },
  'reassign-which': { accepts: [true, false] },
  'cycle-withdrawn': { told: [true, false] },
  paused: { told: [true, false] },
  'urge-held': { self: [true, false] },
};

/** With each list twice as long, as when several matters meet in one message. */
function doubled(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, ...value].map(doubled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, doubled(item)]));
}

function variantsOf(name: MessageName): object[] {
  const facts = realistic(name);
  const chosen = Object.entries(choices[name] ?? {}).flatMap(([key, values]) => values.map((value) => ({ ...facts, [key]: value })));
  const types = ['yes-no', 'number', 'choice', 'text', 'date', 'photo'];
  const typed = types.map((type) => altered(facts, (value) => (value === 'choice' ? type : value)) as object);
  return [facts, doubled(facts) as object, ...chosen, ...typed];
}

describe('the shipped templates', () => {
  it('are those whose facts are known, each of them, and no others', () => {
    expect([...names].sort()).toEqual([...messages].sort());
  });

  it.each(filesOf('schedules', '.yaml'))('hold what the schedule %s says', (schedule) => {
    const { prompt, announce, template } = parse(readFileSync(`schedules/${schedule}.yaml`, 'utf8')) as {
      prompt?: string;
      announce?: { template: string };
      template?: string;
    };
    const named = [prompt, announce?.template, template].filter((name) => name !== undefined);
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(templates)('%s names only facts the message has, in tags that are allowed', (name, text) => {
    expect(checkTemplate(name, text, samples)).toEqual([]);
  });
});

describe('every message', () => {
  it.each(messages)('%s says something with its sample, whichever of its sentences it chooses', (name) => {
    for (const facts of [samples[name], ...variantsOf(name)]) {
      const text = render(name, facts);
      expect(text, JSON.stringify(facts)).toMatch(/[\p{L}\p{N}]/u);
      expect(text).not.toMatch(/null|undefined|NaN|\[object|\{\{|%\}/u);
    }
  });

  it.each(messages)('%s is fit to be read with any one of its facts unknown, or any list empty', (name) => {
    for (const path of pathsOf(samples[name])) {
      const text = render(name, withNull(realistic(name), path) as object);
      expect(text, path.join('.')).not.toMatch(/null|undefined|NaN|\[object|\{\{|%\}/u);
      expect(text, path.join('.')).not.toMatch(/\n{2}/u);
    }
  });

  it.each(messages)('%s leaves no seams where a fact is unknown that need not be known', (name) => {
    const facts = realistic(name);
    for (const key of Object.keys(facts).filter((one) => mayBeMissing.has(one))) {
      const text = render(name, { ...facts, [key]: null });
      expect(text, key).not.toMatch(/[，、；：][，、；：。]|^[，、；。]|（）|“”/mu);
    }
  });

  it.each(messages.filter(isForPhones))('%s fits the lines of a phone', (name) => {
    for (const facts of variantsOf(name)) {
      const lines = render(name, facts).split('\n');
      for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(widestAllowed);
    }
  });
});

/** What the use cases leave open: nobody signs, nothing was reminded, nothing comes next. */
const mayBeMissing = new Set(
  'salute number basis clerk reminded pressed liaison next nextTo explanation until replaced followUp remark time unit with by near words principal supervisor first example cycle'.split(
    ' ',
  ),
);

describe('the voice of the templates', () => {
  const voice = templates.map(([name, text]) => [name, text.replace(/\{%.*?%\}/gsu, '').replace(/\{\{.*?\}\}/gsu, 'x')] as const);

  it.each(voice)('%s threatens, ranks and counts nobody, and claims to know of no reading', (_name, words) => {
    expect(words).not.toMatch(/务必|严肃|追责|问责|否则|排名第|打卡|已读|已送达|未读|没读|垫底|落后|倒数/u);
  });

  it.each(voice)('%s has no exclamation mark, no emoji and no marks of formatting', (_name, words) => {
    expect(words).not.toMatch(/[！!]|\p{Extended_Pictographic}|\*\*|__|~~|`|^\s*(?:#|>|[-*+] )|\]\(|<\/?[a-z]/imu);
  });

  it.each(voice)('%s speaks as one does in the town, not as a document', (_name, words) => {
    expect(words).not.toMatch(
      /你|请予|予以|特此|贵单位|贵村|兹|责令|切实|严格|高度重视|按要求|按规定|未按|逾期[未不]|报送|上报|及时|尽快|认真|务请|届时|知悉|周知/u,
    );
  });

  it('greets by name only where it opens a prompt or a rung', () => {
    const greeting = voice.filter(([, words]) => words.includes('x同志')).map(([name]) => name);
    expect([...greeting].sort()).toEqual([
      'bound',
      'finding-opened',
      'finding-press',
      'finding-supervise',
      'form-prompt',
      'leave-offer',
      'press',
      'reassign-offer',
      'remind',
      'report',
      'self-check',
      'supervise',
      'task-press',
      'task-round',
      'task-supervise',
      'transfer-begun',
      'transfer-left',
      'urge',
    ]);
  });

  it.each(templates.filter(([name]) => isForPhones(name)))('%s has no line of its own that is wider than a phone', (_name, text) => {
    expect(widestLine(text)).toBeLessThanOrEqual(widestAllowed);
  });
});

describe('the words of the conversations', () => {
  it.each([
    ['date', { month: 9, day: 1, weekday: 2, makeUp: false, time: '18:00' }, '9月1日（周二）18:00'],
    ['date', { month: 10, day: 10, weekday: 6, makeUp: true, time: null }, '10月10日（周六，补班）'],
    [
      'cycle-name',
      { period: 'month', year: 2026, month: 8, quarter: 3, day: 25, rest: '主体责任自查', short: '自查', long: false },
      '8月自查',
    ],
    [
      'cycle-name',
      { period: 'month', year: 2026, month: 8, quarter: 3, day: 25, rest: '主体责任自查', short: '自查', long: true },
      '8月主体责任自查',
    ],
    [
      'cycle-name',
      { period: 'other', year: 2026, month: 8, quarter: 3, day: 25, rest: '民主生活会', short: '活会', long: false },
      '民主生活会（8月25日）',
    ],
    [
      'receipt-change',
      { changes: [{ no: 2, before: '3次', after: '4次' }], until: '9月1日18:00', no: '4111' },
      '第2题由3次改成4次，别的没动。\n9月1日18:00前还能改。\n回执 4111',
    ],
    ['relieved', { unit: '石桥村', title: '8月自查', at: '15:20' }, '石桥村8月自查15:20交了，这件不用您管了。'],
    ['suggestion', { typed: '进渡', command: '进度 8月自查' }, '没看懂“进渡”，是“进度 8月自查”吗？\n对就回：是'],
    ['circular-not-yours', { unit: '石桥村' }, '放行由镇纪委定，您这里只看。\n要过问，回：催办 石桥村'],
    ['denied-unit', { own: ['东村'] }, '您能看的是东村。\n回：查 东村'],
    [
      'circulate-summary',
      { title: '8月自查', total: 18, answered: 15, late: 0, pending: 1, excused: 1, unreached: 1, open: 2 },
      '8月自查：18个单位，已交15，\n不用交1，没发出去1，没交1。\n没交的已单独联系。',
    ],
  ] as const)('%s is said as it is there', (name, facts, text) => {
    expect(render(name, facts)).toBe(text);
  });
});
