/**
 * Who may do what: one table of command × standing × relation to the object, and what is not in it is denied. The relation is to a unit (how far a
 * standing reaches) and, where a matter is decided on, to the matter (ties.ts). Nobody sees beyond what they oversee; discipline sees all, also what
 * concerns the secretary. Asked against the roster in force, at the moment of execution: what was allowed before counts for nothing.
 */
import type { Verb } from './command.js';

/** What somebody is to the committee. One person may be several things. */
export type Standing = 'secretary' | 'discipline' | 'clerk' | 'supervisor' | 'unit';

/** What people do: the words they type, and what needs no word. `answer`: to a prompt; `attach`: a photo or file; `confirm`: 是 to what the bot asked. */
export type Action = Verb | 'answer' | 'attach' | 'confirm';

/** The units a standing's permission reaches: all, those overseen, one's own, or none because the command has no unit. */
export type Reach = 'all' | 'overseen' | 'own' | 'no-unit';

/**
 * What somebody is to a matter. `asker`: asked for it; `decider`: above it, and neither asked nor answers for the unit; `offered`: was asked to
 * take it on; `owner`: it is their unit that owes it; `closer`: looks at what was reported done; `reader`: a report goes to them; `releaser`: holds
 * the role that decides on a draft; `officer`: types the number of a draw and telephones; `outsider`: does not answer for the unit; `rechecker`:
 * was drawn to look again at what was closed; `second`: allows what somebody else takes out; `self`: it is about them.
 */
export type Tie =
  | 'asker'
  | 'decider'
  | 'offered'
  | 'owner'
  | 'closer'
  | 'reader'
  | 'releaser'
  | 'officer'
  | 'outsider'
  | 'rechecker'
  | 'second'
  | 'self';

/** How far, and as what: with `as`, one of these ties is needed as well. */
export type Grant = Reach | { reach: Reach; as: readonly [Tie, ...Tie[]] };

/** `inspector`: of the committee, and nothing else by that; `anybody`: everybody in the roster, whatever they are. */
export type Grantee = Standing | 'inspector' | 'anybody';
/** Several: any of them is enough. */
export type Grants = Partial<Record<Grantee, Grant | readonly Grant[]>>;

const everybody: Grants = { anybody: 'no-unit' };
const holding: Grants = { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', supervisor: 'no-unit', unit: 'no-unit' };
const seeing: Grants = { secretary: 'all', discipline: 'all', clerk: 'all', supervisor: 'overseen', unit: 'own' };
const owing: Grants = { unit: as('own', 'owner') };
const deciding: Grants = { supervisor: as('overseen', 'decider'), secretary: as('all', 'decider') };
/** An offer to answer for one's own unit, or to stand in for somebody on leave, which is about no unit. */
const answering: Grants = {
  anybody: as('own', 'offered'),
  unit: as('no-unit', 'offered'),
  supervisor: as('no-unit', 'offered'),
  secretary: as('no-unit', 'offered'),
  discipline: as('no-unit', 'offered'),
  clerk: as('no-unit', 'offered'),
  inspector: as('no-unit', 'offered'),
};
/** The schedule says which role of the committee decides on its drafts. */
const releasing: Grants = {
  discipline: as('no-unit', 'releaser'),
  secretary: as('no-unit', 'releaser'),
  clerk: as('no-unit', 'releaser'),
  inspector: as('no-unit', 'releaser'),
};
/** Neither the secretary, who may be drawn, nor the clerk, who has the machine. */
const drawing: Grants = { discipline: as('no-unit', 'officer'), inspector: as('no-unit', 'officer') };
const clerical: Grants = { clerk: 'no-unit' };
const decidingOrOverseeing: Grants = {
  supervisor: as('overseen', 'decider'),
  secretary: as('all', 'decider', 'closer'),
  discipline: as('all', 'closer'),
  clerk: as('all', 'closer'),
};
/** Nobody takes many people's words out on their own. */
const allowing: Grant = as('no-unit', 'second');
const agreeing: Grants = {
  ...decidingOrOverseeing,
  secretary: [as('all', 'decider', 'closer'), allowing],
  discipline: [as('all', 'closer'), allowing],
};
/** Nobody inspects what is their own. */
const inspecting: Grants = { inspector: as('all', 'outsider'), discipline: as('all', 'outsider') };
/** Who oversees a finding: establishes, closes and opens it again. */
const overseeing: Grants = { clerk: as('all', 'closer'), discipline: as('all', 'closer'), secretary: as('all', 'closer') };

/** Whoever was drawn, whatever else they are. */
const rechecking: Grants = {
  inspector: as('all', 'rechecker'),
  discipline: as('all', 'rechecker'),
  clerk: as('all', 'rechecker'),
  secretary: as('all', 'rechecker'),
};

export const permissions: Record<Action, Grants> = {
  help: everybody,
  mine: everybody,
  status: seeing,
  pending: seeing,
  progress: seeing,
  // How the whole committee stands, by theme: no unit's own figures.
  campaign: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit' },
  overdue: seeing,
  look: seeing,
  urge: { secretary: 'all', supervisor: 'overseen' },
  questions: owing,
  'one-by-one': owing,
  skip: owing,
  'take-over': owing,
  explain: owing,
  answer: owing,
  attach: owing,
  // What is confirmed is asked for by itself.
  confirm: everybody,
  release: releasing,
  withhold: releasing,
  resend: clerical,
  arrived: clerical,
  start: clerical,
  ledger: seeing,
  duties: seeing,
  waiting: everybody,
  broken: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', supervisor: 'no-unit' },
  'draw-number': drawing,
  phone: { discipline: as('all', 'officer'), inspector: as('all', 'officer') },
  // What is public of a draw.
  draw: everybody,
  // One's own, or for somebody who cannot type it.
  leave: { anybody: as('no-unit', 'self'), clerk: 'no-unit' },
  back: { anybody: as('no-unit', 'self'), clerk: 'no-unit' },
  transfer: clerical,
  'bind-code': clerical,
  // Somebody bound already who types a code is told what it means; a stranger has no standing and is heard before this table.
  bind: everybody,
  'not-me': everybody,
  // What is behind it is asked for by itself.
  'sign-in': everybody,
  // Whoever has no post has no deadlines.
  calendar: holding,
  forget: everybody,
  // Nobody lets themselves off.
  pause: { clerk: as('all', 'outsider') },
  // Asked for by a unit about what it owes, or chosen by a leader who decides.
  extend: { ...owing, ...deciding },
  // Whoever oversees a finding gives it to another unit.
  reassign: { ...owing, ...decidingOrOverseeing },
  difficulty: owing,
  'not-applicable': owing,
  accept: answering,
  decline: answering,
  // On what a unit asks for; as whoever oversees a finding, on an objection to it; and on what somebody else takes out.
  agree: agreeing,
  refuse: agreeing,
  coordinate: deciding,
  watch: deciding,
  withdraw: {
    unit: as('own', 'asker'),
    supervisor: as('overseen', 'asker'),
    secretary: [as('all', 'asker'), as('no-unit', 'asker')],
    discipline: as('no-unit', 'asker'),
    clerk: ['all', 'no-unit'],
  },
  export: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit' },
  inspect: inspecting,
  // What another inspector has handed in.
  countersign: inspecting,
  done: owing,
  close: overseeing,
  // A citizen's complaint comes in through the clerk.
  // And a unit says what it has found itself.
  enter: { clerk: 'all', discipline: 'all', secretary: 'all', supervisor: 'overseen', unit: 'own' },
  establish: overseeing,
  drop: overseeing,
  reopen: overseeing,
  'leave-closed': overseeing,
  mend: owing,
  mended: owing,
  object: owing,
  'recheck-fine': rechecking,
  relapse: rechecking,
  show: { ...seeing, inspector: as('all', 'rechecker') },
  'send-back': {
    clerk: as('all', 'closer'),
    discipline: as('all', 'closer', 'reader'),
    secretary: as('all', 'closer', 'reader'),
    supervisor: as('overseen', 'reader'),
  },
  read: { secretary: as('all', 'reader'), discipline: as('all', 'reader'), supervisor: as('overseen', 'reader') },
};

function as(reach: Reach, ...ties: [Tie, ...Tie[]]): Grant {
  return { reach, as: ties };
}
