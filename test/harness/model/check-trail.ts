/** The trail has every number once, with somebody who did it and was allowed to; openings are made once, versions follow each other. */
import type { Roster } from '../../../src/domain/roster.js';
import { hasRole, isOfUnit, maySee, oversees } from './roster-view.js';
import type { AuditRow } from './snapshot.js';
import type { View } from './view.js';

export function wrongTrail(view: View): string[] {
  const { shot, trail, fresh } = view;
  const wrong: string[] = [];
  if (shot.lastNo !== trail.length) wrong.push(`${trail.length} audit entries, counted to ${shot.lastNo}`);
  const from = trail.length - fresh.length;
  for (const [index, entry] of fresh.entries()) {
    if (entry.no !== from + index + 1) wrong.push(`audit entry ${entry.no} stands at place ${from + index + 1}`);
    if (entry.actor === '' || entry.act === '' || Number.isNaN(entry.at)) wrong.push(`audit entry ${entry.no} lacks who, what or when`);
    if (!view.rosters.some((roster) => isPermitted({ ...view, config: { ...view.config, roster } }, entry)))
      wrong.push(`${entry.no}: ${entry.actor} may not have ${entry.act} ${entry.object}`);
  }
  return [...wrong, ...openedTwice(view), ...brokenVersions(view)];
}

function openedTwice({ trail, fresh }: View): string[] {
  return fresh
    .filter(({ act }) => act === 'opened' || act === 'missed')
    .filter(({ act, object, no }) => trail.some((entry) => entry.act === act && entry.object === object && entry.no < no))
    .map(({ act, object }) => `${object} was ${act} twice`);
}

function brokenVersions({ fresh, trail, versions, messagesOf }: View): string[] {
  const touched = new Set(fresh.filter(({ act }) => act === 'recorded' || act === 'corrected').map(({ about }) => about));
  return [...touched].flatMap((about) => {
    const entries = trail.filter((entry) => entry.about === about && (entry.act === 'recorded' || entry.act === 'corrected'));
    const stored = versions.get(about) ?? [];
    const isInOrder =
      stored.length === entries.length && stored.every(({ version }, i) => version === i + 1 && entries[i]?.part === String(version));
    const firsts = entries.filter(({ act }) => act === 'recorded').length;
    const messages = messagesOf.get(about) ?? [];
    return isInOrder && firsts === 1 && messages.length === stored.length && new Set(messages).size === messages.length
      ? []
      : [
          `${about} has versions ${stored.map(({ version }) => version).join(' ')} of ${messages.join(' ')}, recorded ${entries.map(({ act, part }) => `${act} ${part}`).join(', ')}`,
        ];
  });
}

function isPermitted(view: View, { actor, act, about }: AuditRow): boolean {
  const { roster } = view.config;
  if (actor === 'bot') return !byPeopleOnly.has(act);
  const [cycle = '', unit = ''] = about.split('/');
  switch (act) {
    case 'recorded':
    case 'corrected':
    case 'explained':
      return answersFor(view, actor, cycle, unit);
    case 'resent':
    case 'arrived':
    case 'code-issued':
    case 'pause-opened':
    case 'pause-withdrawn':
      return hasRole(roster, actor, 'clerk');
    case 'circular-released':
      return hasRole(roster, actor, 'discipline-secretary');
    case 'circular-withheld':
      return hasRole(roster, actor, 'discipline-secretary', 'discipline');
    case 'urged':
      return hasRole(roster, actor, 'secretary') || oversees(roster, actor, unit);
    case 'task-closed':
    case 'task-sent-back':
      return hasRole(roster, actor, 'clerk', 'discipline', 'discipline-secretary', 'secretary');
    case 'request-opened':
      return mayAskFor(view, actor, unit);
    case 'read':
      return cycle === 'matter'
        ? mayReadMatter(view, actor, unit)
        : roster.units.has(unit)
          ? maySee(roster, actor, unit)
          : unit !== '' || hasCharge(roster, actor);
    default:
      return true;
  }
}

const byPeopleOnly: ReadonlySet<string> = new Set([
  'recorded',
  'corrected',
  'explained',
  'resent',
  'arrived',
  'circular-released',
  'circular-withheld',
]);

function answersFor({ config: { roster }, shot }: View, person: string, cycle: string, unit: string): boolean {
  return isOfUnit(roster, person, unit) || shot.cycles.get(cycle)?.units.get(unit)?.terms.assignee === person;
}

function mayReadMatter({ matters, config: { roster } }: View, person: string, about: string): boolean {
  const matter = matters.find(({ no }) => no === Number.parseInt(about, 10));
  return matter !== undefined && maySee(roster, person, matter.unit);
}

/** Whoever owes it asks; to hand it on to another of the unit is a leader's as well. */
function mayAskFor({ matters, shot, config: { roster } }: View, person: string, about: string): boolean {
  const request = matters.find(({ no }) => no === Number.parseInt(about, 10));
  if (request?.kind !== 'request') return false;
  const { unit, ask } = request;
  const isAssigned = 'cycle' in request.about && shot.cycles.get(request.about.cycle)?.units.get(unit)?.terms.assignee === person;
  const leads = hasRole(roster, person, 'secretary') || oversees(roster, person, unit);
  return isAssigned || isOfUnit(roster, person, unit) || (ask === 'reassign' && leads);
}

function hasCharge(roster: Roster, person: string): boolean {
  return (
    hasRole(roster, person, 'secretary', 'discipline', 'discipline-secretary', 'clerk') ||
    [...roster.units.keys()].some((unit) => oversees(roster, person, unit))
  );
}
