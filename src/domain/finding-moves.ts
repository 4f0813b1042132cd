/**
 * What each word makes of a finding: the next version of it, or why not. Nothing that was said is ever taken out; each step is added, so that a
 * finding that is opened again keeps its whole history.
 */
import { evidenceNow, isOwed, isOwn, openObjection, type Evidence, type Finding, type Recheck, type Said } from './finding.js';
import type { PersonId, Roster } from './roster.js';
import type { Instant } from './time.js';

export type Refusal =
  /** It is not in a state for this. */
  | 'not-proposed'
  | 'not-open'
  | 'not-reported'
  | 'not-closed'
  /** Nothing shows that it is mended. */
  | 'no-evidence'
  /** Their own, or closed by them. */
  | 'own'
  /** The date lies in the past. */
  | 'past-date'
  /** The same was said already. */
  | 'said-already'
  /** Nobody says so much of one finding in earnest. */
  | 'too-much';

const mostSaid = 50;

export type Outcome = { kind: 'done'; finding: Finding } | { kind: 'refused'; why: Refusal };

/** 立: it is one, to be mended by a date. */
export function establish(finding: Finding, by: PersonId, dueAt: Instant, now: Instant): Outcome {
  if (finding.state !== 'proposed') return refused('not-proposed');
  if (dueAt <= now) return refused('past-date');
  return done({ ...finding, state: 'open', by, establishedAt: now, dueAt });
}

/** 不立: it is none. */
export function drop(finding: Finding, said: Said): Outcome {
  if (finding.state !== 'proposed') return refused('not-proposed');
  return done({ ...finding, state: 'dropped', decided: [...finding.decided, said], settledAt: said.at });
}

/** 整改: how it is going to be mended. */
export function plan(finding: Finding, said: Said): Outcome {
  if (!isOwed(finding)) return refused('not-open');
  if (finding.plans.length >= mostSaid) return refused('too-much');
  return done({ ...finding, state: 'working', plans: [...finding.plans, said] });
}

/** 已改: it is mended, and this shows it. What is added while somebody looks at it is shown as well. */
export function report(finding: Finding, evidence: Evidence): Outcome {
  if (!isOwed(finding) && finding.state !== 'reported') return refused('not-open');
  if (evidence.words === '' && evidence.files.length === 0) return refused('no-evidence');
  if (finding.evidence.length >= mostSaid) return refused('too-much');
  const last = finding.evidence.at(-1);
  if (finding.state === 'reported' && evidence.files.length === 0 && last?.words === evidence.words) return refused('said-already');
  return done({ ...finding, state: 'reported', evidence: [...finding.evidence, evidence] });
}

/** 退回: what was shown is not enough. The date stays. */
export function sendBack(finding: Finding, said: Said): Outcome {
  if (finding.state !== 'reported') return refused('not-reported');
  return done({ ...finding, state: 'working', sentBack: [...finding.sentBack, said] });
}

/** 销号: only what was reported, on evidence shown since it was opened last, and never one's own. */
export function close(roster: Roster, finding: Finding, by: PersonId, now: Instant): Outcome {
  if (isOwn(roster, finding, by)) return refused('own');
  if (finding.state !== 'reported') return refused('not-reported');
  const evidence = evidenceNow(finding).length;
  if (evidence === 0) return refused('no-evidence');
  return done({ ...finding, state: 'closed', closed: [...finding.closed, { by, at: now, evidence }], settledAt: now });
}

/** 异议: it is not so. The overseer decides; until then nobody is pressed. */
export function object(finding: Finding, said: Said): Outcome {
  if (!isOwed(finding)) return refused('not-open');
  if (openObjection(finding) !== undefined) return refused('said-already');
  if (finding.objections.length >= mostSaid) return refused('too-much');
  return done({ ...finding, objections: [...finding.objections, said] });
}

/** The overseer's word on an objection: upheld, and the finding was none; or not, and it stands with its date. */
export function answerObjection(finding: Finding, answer: Said & { upheld: boolean }): Outcome {
  const last = finding.objections.at(-1);
  if (last === undefined || last.answer !== undefined) return refused('not-open');
  const objections = [...finding.objections.slice(0, -1), { ...last, answer }];
  return done(answer.upheld ? { ...finding, objections, state: 'dropped', settledAt: answer.at } : { ...finding, objections });
}

/** Somebody is asked to look again at what was closed. */
export function askRecheck(finding: Finding, by: PersonId, now: Instant): Finding {
  return { ...finding, rechecks: [...finding.rechecks, { by, askedAt: now }] };
}

/** Whoever was asked to look again, and did not answer, is asked once more. */
export function remindRecheck(finding: Finding): Finding {
  const last = finding.rechecks.at(-1);
  return last === undefined ? finding : { ...finding, rechecks: [...finding.rechecks.slice(0, -1), { ...last, reminded: true }] };
}

/** Somebody looked again at what was closed. */
export function rechecked(finding: Finding, found: NonNullable<Recheck['found']>): Outcome {
  const last = finding.rechecks.at(-1);
  if (finding.state !== 'closed' || last === undefined) return refused('not-closed');
  if (last.found !== undefined) return refused('said-already');
  return done({ ...finding, rechecks: [...finding.rechecks.slice(0, -1), { ...last, found }] });
}

/** A photo of what was found, that came behind the word. */
export function addToRecheck(finding: Finding, files: readonly string[]): Outcome {
  const last = finding.rechecks.at(-1);
  if (finding.state !== 'closed' || last?.found === undefined) return refused('not-closed');
  const found = { ...last.found, files: [...last.found.files, ...files] };
  return done({ ...finding, rechecks: [...finding.rechecks.slice(0, -1), { ...last, found }] });
}

/** It is somebody else's to mend from now on: of the same unit, or of the one that has taken its unit's place. */
export function moveTo(finding: Finding, to: Pick<Finding, 'unit' | 'called' | 'owner' | 'joint'>): Outcome {
  if (!isOwed(finding) && finding.state !== 'reported' && finding.state !== 'proposed') return refused('not-open');
  if (finding.unit === to.unit && finding.owner === to.owner) return refused('said-already');
  return done({ ...finding, ...to });
}

/** 重开: it has come back. All that was said before stays; its steps begin again. */
export function reopen(finding: Finding, dueAt: Instant, now: Instant): Outcome {
  if (finding.state !== 'closed') return refused('not-closed');
  if (dueAt <= now) return refused('past-date');
  const { settledAt: _settled, until: _until, heldBy: _held, ...rest } = finding;
  return done({ ...rest, state: 'open', dueAt, step: 0, level: 'none', reopened: finding.reopened + 1 });
}

/** 不重开: what was found again is no reason to open it. */
export function leaveClosed(finding: Finding, said: Said): Outcome {
  if (finding.state !== 'closed') return refused('not-closed');
  return done({ ...finding, decided: [...finding.decided, said] });
}

function done(finding: Finding): Outcome {
  return { kind: 'done', finding };
}

function refused(why: Refusal): Outcome {
  return { kind: 'refused', why };
}
