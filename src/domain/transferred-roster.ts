/** The roster after the transfers that have come into force: the posts of whoever left are their successor's. */
import type { Transfer } from './posting.js';
import type { CommitteeRole, Person, PersonId, Roster, Supervision, Unit } from './roster.js';
import type { DateText } from './time.js';

/**
 * The same roster when no transfer changes it. Transfers of one day happen together, so that two people may change places; those of an earlier
 * day come first. A successor whom the file does not have is in it from the moment the transfer is agreed, so that they can be bound. Whoever
 * left is marked as such and holds nothing; once the last word to them is out they have no account either.
 */
export function transferredRoster(file: Roster, transfers: readonly Transfer[], today: DateText): Roster {
  const standing = transfers.filter(({ state }) => state !== 'withdrawn' && state !== 'settled');
  if (standing.length === 0) return file;
  const begun = standing.filter(({ on }) => on <= today);
  let { people, units } = withNewPeople(file, standing);
  for (const on of [...new Set(begun.map((transfer) => transfer.on))].sort()) {
    const moves = new Map(begun.filter((transfer) => transfer.on === on).map(({ person, successor }) => [person, successor]));
    units = new Map([...units].map(([id, unit]) => [id, movedUnit(unit, moves)]));
    people = movedRoles(people, moves);
  }
  return { ...file, people: withoutLeavers(people, begun), units };
}

function withNewPeople({ people, units }: Roster, transfers: readonly Transfer[]): Pick<Roster, 'people' | 'units'> {
  const fresh = transfers.filter(({ successor, newName }) => newName !== undefined && !people.has(successor));
  const added = fresh.map(({ successor: id, newName: name = id }): [PersonId, Person] => [id, { id, name, roles: [], accounts: [] }]);
  return { people: new Map([...people, ...added]), units };
}

function movedUnit(unit: Unit, moves: ReadonlyMap<PersonId, PersonId>): Unit {
  const { liaison, principal, supervisors, members } = unit;
  const held = [liaison, principal, ...members, ...supervisors.map(({ person }) => person)];
  if (!held.some((person) => person !== undefined && moves.has(person))) return unit;
  const next = (person: PersonId): PersonId => moves.get(person) ?? person;
  return {
    ...unit,
    ...(liaison === undefined ? {} : { liaison: next(liaison) }),
    ...(principal === undefined ? {} : { principal: next(principal) }),
    supervisors: movedSupervisors(supervisors, next),
    members: [...new Set(members.map(next))],
  };
}

function movedSupervisors(supervisors: readonly Supervision[], next: (person: PersonId) => PersonId): Supervision[] {
  const seen = new Set<PersonId>();
  return supervisors.flatMap((supervision) => {
    const person = next(supervision.person);
    if (seen.has(person)) return [];
    seen.add(person);
    return [{ ...supervision, person }];
  });
}

function movedRoles(people: Roster['people'], moves: ReadonlyMap<PersonId, PersonId>): Roster['people'] {
  const taken = new Map<PersonId, CommitteeRole[]>();
  for (const [from, to] of moves) taken.set(to, [...(taken.get(to) ?? []), ...(people.get(from)?.roles ?? [])]);
  return new Map(
    [...people].map(([id, person]) => {
      const own = moves.has(id) ? [] : person.roles;
      const roles = [...new Set([...own, ...(taken.get(id) ?? [])])];
      return [
        id,
        roles.length === person.roles.length && roles.every((role) => person.roles.includes(role)) ? person : { ...person, roles },
      ];
    }),
  );
}

/** Whoever took over somebody's posts on that day or since has not left. */
function withoutLeavers(people: Roster['people'], begun: readonly Transfer[]): Roster['people'] {
  const leavers = new Map(
    begun
      .filter(({ person, on }) => !begun.some((other) => other.successor === person && other.on >= on))
      .map((transfer) => [transfer.person, transfer]),
  );
  return new Map(
    [...people].map(([id, person]) => {
      const left = leavers.get(id);
      if (left === undefined) return [id, person];
      return [id, { ...person, left: { to: left.successor, silent: left.state === 'gone' } }];
    }),
  );
}
