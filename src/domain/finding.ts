/**
 * Findings: problems in the rectification ledger (整改台账). A person establishes one, its owner mends it, somebody else closes it on evidence, and
 * somebody who is neither looks again days later. Says who is what to a finding; what becomes of one stands in finding-moves.ts.
 */
import type { ItemId } from './checklist.js';
import type { Level } from './cycle.js';
import type { MatterBase, MatterNo } from './matter-base.js';
import { answersFor, holders } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster } from './roster.js';
import type { Instant } from './time.js';

/** Where it comes from. Citizens' complaints come in through the clerk. */
export const findingSources = ['superiors', 'peers', 'subordinates', 'citizens', 'self-check', 'inspection'] as const;
export type FindingSource = (typeof findingSources)[number];

/** The four directions of oversight, and oneself. */
export type Direction = 'above' | 'beside' | 'below' | 'citizens' | 'own';

export function directionOf(source: FindingSource): Direction {
  switch (source) {
    case 'superiors':
    case 'inspection':
      return 'above';
    case 'peers':
      return 'beside';
    case 'subordinates':
      return 'below';
    case 'citizens':
      return 'citizens';
    case 'self-check':
      return 'own';
    default:
      return source satisfies never;
  }
}

/**
 * `proposed`: the overseer has not decided whether it is one; its owner knows nothing of it. `open` 待整改, `working` 整改中, `reported` 待验收,
 * `closed` 已销号. `dropped`: it was none, with the reason.
 */
export type FindingState = 'proposed' | 'open' | 'working' | 'reported' | 'closed' | 'dropped';

/** What somebody said about it, in their own words. */
export interface Said {
  by: PersonId;
  at: Instant;
  words: string;
}

export interface Evidence extends Said {
  /** Generated file names under data/files. */
  files: string[];
}

/** A look at what was closed, by somebody who is neither its owner nor its closer. */
export interface Recheck {
  /** Who is asked. */
  by: PersonId;
  askedAt: Instant;
  /** They were asked a second time. */
  reminded?: true;
  /** Absent: nothing has been said yet. */
  found?: { at: Instant; holds: boolean; words: string; files: string[] };
}

/** Where it was seen first. */
export type Origin = { kind: 'inspection'; inspection: MatterNo; item: ItemId } | { kind: 'entered' };

export interface Finding extends MatterBase {
  kind: 'finding';
  source: FindingSource;
  /** Of the ledger's fields (four winds, finance, …). */
  field: string;
  /** How its unit was called when it came up: units are merged and closed, what was found there stays. */
  called: string;
  /** What was seen, as it was said. */
  text: string;
  files: string[];
  origin: Origin;
  basis?: string;
  /** Who has to mend it; and who answers for it beside them. */
  owner: PersonId;
  joint: PersonId[];
  /** Whose role decides on it and closes it. */
  overseer: CommitteeRole;
  /** Who established it; absent: it is proposed, or was dropped. */
  by?: PersonId;
  /** When it was established, the first time. */
  establishedAt?: Instant;
  /** The end of the work hours of its due date. Absent: it is proposed. */
  dueAt?: Instant;
  /** A later date that was granted. */
  until?: Instant;
  /** The open request that holds its ladder. */
  heldBy?: MatterNo;
  state: FindingState;
  /** Index of the next step: the ledger's reminders, then its rungs. */
  step: number;
  level: Level;
  /** How it is to be mended, the newest last. */
  plans: Said[];
  evidence: Evidence[];
  sentBack: Said[];
  /** That it is not so; the answer, when there is one. */
  objections: (Said & { answer?: Said & { upheld: boolean } })[];
  /** `evidence`: on how many pieces of it, behind those of the closings before. */
  closed: { by: PersonId; at: Instant; evidence: number }[];
  rechecks: Recheck[];
  /** Why it is none, or why it stays closed. */
  decided: Said[];
  /** How often it was opened again. */
  reopened: number;
}

/** Whether its owner has to do something about it. */
export function isOwed({ state }: Pick<Finding, 'state'>): boolean {
  return state === 'open' || state === 'working';
}

/** 退回, as the ledger shows it: it is owed because what was shown last was not enough. */
export function isSentBack({ state, sentBack, evidence }: Pick<Finding, 'state' | 'sentBack' | 'evidence'>): boolean {
  const last = sentBack.at(-1);
  return state === 'working' && last !== undefined && last.at >= (evidence.at(-1)?.at ?? 0);
}

/** All photos that belong to it, in the order in which they came: of what was seen, then of what was shown and what was found again. */
export function filesOf({ files, evidence, rechecks }: Pick<Finding, 'files' | 'evidence' | 'rechecks'>): string[] {
  const later = [...evidence, ...rechecks.flatMap(({ found }) => found ?? [])].sort((a, b) => a.at - b.at);
  return [...files, ...later.flatMap((said) => said.files)];
}

/** What was shown since it was closed last: by their order, for a clock may have been put back in between. */
export function evidenceNow({ evidence, closed }: Pick<Finding, 'evidence' | 'closed'>): Evidence[] {
  return evidence.slice(closed.reduce((sum, closing) => sum + closing.evidence, 0));
}

/** What was shown last that it is mended, taken together: photos come behind the words, each by itself. undefined: nothing was. */
export function shownLast({ evidence, sentBack, closed }: Pick<Finding, 'evidence' | 'sentBack' | 'closed'>): Evidence | undefined {
  const last = evidence.at(-1);
  if (last === undefined) return undefined;
  const since = Math.max(Number.NEGATIVE_INFINITY, ...[...sentBack, ...closed].map(({ at }) => at).filter((at) => at < last.at));
  const together = evidence.filter(({ at }) => at > since);
  const words = together.findLast((one) => one.words !== '')?.words ?? '';
  return { ...last, words, files: together.flatMap(({ files }) => files) };
}

export function openObjection({ state, objections }: Pick<Finding, 'state' | 'objections'>): Said | undefined {
  const last = objections.at(-1);
  return last?.answer === undefined && (state === 'open' || state === 'working') ? last : undefined;
}

/** Whether a finding is this person's own: they mend it, answer for it beside the owner, answer for its unit, or said that it was mended. */
export function isOwn(
  roster: Roster,
  { unit, owner, joint, evidence }: Pick<Finding, 'unit' | 'owner' | 'joint' | 'evidence'>,
  person: PersonId,
): boolean {
  return owner === person || joint.includes(person) || answersFor(roster, unit, person) || evidence.some(({ by }) => by === person);
}

/** If everybody of the overseeing role is an owner, somebody of these decides. */
const overseersInstead: readonly CommitteeRole[][] = [['discipline', 'discipline-secretary'], ['secretary']];

/** Who is asked to decide on a finding and to close it. Empty: nobody. */
export function overseersOf(roster: Roster, finding: Finding): PersonId[] {
  for (const roles of [[finding.overseer], ...overseersInstead]) {
    const found = roles.flatMap((role) => holders(roster, role, finding.unit)).filter((person) => !isOwn(roster, finding, person));
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

const disciplineRoles: readonly CommitteeRole[] = ['discipline', 'discipline-secretary'];

/** Whether a person may decide on a finding: whoever is asked to, and where discipline oversees it, everybody of discipline whose own it is not. */
export function mayOversee(roster: Roster, finding: Finding, person: PersonId): boolean {
  if (overseersOf(roster, finding).includes(person)) return true;
  if (!disciplineRoles.includes(finding.overseer) || isOwn(roster, finding, person)) return false;
  return disciplineRoles.some((role) => holders(roster, role, finding.unit).includes(person));
}

/** The look that somebody was asked for and has not answered. */
export function openRecheck(finding: Pick<Finding, 'state' | 'rechecks' | 'closed'>): Recheck | undefined {
  const last = recheckedSince(finding).at(-1);
  return finding.state === 'closed' && last?.found === undefined ? last : undefined;
}

/** What somebody found who looked again, as long as nobody has decided whether it is opened again. */
export function openRelapse(finding: Pick<Finding, 'state' | 'rechecks' | 'closed' | 'decided'>): Recheck['found'] {
  const found = recheckedSince(finding).at(-1)?.found;
  if (finding.state !== 'closed' || found === undefined || found.holds) return undefined;
  return finding.decided.some(({ at }) => at >= found.at) ? undefined : found;
}

/** The looks that belong to its last closing. */
export function recheckedSince({ rechecks, closed }: Pick<Finding, 'rechecks' | 'closed'>): Recheck[] {
  const since = closed.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  return rechecks.filter(({ askedAt }) => askedAt >= since);
}

/** As what it waits for somebody other than its owner, and since when; undefined: it does not. */
export function waitingAs(
  finding: Finding,
): { as: 'proposed' | 'reported' | 'objected' | 'relapsed' | 'recheck'; since: Instant } | undefined {
  const recheck = openRecheck(finding);
  const relapse = openRelapse(finding);
  const objection = openObjection(finding);
  if (finding.state === 'proposed') return { as: 'proposed', since: finding.at };
  if (finding.state === 'reported') return { as: 'reported', since: finding.evidence.at(-1)?.at ?? finding.at };
  if (objection !== undefined) return { as: 'objected', since: objection.at };
  if (relapse !== undefined) return { as: 'relapsed', since: relapse.at };
  return recheck === undefined ? undefined : { as: 'recheck', since: recheck.askedAt };
}

/** Who has to act on it now, but for its owner: whoever oversees it, or whoever was asked to look again. */
export function waitsForOf(roster: Roster, finding: Finding): PersonId[] {
  const recheck = openRecheck(finding);
  if (recheck !== undefined) return [recheck.by];
  return waitingAs(finding) === undefined ? [] : overseersOf(roster, finding);
}

/**
 * Who may be asked to look again: inspectors, or else whoever oversees, who neither own it nor closed it; `may`: who else is left
 * out. In roster order; one of them is drawn.
 */
export function recheckersOf(roster: Roster, finding: Finding, may: (person: PersonId) => boolean = () => true): PersonId[] {
  const closer = finding.closed.at(-1)?.by;
  for (const roles of [['inspector'], ['discipline', 'discipline-secretary'], ['clerk', 'secretary']] as const) {
    const found = roles
      .flatMap((role) => holders(roster, role, finding.unit))
      .filter((person) => person !== closer && !isOwn(roster, finding, person) && may(person));
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}
