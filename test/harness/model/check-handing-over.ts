/** Whoever follows somebody is told once of each thing that is theirs from now on, and what is handed over is held by somebody who can do it. */
import { chainLinks } from '../../../src/domain/chain-links.js';
import { dateOf } from '../../../src/domain/date-text.js';
import { isOwed, overseersOf, type Finding } from '../../../src/domain/finding.js';
import { holders, unitsOf } from '../../../src/domain/responsibility.js';
import { mayHaveCome, type Sent } from './chat.js';
import type { View } from './view.js';

const taken = /接手(\d+)件：\n((?:.+\n?)*)/u;
const findingIn = /(?<=^|\n)(\d+)号问题/gu;
/** Each of them says that a finding is theirs to mend. */
const opening: readonly string[] = ['finding-opened', 'finding-joint'];

export function wrongHandingOver(view: View): string[] {
  return [...view.freshSent.filter(mayHaveCome).flatMap((sent) => toldTwice(view, sent)), ...heldByNobody(view)];
}

function toldTwice(view: View, sent: Sent): string[] {
  const [, count, lines = ''] = taken.exec(sent.text) ?? [];
  if (count === undefined) return [];
  const list = lines
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, Number(count));
  const wrong = list.length === Number(count) && areDistinct(list) ? [] : [`${sent.to} takes over ${count}, and reads: ${lines}`];
  const findings = [...list.join('\n').matchAll(findingIn)].map(([, no]) => Number(no));
  const { timezone } = view.config.settings;
  const sameDay = view.sent.filter(({ to, at }) => to === sent.to && dateOf(at, timezone) === dateOf(sent.at, timezone));
  const told = sameDay.flatMap(({ notices }) => notices).filter((id) => isOfHandingOver(view, id));
  const twice = findings.filter((no) => told.some((id) => id.startsWith(`finding/${no}@`)));
  return [...wrong, ...twice.map((no) => `${sent.to} takes over finding ${no}, and is told of it as a new one: ${told.join(' ')}`)];
}

/** Rounds that the clerk has started on one day are called alike. */
function areDistinct(list: readonly string[]): boolean {
  const numbered = list.filter((line) => /^\d+号/u.test(line));
  return new Set(numbered).size === numbered.length;
}

/** It was queued when the finding went to whoever answers for its unit now. */
function isOfHandingOver({ shot, trail }: View, id: string): boolean {
  if (!opening.includes(shot.notices.get(id)?.kind ?? '')) return false;
  const [, no, version] = /^finding\/(\d+)@(\d+)\//u.exec(id) ?? [];
  return trail.some(({ act, object }) => act === 'finding-handed-over' && object === `matter/${no}@${Number(version) + 1}`);
}

/** Looked at after a tick under the roster in force. */
function heldByNobody(view: View): string[] {
  if (view.found === undefined) return [];
  return [...view.findings.flatMap((finding) => lostFinding(view, finding)), ...lostTasks(view), ...lostParts(view)];
}

function lostFinding({ config: { roster, duties } }: View, finding: Finding): string[] {
  const { no, unit, owner, state } = finding;
  if (!isOwed(finding) && state !== 'reported') return [];
  if (!roster.units.has(unit))
    return overseersOf(roster, finding).length > 0 ? [] : [`finding ${no} of ${unit}, which is gone, is overseen by nobody`];
  if (unitsOf(roster, owner).includes(unit)) return [];
  const links = chainLinks(roster, duties).some((link) => 'unit' in link && link.unit === unit);
  return links ? [] : [`finding ${no} is ${owner}'s, who has no post in ${unit}`];
}

function lostTasks({ matters, config: { roster, duties, schedules } }: View): string[] {
  return matters.flatMap((task) => {
    if (task.kind !== 'task' || task.settledAt !== undefined) return [];
    const schedule = schedules.get(task.schedule);
    if (schedule?.kind !== 'task' || !roster.units.has(task.unit)) return [`task ${task.no} of ${task.unit} is open, and in no file`];
    if (holders(roster, schedule.ask, task.unit).length > 0) return [];
    const links = chainLinks(roster, duties).some((link) => 'unit' in link && link.unit === task.unit);
    return links ? [] : [`task ${task.no} is asked of nobody in ${task.unit}`];
  });
}

/** Questions that were passed on to somebody are theirs as long as they are there. */
function lostParts({ shot, config: { roster } }: View): string[] {
  return [...shot.cycles.values()].flatMap(({ id, status, units }) =>
    [...units].flatMap(([unit, { state, terms }]) => {
      if (status !== 'open' || (state !== 'p' && state !== 'u') || !roster.units.has(unit) || terms.assignee === undefined) return [];
      const person = roster.people.get(terms.assignee);
      return person === undefined || person.left !== undefined ? [`${id}/${unit} lies with ${terms.assignee}, who has left`] : [];
    }),
  );
}
