/** Nobody is told what they may not read: not what a unit said, not that it is late; the group hears totals, a stranger nothing. */
import type { Roster } from '../../../src/domain/roster.js';
import { mayHaveCome, type Sent } from './chat.js';
import { groupRoom, people, unitNames } from './homes.js';
import { hasRole, leads, maySee, unitsOfPerson } from './roster-view.js';
import { canariesIn, type Canary, type View } from './view.js';

/** Offers go to whoever is named, and are answered by them. */
const offers: readonly string[] = ['reassign-offer', 'reassign-answered'];
const names = Object.values(people).map(([name]) => name as string);
const villages = Object.values(unitNames).filter((name) => name !== unitNames.qingshan);

export function wrongReaders(seen: View): string[] {
  return seen.freshSent.filter(mayHaveCome).flatMap((sent) => {
    const then: View = { ...seen, config: { ...seen.config, roster: sent.roster } };
    return wrongSent(then, sent);
  });
}

function wrongSent(view: View, sent: Sent): string[] {
  if (sent.to === groupRoom) return wrongInGroup(view, sent);
  return sent.person === undefined ? wrongToStranger(view, sent) : wrongToPerson(view, sent, sent.person);
}

function wrongInGroup(view: View, { text, notices }: Sent): string[] {
  const mayBeNamed = notices.some((id) => view.mayBeNamed.has(Number(/\/circular\/(\d+)\/group$/u.exec(id)?.[1])));
  const said = canariesIn(text, view).filter(({ kind }) => kind !== 'explanation' || !mayBeNamed);
  const named = [...names.filter((name) => !signing(view.config.roster).includes(name)), ...(mayBeNamed ? [] : villages)].filter((name) =>
    text.includes(name),
  );
  return [...said.map(({ words }) => `the group hears ${words}`), ...named.map((name) => `the group hears of ${name}: ${text}`)];
}

/** Those who sign what the group hears. */
function signing(roster: Roster): string[] {
  return [...roster.people.values()].flatMap(({ id, name }) =>
    hasRole(roster, id, 'secretary', 'discipline-secretary', 'discipline', 'clerk') ? [name] : [],
  );
}

function wrongToStranger(view: View, { to, text, by }: Sent): string[] {
  if (by === 'started') return [`${to} is in no roster and is written to: ${text}`];
  const told = [...names, ...villages].filter((name) => text.includes(name));
  return [...canariesIn(text, view).map(({ words }) => words), ...told].map((what) => `${to} is in no roster and hears ${what}`);
}

function wrongToPerson(view: View, { text, notices, by: way }: Sent, person: string): string[] {
  const { roster } = view.config;
  const mayHear = ({ by, units }: Canary): boolean =>
    by === person || units.length === 0 || units.some((unit) => maySee(roster, person, unit) || isAssigned(view, person, unit));
  const said = canariesIn(text, view).filter((canary) => !mayHear(canary));
  const about = notices
    .flatMap((id) => view.shot.notices.get(id) ?? [])
    .filter(({ kind, unit }) => unit !== '' && !offers.includes(kind) && !maySee(roster, person, unit) && !isAssigned(view, person, unit));
  return [
    ...said.map(({ words, by }) => `${person} hears ${words}, which ${by} said`),
    ...about.map(({ id }) => `${person} is sent ${id}`),
    ...(way === 'reply' ? hiddenFrom(view, person) : [])
      .filter((name) => text.includes(name))
      .map((name) => `${person} hears of ${name}: ${text}`),
  ];
}

/**
 * Names of those who answer for units that somebody may not see, unless they named them first, were asked to stand in for them, or are told who
 * answered for a unit of theirs before.
 */
function hiddenFrom(view: View, person: string): string[] {
  const { roster } = view.config;
  const known = view.saidBy(person);
  const seen = (unit: string): boolean => maySee(roster, person, unit) || isAssigned(view, person, unit);
  return [...roster.people.values()].flatMap(({ id, name, roles }) => {
    const units = unitsOfPerson(roster, id);
    const isHidden =
      id !== person && units.length > 0 && roles.length === 0 && !leads(roster, id) && ![...units, ...answeredFor(view, id)].some(seen);
    return isHidden && !known.includes(name) && !wasAskedFor(view, person, id) ? [name] : [];
  });
}

/** The units whose answers somebody has given, whatever post they hold now. */
function answeredFor({ versions }: View, person: string): string[] {
  return [...versions].flatMap(([about, replies]) =>
    replies.some(({ by }) => by === person) ? [about.slice(about.lastIndexOf('/') + 1)] : [],
  );
}

function wasAskedFor({ matters }: View, deputy: string, person: string): boolean {
  return matters.some((matter) => matter.kind === 'leave' && matter.person === person && matter.deputy === deputy);
}

function isAssigned({ shot, matters }: View, person: string, unit: string): boolean {
  const now = [...shot.cycles.values()].some(({ units }) => units.get(unit)?.terms.assignee === person);
  return (
    now || matters.some((matter) => matter.kind === 'request' && matter.unit === unit && (matter.to === person || matter.by === person))
  );
}
