/** A finding is closed on evidence by somebody who did not mend it, its history only grows, and its unit hears of it when somebody has decided that it is one. */
import { isDeepStrictEqual } from 'node:util';
import { mayOversee, type Finding } from '../../../src/domain/finding.js';
import type { Roster } from '../../../src/domain/roster.js';
import { mayHaveCome } from './chat.js';
import { isOfUnit } from './roster-view.js';
import { canariesIn, type View } from './view.js';

export function wrongFindings(view: View): string[] {
  return view.findings.flatMap((finding) => {
    const before = view.findingsBefore.get(finding.no);
    return [...wrongClosing(view, finding, before), ...wrongHistory(finding, before), ...heardTooEarly(view, finding)].map(
      (what) => `finding ${finding.no} ${what}`,
    );
  });
}

function wrongClosing({ config: { roster } }: View, finding: Finding, before: Finding | undefined): string[] {
  const { state, closed, evidence, owner, unit } = finding;
  const last = closed.at(-1);
  if (state === 'closed' && last === undefined) return ['is closed by nobody'];
  // Posts are looked at when it happens: whoever closed it may hold another one now.
  if (last === undefined || before?.closed.length === closed.length) return [];
  const shown = evidence.slice(shownBefore(closed));
  return [
    ...(shown.length === 0 ? ['was closed without evidence'] : []),
    ...(last.by === owner || shown.some(({ by }) => by === last.by) ? [`was closed by ${last.by}, who mended it`] : []),
    ...(isOfUnit(roster, last.by, unit) ? [`was closed by ${last.by}, whose unit it is`] : []),
  ];
}

function shownBefore(closed: Finding['closed']): number {
  return closed.slice(0, -1).reduce((sum, closing) => sum + closing.evidence, 0);
}

const grows = ['plans', 'evidence', 'sentBack', 'closed', 'decided'] as const;

function wrongHistory(finding: Finding, before: Finding | undefined): string[] {
  const { reopened, closed, state } = finding;
  const wrong = reopened > closed.length ? [`was opened again ${reopened} times and closed ${closed.length} times`] : [];
  if (state === 'closed' && closed.length !== reopened + 1)
    wrong.push(`is closed after ${closed.length} closings and ${reopened} reopenings`);
  if (before === undefined) return wrong;
  const lost = grows.filter((part) => !isDeepStrictEqual(finding[part].slice(0, before[part].length), before[part]));
  if (lost.length > 0) wrong.push(`has lost some of its ${lost.join(', ')}`);
  if (finding.rechecks.length < before.rechecks.length || finding.objections.length < before.objections.length)
    wrong.push('has lost a second look or an objection');
  if (reopened < before.reopened) wrong.push('was opened again less often than before');
  return wrong;
}

/** What was only brought up is for those who decide on it, and for whoever said it. */
function heardTooEarly(view: View, finding: Finding): string[] {
  if (finding.establishedAt !== undefined) return [];
  const words = canariesIn(finding.text, view);
  const mayKnow = (roster: Roster, person: string): boolean => mayOversee(roster, finding, person) || words.some(({ by }) => by === person);
  return view.freshSent
    .filter(mayHaveCome)
    .filter(
      ({ person, roster, text }) =>
        words.some((canary) => text.includes(canary.words)) && (person === undefined || !mayKnow(roster, person)),
    )
    .map(({ to }) => `is not established, and ${to} hears of it`);
}
