/** roster.yaml: its shape, and the roster it means. */
import { z } from 'zod';
import { committeeRoles, type Group, type Person, type Roster, type Supervision, type Unit } from '../../domain/roster.js';
import type { Place } from './place.js';
import { date, id, line, reference, section } from './shape.js';

const account = line(128);

const personShape = {
  id,
  name: line(40),
  title: line(40).exactOptional(),
  roles: z.array(z.enum(committeeRoles)).default([]),
  accounts: z.array(account).default([]),
  away: section({ from: date.exactOptional(), until: date, deputy: reference.exactOptional() }).exactOptional(),
};

const unitShape = {
  id,
  name: line(40),
  kind: line(40),
  parent: reference.exactOptional(),
  principal: reference.exactOptional(),
  supervisor: z.union([reference, z.array(section({ person: reference, as: line(40).exactOptional() }))]).exactOptional(),
  liaison: reference.exactOptional(),
  members: z.array(reference).default([]),
};

const groupShape = { id, name: line(60), room: line(128).exactOptional(), topic: line(128).exactOptional() };

export const rosterSchema = section({
  committee: id,
  name: line(40).exactOptional(),
  people: z.array(section(personShape)).min(1),
  units: z.array(section(unitShape)).min(1),
  groups: z.array(section(groupShape)).default([]),
});

type RosterFile = z.infer<typeof rosterSchema>;

export function rosterOf({ committee, name, people, units, groups }: RosterFile): Roster {
  return {
    committee,
    ...(name === undefined ? {} : { name }),
    people: new Map(people.map((person): [string, Person] => [person.id, personOf(person)])),
    units: new Map(units.map((unit): [string, Unit] => [unit.id, unitOf(unit)])),
    groups: new Map(groups.map((group): [string, Group] => [group.id, group])),
  };
}

/**
 * The roster as far as a faulty file can be understood, for checking schedules in the same go: unknown keys are passed over,
 * and a post counts as held even if its holder is not among the people. Undefined: an entry is so wrong that whatever is missed later might only be missed because of it.
 */
export function draftRosterOf(root: Place): Roster | undefined {
  const people = z.array(z.object(personShape)).safeParse(root.get('people')?.value());
  const units = z.array(z.object(unitShape)).safeParse(root.get('units')?.value());
  if (!people.success || !units.success) return undefined;
  const draft = rosterOf({ committee: '', people: people.data, units: units.data, groups: [] });
  const named = [...draft.units.values()].flatMap(({ liaison, principal, members, supervisors }) => [
    ...[liaison, principal].filter((person) => person !== undefined),
    ...members,
    ...supervisors.map(({ person }) => person),
  ]);
  const strangers = named.map((person): [string, Person] => [person, { id: person, name: person, roles: [], accounts: [] }]);
  return { ...draft, people: new Map([...strangers, ...draft.people]) };
}

/** Whether the leave covers today is nothing a file can say. */
function personOf({ away, ...person }: RosterFile['people'][number]): Person {
  return away ? { ...person, leave: away } : person;
}

function unitOf({ supervisor, ...unit }: RosterFile['units'][number]): Unit {
  return { ...unit, supervisors: supervisionsOf(supervisor) };
}

function supervisionsOf(supervisor: RosterFile['units'][number]['supervisor']): Supervision[] {
  if (supervisor === undefined) return [];
  return typeof supervisor === 'string' ? [{ person: supervisor }] : supervisor;
}
