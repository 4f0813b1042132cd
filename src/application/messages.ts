/**
 * What each message is made of: a sample of the facts its template may use, by the template's name. The samples are the types of the facts,
 * the list of what a changed template may mention, and what every template is tried with before anything starts. Any fact may be null.
 */

import { answerSamples } from './answer-messages.js';
import { bindingSamples } from './binding-messages.js';
import { careSamples } from './care-messages.js';
import { notice, prompt, question, totals } from './message-parts.js';
import { formSamples } from './form-messages.js';
import { officeSamples } from './office-messages.js';
import { ownSamples } from './own-messages.js';
import { pictureSamples } from './picture-messages.js';
import { postingSamples } from './posting-messages.js';
import { reportSamples } from './report-messages.js';
import { requestSamples } from './request-messages.js';
import { roundSamples } from './round-messages.js';
import { standingSamples } from './standing-messages.js';
import { drawSamples } from './draw-messages.js';
import { exportSamples } from './export-messages.js';
import { findingSamples } from './finding-messages.js';
import { inspectionSamples } from './inspection-messages.js';
import { taskSamples } from './task-messages.js';
import { terminalSamples } from './terminal-messages.js';

export const samples = {
  // words
  date: { month: 9, day: 1, weekday: 2, makeUp: false, time: '18:00' },
  day: { near: 'today', month: 9, day: 1, weekday: 7, makeUp: true, time: '18:00' },
  'cycle-name': { period: 'month', year: 2026, month: 8, quarter: 3, day: 25, rest: 'rest', short: 'short', long: false },
  answer: {
    type: 'number',
    yes: true,
    number: 3,
    measure: 'x',
    about: false,
    letter: 'A',
    option: 'option',
    date: 'date',
    text: 'text',
    characters: 268,
    attested: false,
    photos: 1,
    file: 'file',
    format: 'docx',
    remark: 'remark',
  },
  level: { level: 'press' },
  state: {
    state: 'pending',
    spot: 'silent',
    before: '10:35',
    at: 'at',
    due: 'due',
    overdue: false,
    level: 'level',
    why: 'vacant',
    post: 'role',
    reason: 'removed',
    extended: false,
    until: 'date',
    granter: 'person',
    request: 208,
    with: 'person',
  },
  'notice-kind': { kind: 'remind' },

  // what the bot starts
  'self-check-open': { title: 'title', total: 18, questions: 5, minutes: 3, deadline: 'deadline', basis: 'basis', clerk: 'clerk' },
  'self-check': {
    ...prompt,
    salute: 'name',
    deadline: 'deadline',
    count: 5,
    questions: [question],
    carried: [{ no: 3, text: 'text', answer: 'answer' }],
    lastMonth: true,
    month: true,
    mine: true,
    sample: '1',
    basis: 'basis',
    clerk: 'clerk',
  },
  remind: {
    salute: 'name',
    unit: 'unit',
    late: false,
    items: [
      { ...prompt, deadline: 'deadline', basis: 'basis', task: 61, finding: 85, short: 'title', late: false, rules: true, form: false },
    ],
    clerk: 'clerk',
  },
  press: {
    ...prompt,
    salute: 'name',
    due: 'due',
    liaison: 'name',
    deputy: false,
    form: false,
    prompted: 'at',
    reminded: 'at',
    next: 'at',
    nextTo: 'name',
    basis: 'basis',
    clerk: 'clerk',
  },
  supervise: {
    salute: 'name',
    unit: 'unit',
    title: 'title',
    due: 'due',
    next: 'at',
    basis: 'basis',
    clerk: 'clerk',
    items: [
      { unit: 'unit', village: true, due: 'due', prompted: 'at', reminded: 'at', pressed: 'at', pressedWho: 'name', explanation: 'text' },
    ],
  },
  'supervise-told': { ...prompt, to: 'name', until: 'at' },
  circulate: {
    no: 312,
    decides: true,
    secretary: false,
    title: 'title',
    due: 'due',
    first: 'unit',
    draft: 'text',
    steps: 'steps',
    items: [{ unit: 'unit', due: 'due', steps: 'steps', supervisor: 'name', explanation: 'text', explainer: 'name', explained: 'at' }],
  },
  'circulate-steps': { prompted: 'at', reminded: 'at', pressed: 'at', supervised: 'at', supervisor: 'name', decided: false },
  'circulate-summary': totals,
  'circulate-group': {
    ...totals,
    raised: 5,
    settled: 3,
    owed: 2,
    by: 'date',
    units: [{ name: 'unit', explanation: 'text' }],
    secretary: false,
  },
  relieved: { unit: 'unit', title: 'title', at: 'at' },
  urge: { ...prompt, salute: 'name', by: 'name', due: 'due', form: false, clerk: 'clerk' },
  unreached: { title: 'title', items: [{ unit: 'unit', why: 'vacant', person: 'name', post: 'role' }] },
  unknown: { items: [notice], first: 77 },
  missed: { name: 'name', at: 'at', to: 'to', count: 2, reason: 'superseded', festival: false, round: false },
  asked: { who: 'name', unit: 'unit', number: 1, text: 'text' },

  ...answerSamples,

  // talk
  greeting: { items: [{ ...prompt, deadline: 'deadline' }] },
  robot: { committee: 'name', clerk: 'name' },
  stranger: { committee: 'name' },
  'not-understood': {},
  suggestion: { typed: 'text', command: 'text' },
  denied: {},
  'denied-unit': { own: ['unit'] },
  'no-such-unit': { typed: 'text', near: 'unit', word: 'text' },
  'no-such-cycle': { typed: 'text', names: ['title'] },
  'no-cycles': {},

  // groups
  'group-totals': { cycles: [totals] },
  'group-private': {},
  'group-answer': {},
  'group-question': {},
  'group-other': {},

  ...standingSamples,
  ...formSamples,
  ...ownSamples,
  ...requestSamples,
  ...taskSamples,
  ...findingSamples,
  ...drawSamples,
  ...inspectionSamples,
  ...postingSamples,
  ...exportSamples,
  ...pictureSamples,
  ...reportSamples,
  ...roundSamples,
  ...bindingSamples,
  ...careSamples,
  ...officeSamples,
  ...terminalSamples,
} as const satisfies Record<string, object>;

export type MessageName = keyof typeof samples;

/** The shape of a sample with its values left open; each may be null. */
type Loose<T> = T extends readonly (infer Item)[]
  ? readonly NonNullable<Loose<Item>>[]
  : T extends string
    ? string | null
    : T extends number
      ? number | null
      : T extends boolean
        ? boolean
        : { readonly [Key in keyof T]: Loose<T[Key]> } | null;

export type Facts<Name extends MessageName> = object & NonNullable<Loose<(typeof samples)[Name]>>;
