/** The preview of a roster import, in words: who is added, changed, moved and gone. */
import type { EntryChange, FieldChange, ListChanges, RosterChanges } from '../domain/roster-changes.js';
import { labelsOf, listCell, supervisionCell, type Labels } from '../domain/roster-labels.js';
import type { Roster, Supervision } from '../domain/roster.js';
import { rosterSheets, rosterColumns, type RosterSheet } from '../domain/roster-sheet.js';
import type { Facts } from './messages.js';
import { kindLabel } from './roster-words.js';
import { sheetWords, type SheetWords } from './sheet-words.js';
import { say, type World } from './world.js';

type List = NonNullable<NonNullable<Facts<'cli-roster-import'>['lists']>[number]>;

/** `before` and `after` for the names of those whom a change names. */
export function importLists(
  world: Pick<World, 'texts'>,
  changes: RosterChanges,
  { before, after }: { before: Roster; after: Roster },
): List[] {
  const words = sheetWords(world);
  const told = { words, before: namesOf(before), after: namesOf(after) };
  return rosterSheets.map((sheet) => listOf(world, sheet, changes[sheet], told)).filter((list) => list !== undefined);
}

interface Told {
  words: SheetWords;
  before: Names;
  after: Names;
}

interface Names {
  people: Labels;
  units: Labels;
  kinds: ReadonlySet<string>;
}

function namesOf(roster: Roster): Names {
  const units = [...roster.units.values()];
  return { people: labelsOf(roster.people.values()), units: labelsOf(units), kinds: new Set(units.map(({ kind }) => kind)) };
}

function listOf(world: Pick<World, 'texts'>, sheet: RosterSheet, { added, changed, removed }: ListChanges, told: Told): List | undefined {
  if (added.length + changed.length + removed.length === 0) return undefined;
  const isMove = ({ key }: FieldChange): boolean => sheet === 'units' && key === 'parent';
  return {
    sheet: say(world, 'sheet-name', { sheet }),
    added: added.map(nameAndId),
    removed: removed.map(nameAndId),
    moved: changed.flatMap((entry) =>
      entry.fields.filter(isMove).map((field) => {
        const { before, after } = fieldFacts(sheet, field, told);
        return { name: entry.name, before, after };
      }),
    ),
    changed: changed
      .map((entry): EntryChange => ({ ...entry, fields: entry.fields.filter((field) => !isMove(field)) }))
      .filter(({ fields }) => fields.length > 0)
      .map((entry) => ({ name: nameAndId(entry), fields: entry.fields.map((field) => fieldFacts(sheet, field, told)) })),
  };
}

function nameAndId({ id, name }: { id: string; name: string }): string {
  return name === id ? name : `${name}（${id}）`;
}

function fieldFacts(sheet: RosterSheet, { key, before, after }: FieldChange, told: Told): { label: string; before: string; after: string } {
  const column = rosterColumns[sheet].find((one) => one.key === key)?.column ?? key;
  return {
    label: told.words.heading(column),
    before: valueWords(key, before, told.words, told.before),
    after: valueWords(key, after, told.words, told.after),
  };
}

function valueWords(key: string, value: unknown, words: SheetWords, { people, units, kinds }: Names): string {
  if (value === undefined) return words.word('none');
  if (typeof value === 'string') return textWords(key, value, words, { people, units, kinds });
  switch (key) {
    case 'roles':
      return (value as string[]).map((role) => words.word(`role-${role}`)).join('、');
    case 'away': {
      const { from, until, deputy } = value as { from?: string; until: string; deputy?: string };
      return [from, until, deputy === undefined ? undefined : people.of(deputy)].filter((part) => part !== undefined).join(' ');
    }
    case 'supervisor':
      return supervisionCell(value as Supervision[], people);
    case 'members':
      return listCell(value as string[], people);
    default:
      return (value as string[]).join('、');
  }
}

function textWords(key: string, value: string, words: SheetWords, { people, units, kinds }: Names): string {
  if (key === 'kind') return kindLabel(kinds, words, value);
  if (key === 'parent') return units.of(value);
  return ['principal', 'liaison', 'supervisor'].includes(key) ? people.of(value) : value;
}
