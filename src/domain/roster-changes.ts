/** What a changed roster changes: who comes and goes, and what of whom is another. Order counts for nothing. */
import type { Group, Person, Roster, Supervision, Unit } from './roster.js';
import { rosterColumns, type RosterSheet } from './roster-sheet.js';

/** An entry as the file has it, without what is empty: text, lists, or a supervisor's several forms in one. */
export type PlainEntry = Readonly<Record<string, unknown>> & { id: string };

export interface FieldChange {
  /** As in roster.yaml: `title`, `away`. */
  key: string;
  before: unknown;
  after: unknown;
}

export interface EntryChange {
  id: string;
  name: string;
  fields: FieldChange[];
}

export interface ListChanges {
  added: { id: string; name: string }[];
  changed: EntryChange[];
  removed: { id: string; name: string }[];
}

export type RosterChanges = Record<RosterSheet, ListChanges>;

export function rosterChanges(before: Roster, after: Roster): RosterChanges {
  return {
    people: listChanges('people', plainPeople(before), plainPeople(after)),
    units: listChanges('units', plainUnits(before), plainUnits(after)),
    groups: listChanges('groups', plainGroups(before), plainGroups(after)),
  };
}

export function isSame(changes: RosterChanges): boolean {
  return Object.values(changes).every(({ added, changed, removed }) => added.length + changed.length + removed.length === 0);
}

/** The parts of an entry that a sheet has. */
export function keysOf(sheet: RosterSheet): string[] {
  return [...new Set(rosterColumns[sheet].map(({ key }) => key.split('.')[0] ?? key))];
}

function listChanges(sheet: RosterSheet, before: readonly PlainEntry[], after: readonly PlainEntry[]): ListChanges {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const kept = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((entry) => {
    const known = old.get(entry.id);
    const fields = known === undefined ? [] : changedFields(sheet, known, entry);
    return fields.length === 0 ? [] : [{ id: entry.id, name: nameOf(known ?? entry), fields }];
  });
  return {
    added: after.filter(({ id }) => !old.has(id)).map((entry) => ({ id: entry.id, name: nameOf(entry) })),
    changed,
    removed: before.filter(({ id }) => !kept.has(id)).map((entry) => ({ id: entry.id, name: nameOf(entry) })),
  };
}

export function changedFields(sheet: RosterSheet, before: PlainEntry, after: PlainEntry): FieldChange[] {
  return keysOf(sheet)
    .map((key) => ({ key, before: before[key], after: after[key] }))
    .filter((field) => JSON.stringify(field.before) !== JSON.stringify(field.after));
}

function nameOf({ id, name }: PlainEntry): string {
  return typeof name === 'string' ? name : id;
}

export function plainPeople({ people }: Pick<Roster, 'people'>): PlainEntry[] {
  return [...people.values()].map(({ leave, ...person }: Person) => plain('people', { ...person, away: leave && awayOf(leave) }));
}

export function plainUnits({ units }: Pick<Roster, 'units'>): PlainEntry[] {
  return [...units.values()].map(({ supervisors, ...unit }: Unit) => plain('units', { ...unit, supervisor: supervisorOf(supervisors) }));
}

export function plainGroups({ groups }: Pick<Roster, 'groups'>): PlainEntry[] {
  return [...groups.values()].map((group: Group) => plain('groups', { ...group }));
}

function awayOf({ from, until, deputy }: NonNullable<Person['leave']>): Record<string, string> {
  return { ...(from === undefined ? {} : { from }), until, ...(deputy === undefined ? {} : { deputy }) };
}

/** One who is nothing but the supervisor is written by their id alone. */
export function supervisorOf(supervisors: readonly Supervision[]): unknown {
  const [only, ...more] = supervisors;
  if (only !== undefined && more.length === 0 && only.as === undefined) return only.person;
  return supervisors.map(({ person, as }) => ({ person, ...(as === undefined ? {} : { as }) }));
}

/** Without what is absent or empty, its parts in the order of the sheet. */
function plain(sheet: RosterSheet, entry: Readonly<Record<string, unknown>> & { id: string }): PlainEntry {
  const kept = keysOf(sheet)
    .map((key): [string, unknown] => [key, entry[key]])
    .filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0));
  return { ...Object.fromEntries(kept), id: entry.id };
}
