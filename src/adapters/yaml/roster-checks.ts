/** Checks how the entries of a roster hang together, however much of the file is otherwise wrong. */
import { isDateText } from '../../domain/date-text.js';
import type { FaultCode } from './fault-codes.js';
import type { FaultList } from './fault.js';
import { entries, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { checkDistinct, checkReference } from './references.js';

/** The actors of the command line and of the bot itself in the audit trail; a person of that name could hide behind them. */
const reservedPeople: readonly (string | undefined)[] = ['operator', 'bot'];

export function checkRoster(root: Place, names: RosterNames, faults: FaultList): void {
  for (const list of ['people', 'units', 'groups']) {
    checkDistinct(
      entries(root, list).map((entry) => ({ place: entry.get('id') })),
      'duplicate-id',
      faults,
    );
  }
  checkPeople(root, faults);
  for (const person of entries(root, 'people')) checkLeave(person, names, faults);
  checkGroups(root, faults);
  for (const unit of entries(root, 'units')) checkUnit(unit, names, faults);
  checkTree(root, names, faults);
}

function checkPeople(root: Place, faults: FaultList): void {
  const accounts = entries(root, 'people').flatMap((person) => {
    const owner = person.get('name')?.text() ?? '';
    return entries(person, 'accounts').map((place) => ({ place, owner }));
  });
  checkDistinct(accounts, 'duplicate-account', faults);
  for (const person of entries(root, 'people')) {
    const id = person.get('id');
    const text = id?.text();
    if (id !== undefined && text !== undefined && reservedPeople.includes(text)) faults.add(id.file, id.at, 'reserved-id', { id: text });
  }
}

/** Somebody else stands in, and the days are in their order. */
function checkLeave(person: Place, names: RosterNames, faults: FaultList): void {
  const away = person.get('away');
  const deputy = away?.get('deputy');
  checkReference(deputy, names.people, 'unknown-person', faults);
  const id = person.get('id')?.text();
  if (deputy && id !== undefined && deputy.text() === id) faults.add(deputy.file, deputy.at, 'own-deputy');
  const until = away?.get('until');
  const from = away?.get('from')?.text();
  const last = until?.text();
  const isBackwards = from !== undefined && last !== undefined && isDateText(from) && isDateText(last) && last < from;
  if (until && isBackwards) faults.add(until.file, until.at, 'away-backwards');
}

function checkGroups(root: Place, faults: FaultList): void {
  const groups = entries(root, 'groups');
  for (const key of ['room', 'topic']) {
    const places = groups.map((group) => ({ place: group.get(key), owner: group.get('name')?.text() ?? '' }));
    checkDistinct(places, 'duplicate-room', faults);
  }
  for (const group of groups) {
    if (!group.get('room') && !group.get('topic')) faults.add(group.file, group.at, 'group-without-room');
  }
}

function checkUnit(unit: Place, names: RosterNames, faults: FaultList): void {
  const people: (Place | undefined)[] = [
    unit.get('principal'),
    unit.get('liaison'),
    ...entries(unit, 'members'),
    ...supervisorsOf(unit.get('supervisor')),
  ];
  for (const person of people) checkReference(person, names.people, 'unknown-person', faults);
  checkReference(unit.get('parent'), names.units, 'unknown-unit', faults);
}

function supervisorsOf(supervisor: Place | undefined): (Place | undefined)[] {
  if (!supervisor || supervisor.text() !== undefined) return [supervisor];
  return supervisor.items().map((entry) => entry.get('person'));
}

/** One root, and no unit above itself. */
function checkTree(root: Place, names: RosterNames, faults: FaultList): void {
  const units = entries(root, 'units');
  const parents = new Map<string, string>();
  for (const unit of units) {
    const id = unit.get('id')?.text();
    const parent = unit.get('parent')?.text();
    if (id !== undefined && parent !== undefined && !parents.has(id)) parents.set(id, parent);
  }
  const told = new Set<string>();
  for (const unit of units) {
    const circle = circleFrom(unit.get('id')?.text(), parents);
    if (circle.length === 0 || circle.some((id) => told.has(id))) continue;
    for (const id of circle) told.add(id);
    addAt(unit.get('parent'), 'circle', { path: [...circle, circle[0] ?? ''].join(' → ') }, faults);
  }
  const [first, ...others] = units.filter((unit) => unit.get('id') && !unit.get('parent'));
  const name = names.units.get(first?.get('id')?.text() ?? '') ?? '';
  for (const other of others) addAt(other.get('id'), 'second-root', { first: name }, faults);
}

/** The ids from a unit up to itself again; empty when its way up ends, or leads into a circle it is not part of. */
function circleFrom(id: string | undefined, parents: ReadonlyMap<string, string>): string[] {
  if (id === undefined) return [];
  const path = [id];
  for (let next = parents.get(id); next !== undefined && next !== id; next = parents.get(next)) {
    if (path.length > parents.size) return [];
    path.push(next);
  }
  return parents.get(path.at(-1) ?? '') === id ? path : [];
}

function addAt(place: Place | undefined, code: FaultCode, values: Record<string, string>, faults: FaultList): void {
  if (place) faults.add(place.file, place.at, code, values);
}
